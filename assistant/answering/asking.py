"""A question's text -> what it asks for: its kind, what the answer is named by, what must match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.language.kin import kin, kin_of_all, root
from assistant.language.months import is_month
from assistant.language.names import BODY_WORDS, Name, names
from assistant.language.opposites import is_negated
from assistant.language.quantities import figures, years
from assistant.language.terms import ASKING_WORDS, Word, folded, stem, words
from assistant.language.wanted import WantedType, wanted_type
from assistant.language.wordlists import word_set

AskedKind = Literal[
    "who", "when", "where", "how_many", "how_much", "how", "why", "definition", "comparison",
    "alignment", "yes_no", "list", "which", "what",
]  # fmt: skip

_ALIGNED = (
    r"\b(?:align\w*|golden thread|carr\w+\b.*\bforward|taken? forward|in line with|contribut\w+ to"
    r"|consistent with|follow\w* from|deliver\w* (?:on )?the (?:vision|ambition)|from vision to"
    r"|answers? the (?:vision|advice|ambition|call)|serves? (?:an?|the|any|which)\b|does it serve"
    r"|fits? (?:with|the|its|in)\b|link\w* (?:to|with) the|helps? the aim|match\w* the"
    r"|support\w* (?:the|an|any|which) (?:vision|ambition|priorit|goal|action|aim)\w*"
    r"|do the strategies|\bdo\b.*\bagree on\b|does .{3,60} serve\b)"
)
_THREADED = re.compile(
    r"\b(?:visions?|ambitions?|strateg\w+|plans?|priorit\w+|goals?|advice|objectives?|aims?"
    r"|commitments?|future of|principles?|themes?|practices?)\b", re.I
)  # fmt: skip
# "How many people ..." is answered by a count of members, of staff, of visitors.
_PEOPLE = frozenset(
    root(stem(word))
    for word in word_set(
        """people person resident citizen individual inhabitant member staff employee worker
        officer councillor volunteer customer user visitor learner pupil student patient carer
        adult child attendee speaker delegate participant respondent applicant leader tenant"""
    )
)
# What is built or opened is new: the word does not tell one kind from another.
_NOT_APART = frozenset(stem(word) for word in ("new", "total"))
# Words that ask for the link; the evidence of either side does not say them.
_LINKING = frozenset(
    stem(word)
    for word in ("align", "serve", "support", "fit", "follow", "forward", "carry", "agree", "taken")
)
# "What were councillors asked to resolve?" asks for no definition.
_IS = r"(?:is|are|was|were)"
_DONE = r"\w+ (?:asked|told|said|made|done|to)\b"
# Tried in this order; the first that matches names the kind.
_PATTERNS: tuple[tuple[AskedKind, str], ...] = (
    ("how_many", r"\bhow many\b|\bwhat (?:is the )?number of\b|\bnumber of\b.*\?|\bhow often\b"),
    ("how_much", r"\bhow (?:much|long|far|large|big|high|old|tall)\b"),
    ("how_much", r"\bwhat (?:\w+ )?(?:percentage|proportion|share|cost|price|budget)\b"),
    ("how_much", r"\bwhat part of \w+|\b(?:does|do|did) .*\bcost\b"),
    ("who", r"\bwho(?:m|se)?\b|\bwhat (?:is|was) the name of\b|\bwhich person\b"),
    ("when", r"\bwhen\b|\bwhat is the (?:deadline|target date)\b"),
    ("when", r"\b(?:what|which) (?:\w+ )?(?:year|date|day|month|decade|century|deadline)s?\b"),
    ("where", r"\bwhere\b|\b(?:what|which) (?:place|city|country|town|county|state|region)\b"),
    ("why", r"\bwhy\b|\b(?:what|for which) (?:is |was |are )?(?:the )?reasons?\b|\bwhat caused\b"),
    ("comparison", r"\bdiffer\w*\b|\bcompare[ds]?\b|\bcomparison\b|\bversus\b|\bvs\b"),
    ("list", r"^\W*(?:list|name)\b|\b(?:what|which) are\b"),
    ("definition", rf"^\W*(?:what|who) {_IS} (?:an? |the )?(?!{_DONE})[\w&' -]{{2,40}}\W*$"),
    ("definition", r"\bwhat (?:does|do|is meant by) .* (?:mean|stand for)\b|\bdefin(?:e|ition)\b"),
    ("list", r"\b(?:what|which) (?:\w+ ){0,3}?\w+s (?:are|were|have|do|does|did|will|make|is)\b"),
    ("how", r"\bhow\b"),
    (
        "yes_no",
        r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|shall|may|might)\b",
    ),
    ("which", r"\bwhich\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_HEAD = re.compile(
    r"\b(?:which|what|whose)\s+(?:(?:kind|type|sort|form|part|range|set)s?\s+of\s+)?(.+)", re.I
)
_OF_WHAT = re.compile(
    r"\b(?:what|who) (?:is|was|are|were) (?:the|an?|its|their|this year's) ([\w' -]{3,40}?)"
    r"(?= (?:of|for|in|on|at|to|from|by|with|about|between|under)\b|\?|$)", re.I
)  # fmt: skip
_COUNTED = re.compile(r"\bhow many (?:of the )?((?:[\w'-]+ ?){1,4})", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|will|would|shall|should|can|could|may|might"
    r"|must)\b|[?,;:]", re.I
)  # fmt: skip
# "How many tonnes of goods": tonnes are counted.
_OF = re.compile(r"(?<=s) of\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[^s]s|ss?es|people|staff|children|men|women|police|feet)$", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|will|would|shall|should|can|could|may|might"
    r"|must|of|in|on|at|by|for|from|to|with|that|who|which|and|or|as|than|when)\b|[?,;:]", re.I
)  # fmt: skip
_RUN_TOGETHER = re.compile(r"\b(what|who|where|how|when)s\b", re.IGNORECASE)
# Who says it need not be named by what is said.
_SOURCE = re.compile(r"\baccording to (?:the )?(?:[A-Z][\w'’&-]*(?: of| and| for)? ?)+")
# What is denied in a condition, in what is known beforehand ("There is no bus, so how ...") or in
# asking why not, need not be denied by the answer.
_BESIDE = re.compile(
    r"\b(?:if|when|unless|although|because)\b[^,?]*|^.*\bwhy\b.*$"
    r"|^[^?]*[,;.–-]\s(?:so |then |and |but )?(?=(?:who|whom|what|which|when|where|how)\b)",
    re.IGNORECASE | re.DOTALL,
)


_WH = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
# "What did they say when they were asked?" wants no time; "Who leads it, and by when?" does.
_IN_A_CLAUSE = re.compile(
    r"(?<=[\w'’] )(?<!\band )(?<!\bor )(?<!\bbut )(?<!\bby )(?<!\bof )(?<!\bthan )(?<!\bon )"
    r"(?<!\bin )(?<!\bfor )(?<!\bto )(?<!\bwith )(?<!\bat )(?:who|whom|when|where|how)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    `terms` are the words that evidence should match, once each; `heads` are stems of the words
    that name the answer ("Which awards ..."); `counted` of what is counted ("How many homes ..."),
    `counted_as` of what tells it apart ("How many second homes ..."); `wanted` is the type of the
    answer; `kin` has for each stem the roots of words that may stand for it.
    """

    text: str
    kind: AskedKind
    wanted: WantedType
    terms: tuple[Word, ...]
    heads: frozenset[str]
    names: tuple[Name, ...]
    figures: frozenset[str]
    years: frozenset[str]
    negated: bool
    counted: frozenset[str]
    counted_as: frozenset[str]
    kin: Mapping[str, frozenset[str]]

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the terms."""
        return tuple(term.stem for term in self.terms)

    def kin_of(self, stem: str) -> frozenset[str]:
        """The roots of the words that may stand for a word of the question."""
        return self.kin.get(stem) or kin(stem)

    def is_two_words(self, stem: str) -> bool:
        """Say whether a verb of the question is one with what follows: "give up", "turn down"."""
        return self.kin.get(stem, frozenset()) != kin(stem)

    @property
    def counted_kin(self) -> frozenset[str]:
        """The roots of the words that may stand for what is counted."""
        found = frozenset[str]().union(*map(self.kin_of, self.counted))
        return found | _PEOPLE if "person" in self.counted else found


def read_question(text: str) -> Asked:
    """Return what the question asks for."""
    text = _RUN_TOGETHER.sub(r"\1's", text)
    found = words(text)
    kind = _kind(text)
    counted = _counted(text)
    akin = kin_of_all(found)
    return Asked(
        text=text,
        kind=kind,
        wanted="other" if kind == "alignment" else wanted_type(asking_words_of(text)),
        terms=_terms(found, _LINKING if kind == "alignment" else frozenset(), akin),
        heads=_heads(text),
        names=tuple(name for name in names(_SOURCE.sub(_blank, text)) if not _is_common(name)),
        figures=figures(text),
        years=years(text),
        negated=is_negated(words(_BESIDE.sub(" ", text))),
        counted=frozenset(counted[-1:]),
        counted_as=frozenset(counted[:-1]) - _NOT_APART,
        kin=akin,
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_aligned(text: str) -> bool:
    """Say whether the question asks how one thing serves the goals of another."""
    return re.search(_ALIGNED, text, re.I) is not None and _THREADED.search(text) is not None


def _counted(text: str) -> list[str]:
    """Return the stems of what is counted, the noun last: what stands before "are" or "did".

    Before any other word ("How many people took part in ...") the noun is the first plural.
    """
    match = _COUNTED.search(text)
    if match is None:
        return []
    end = _AUXILIARY.search(match[1])
    of = _OF.search(match[1])
    if of is not None and (end is None or of.start() < end.start()):
        end = of
    inside = [
        word for word in words(match[1][: end.start()] if end else match[1]) if word.is_content
    ]
    plural = next((n for n, word in enumerate(inside, 1) if _PLURAL.search(word.text)), 1)
    return [word.stem for word in (inside if end else inside[:plural])]


def _is_common(name: Name) -> bool:
    """Say whether a name is but a month, or "the Board": texts need not name these again."""
    parts = name.text.split()
    is_date = all(is_month(part) or part.isdigit() for part in parts)
    return is_date or (len(parts) == 1 and folded(name.text) in BODY_WORDS)


def _kind(text: str) -> AskedKind:
    if is_aligned(text):
        return "alignment"
    asking = asking_words_of(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(asking)), "what")


def asking_words_of(text: str) -> str:
    """Return the text without the "when", "who" and "how" of its clauses: they ask for nothing."""
    first = _WH.search(text)
    if first is None:
        return text
    return text[: first.end()] + _IN_A_CLAUSE.sub(_blank, text[first.end() :])


def _terms(
    found: list[Word], linking: frozenset[str], akin: Mapping[str, frozenset[str]]
) -> tuple[Word, ...]:
    kept: dict[str, Word] = {}
    for word in found:
        is_asking = folded(word.text) in ASKING_WORDS and akin[word.stem] == kin(word.stem)
        if word.is_content and not is_asking and word.stem not in linking:
            kept.setdefault(word.stem, word)
    return tuple(kept.values())


def _heads(text: str) -> frozenset[str]:
    """Stems of the noun phrase after "which" or "what"; of one word when no verb closes it soon."""
    match = _OF_WHAT.search(text) or _HEAD.search(text)
    if match is None:
        return frozenset()
    phrase = match.group(1)
    end = _PHRASE_END.search(phrase)
    inside = [word for word in words(phrase[: end.start()] if end else phrase) if word.is_content]
    if len(inside) > 3:
        inside = inside[:1]
    return frozenset(
        word.stem
        for word in inside
        if folded(word.text) not in ASKING_WORDS and not figures(word.text)
    )
