"""A question that sets papers against each other -> what it is about, without its framing words.

"How does the digital strategy's gigabit target compare with the vision's?" is about "gigabit".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.answering.asking import is_aligned
from assistant.answering.sources import Source
from assistant.language.terms import ASKING_WORDS, stem, words
from assistant.language.wordlists import word_set

# Two papers are set side by side.
_COMPARING = re.compile(
    r"\b(?:compar\w+|differ\w*|versus|vs|against|match\w*|same|both|each|at odds|conflict\w*"
    r"|contradict\w*|relat\w+ to|enough|fall short|higher|lower|more than|less than|fewer than"
    r"|deal\w* with|treat\w*|go about|approach\w*|towards|meet\w* what|agree (?:on|with|about)"
    r"|disagree\w*|do\b.{5,80}\bagree|chang\w+ (?:from|between|since)|how did .* chang\w+"
    r"|in (?:line|keeping) with|consistent with|square with|chime with"
    r"|ahead of|behind|as much as|as many as|live up to|measure up|stack up|reflect\w*|mirror\w*"
    r"|echo\w*|lin\w+ up|hang together|fit together|b(?:ear|ore|orne) out|back\w* up|clash\w*"
    r"|diverg\w+|depart from|part company|go(?:es)? (?:further|beyond)|(?:more|less|as) ambitious"
    r"|keep pace|correspond\w*|tally|tallies|reconcil\w+|in common|inconsistent|compatible"
    r"|complement\w*|undermin\w+|undercut\w*|translat\w+ into|come true|came true"
    r"|beside|next to|alongside|side by side|evidence|duplicat\w+|overlap\w*)\b", re.I
)  # fmt: skip
# A subject is followed through the papers.
_FOLLOWING = re.compile(
    r"\b(?:tak(?:en?|es|ing) (?:up|on|over|(?:\w+ ){0,6}?forward)"
    r"|took (?:up|on|over|forward)"
    r"|carr(?:y|ies|ied|ying) (?:\w+ ){0,6}?(?:on|forward)|becom\w+ of|became of"
    r"|com(?:e|es|ing) along|follow\w* (?:up|through|from)|followed by"
    r"|got with|get with|gone since|happened (?:to|with|since)"
    r"|from .{3,60} (?:in)?to (?:the board|decisions?)|from vision to|golden thread"
    r"|thread from .{3,60} to"
    r"|do(?:es)? for (?:the|our|an|any) (?:ambition|priority|goal|aim|vision)"
    r"|enough .*for what|for what .* asks?)\b", re.I
)  # fmt: skip
# The same, said of an aim, a strategy or advice, not of a bill that someone picks up.
_TAKEN = re.compile(
    r"\b(?:pick\w* (?:\w+ ){0,6}?up|carr\w+ through|translat\w+ (?:\w+ ){0,3}?into"
    r"|reflected in (?:the|our|any|what)|f(?:eed\w*|ed) (?:\w+ ){0,3}?(?:through|into)"
    r"|(?:any|some|no)(?:one|body) (?:\w+ )?(?:work|act|lead|deliver|tak|carry|do)\w*)\b", re.I
)  # fmt: skip
_AIM = re.compile(
    r"\b(?:visions?|ambitions?|strateg\w+|plans?|priorit\w+|goals?|advice|objectives?|aims?"
    r"|commitments?|recommendations?|promises?|pledges?|principles?)\b", re.I
)  # fmt: skip
# All papers of a kind are set against each other.
_AMONG = re.compile(
    r"(?:\b(?:every|each|all|both)|(?:^|[,;] |\band )(?:do|are|have)) (?:of )?"
    r"(?:(?:the|our) (?:\w+ )?)?"
    r"(?:strateg\w+|plans|papers|documents|partners)\b.{0,60}\b(?:same|agree|differ|disagree|contradict|conflict|clash"
    r"|consistent|at odds)\w*", re.I
)  # fmt: skip
# "Which strategies mention befrienders?" wants each that does.
_WHICH_SPEAK = re.compile(
    r"^\W*(?:which|what) (?:of (?:the|our) )?(?:strategies|plans|board papers|papers|documents)"
    r" (?:do )?(?:mention|speak|deal|cover|touch|talk|refer|address|discuss|promise|commit)\b", re.I
)  # fmt: skip
# Whoever acts may be another of the same kind as the paper that is named.
_WHO_ACTS = re.compile(
    r"\bwho\b|\b(?:any|some)(?:one|body|thing|where)\b"
    r"|\b(?:which|what|any) (?:strateg|plan|paper|partner|bod)\w*", re.I
)  # fmt: skip
_BETWEEN = re.compile(
    r"^\W*(?:and|or|to|with|than|against|through|versus|vs)"
    r"(?: (?:and|or|to|with|than|against|through|versus|vs|the|our))*\W*$", re.I
)  # fmt: skip
_WITHIN = re.compile(r"^\W*(?:in|of|from|under|within|for)(?: (?:the|our))?\W*$", re.I)
# How far something has come is told by reports to the board.
_PROGRESS = re.compile(
    r"\b(?:com(?:e|es|ing) along|got with|how far|going|progress\w*|so far|on course|on track"
    r"|on the way|achieved|delivered|become of|now|today|at present|currently|to date)\b", re.I
)  # fmt: skip
_ON_COURSE = re.compile(
    r"\b(?:on course|on track|on the way|how far|so far|(?:come|coming) along|progress\w*)\b", re.I
)
_PERIOD = re.compile(r"\s*(?::.*|\(.*|,? ?\b(?:19|20)\d\d\b.*)$")
_DATE = re.compile(r"\b(?:in|of|on|at|by|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_SECOND_CLAUSE = re.compile(
    r"(?:,| and|, and|[.;?!])"
    r" (?:what|how|has|have|had|did|does|do|is|are|was|were|who|when|which)\b", re.I
)  # fmt: skip
_FRAMING = frozenset(
    stem(word)
    for word in word_set(
        """
        compare comparison differ difference versus target figure number promise promised ask
        asks set sets deal treat match same both each against odds conflict contradict agree agreed
        disagree relate relation enough higher lower more less fewer fall short towards meet change
        changed serve support contribute fit align link carry carried forward take taken took taking
        over become became come coming along far got get gotten pick picked follow
        followed happen happened going go gone since paper document read speak goal aim ambition
        priority anywhere below decide decided decision fast really actual actually mean means one
        ones question work thing things way subject detail plan plans strategy strategies vision
        board report reports framework principle principles recommendation golden thread document
        documents papers partners commitment commits commit found done being result answer wish fund
        funded reduce improve tackle advice
        bear stand say tell people there want wanted reflect touch line hang together true count
        square rely depend tally translate now today anybody anyone somebody someone nobody commit
        mention move moved pick mirror echo reason silent anything something nothing consistent
        duplicate overlap realistic evidence announce define gap pull direction put next beside
        alongside thread course track side
        """
    )
) | frozenset(map(stem, ASKING_WORDS))  # fmt: skip
# "Who decides?" is about deciding.
_DEEDS = frozenset(map(stem, word_set("decide decides sets set priority agree agrees fund")))
_WHO = re.compile(r"\W*(?:and )?who\b", re.I)
# What stands before it is held against what stands behind it.
_LINKS = re.compile(
    r"\b(?:serv\w+|fits?|fit in|support\w*|help\w*|answers?|contribut\w+|align\w*|do for|does for"
    r"|follow\w* from|match\w*|relat\w+ to|meet\w*|towards?|live up to)\b", re.I
)  # fmt: skip
_FEWEST_WORDS = 2
_SEVERAL = 2
_COUNTED = re.compile(r"\bhow (?:many|much) \w", re.I)

Way = Literal["compare", "follow"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a question: what it is about, and the sources that it asks."""

    subject: str
    sources: Sequence[Source]


def way_of(text: str, sources: Sequence[Source]) -> Way | None:
    """Say whether the question sets its sources side by side, or follows a subject through them.

    None when it asks a plain question, whatever papers it names.
    """
    every_named = all(one.is_named for one in sources)
    if len(sources) > 1 and every_named and _COMPARING.search(text):
        return "compare"
    if _is_followed(text, sources):
        return "follow"
    if len(sources) > 1 and _COMPARING.search(text):
        return "compare"
    is_among = not every_named and _AMONG.search(text) is not None
    is_set_against = _side_by_side(text, sources) or _in_two_clauses(text, sources)
    if is_set_against or is_among or _several_called(text, sources) or _WHICH_SPEAK.search(text):
        return "compare"
    return None


def _is_followed(text: str, sources: Sequence[Source]) -> bool:
    is_of_one = len(sources) == 1 and sources[0].is_named and sources[0].kind != "vision"
    if _FOLLOWING.search(text) or (is_aligned(text) and not is_of_one):
        return True
    if _TAKEN.search(text) and _AIM.search(text) and len(sources) < _SEVERAL:
        return True
    is_vision = len(sources) == 1 and sources[0].kind == "vision"
    return is_vision and _ON_COURSE.search(text) is not None


def asks_for_progress(text: str) -> bool:
    """Say whether the question asks how far something has come."""
    return _PROGRESS.search(text) is not None


def asks_who_acts(text: str) -> bool:
    """Say whether the question asks who, or what paper, does something for what is named."""
    return _WHO_ACTS.search(text) is not None


def clauses_of(text: str, sources: Sequence[Source]) -> list[Clause]:
    """Return the parts that have a subject of their own, each with its sources.

    A part without one ("and what did the Board decide?") asks of the subject of the first.
    """
    whole = subject_of(text, sources)
    if not whole:
        return _of_each_other(sources)
    parts: list[Clause] = []
    for start, end in _bounds(text):
        inside = [one for one in sources if start <= one.start < end]
        subject = subject_of(text, sources, start, end)
        is_short = len(subject.split()) < _FEWEST_WORDS
        if is_short and not inside and not (subject and _COUNTED.search(text, start, end)):
            continue
        if is_short and inside:
            before = parts[0].subject if parts else ""
            subject = f"{before} {subject}".strip() if before else whole
        parts.append(Clause(subject, inside))
    return parts or [Clause(whole, sources)]


def _bounds(text: str) -> list[tuple[int, int]]:
    """Return where each part of the question begins and ends."""
    cuts = [match.start() for match in _SECOND_CLAUSE.finditer(text)]
    link = _LINKS.search(text) if not cuts and is_aligned(text) else None
    cuts += [link.start()] if link else []
    return list(pairwise([0, *cuts, len(text)]))


def _of_each_other(sources: Sequence[Source]) -> list[Clause]:
    """Two papers that are only asked to hang together: each is asked of the other's title."""
    if not all(one.is_named for one in sources):
        return []
    if len(sources) < _SEVERAL:
        return []
    titles = [_PERIOD.sub("", one.documents[0].title) for one in sources]
    return [
        Clause(" ".join(titles[:place] + titles[place + 1 :]), [one])
        for place, one in enumerate(sources)
    ]


def subject_of(text: str, sources: Sequence[Source], start: int = 0, end: int | None = None) -> str:
    """Return the words that the question is about, in order: no framing, no name of a source."""
    last = len(text) if end is None else end
    framing = _FRAMING - _DEEDS if _WHO.match(text, start) else _FRAMING
    inside = [
        word
        for word in words(text)
        if word.is_content and word.stem not in framing and start <= word.start < last
    ]
    named = [(one.start, one.end) for one in sources]
    named += [match.span() for match in _DATE.finditer(text) if sources]
    kept = [word for word in inside if not any(a <= word.start < b for a, b in named)]
    return " ".join(word.text for word in kept)


def _several_called(text: str, sources: Sequence[Source]) -> bool:
    """Say whether two papers or bodies are called by name: hardly any plain question names two.

    "The practices in the Federal Data Strategy" are one.
    """
    called = [one for one in sources if one.is_called]
    within = [
        _WITHIN.match(text[one.end : other.start]) is not None for one, other in pairwise(called)
    ]
    return len(called) - sum(within) > 1


def _side_by_side(text: str, sources: Sequence[Source]) -> bool:
    """Say whether two sources stand next to each other: "the strategies and the Board"."""
    return any(_BETWEEN.match(text[one.end : other.start]) for one, other in pairwise(sources))


def _in_two_clauses(text: str, sources: Sequence[Source]) -> bool:
    """Say whether one source is asked in one clause and another in the next."""
    cut = _SECOND_CLAUSE.search(text)
    return cut is not None and any(one.end <= cut.start() for one in sources) and any(
        one.start >= cut.end() for one in sources
    )  # fmt: skip
