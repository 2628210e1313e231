"""A question -> the noun phrases in it, each with the preposition before it; a rough grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.language.terms import stem
from assistant.language.wordlists import word_set

Sort = Literal["date", "numbered", "document", "name", "subject"]
_Class = Literal["wh", "aux", "determiner", "preposition", "pronoun", "verb", "stop", "content"]

WH = word_set("who whom whose what which when where why how")
AUXILIARIES = word_set(
    """is are was were be been being am do does did has have had will would shall should can could
    may might must isn't aren't wasn't doesn't don't didn't won't can't"""
)
MODALS = word_set(
    "do does did will would shall should can could may might must don't doesn't didn't won't can't"
)
PREPOSITIONS = word_set(
    """about on of for in at by from to with into across under over within between against during
    since until towards regarding concerning according than as after before"""
)
_DETERMINERS = word_set("the a an our your my their its his her each every any some no all")
_PRONOUNS = word_set(
    """it they them he she him we us you i this that these those there one ones anybody anyone
    somebody someone nobody everyone itself themselves"""
)
_STOPS = word_set(
    """and or but so if then not also too very just only still much many more most long far often
    else please now ok okay thanks exactly really sure yes well hello"""
)
_VERBS = frozenset(
    stem(word)
    for word in word_set(
        """say want promise ask offer decide agree build need own lead chair hold pay cost
        cover serve support happen sign release receive meet set write present mean end
        start begin run review launch publish approve close open cut reduce raise make
        give get go come see think know tell show use take mention call live differ
        compare include contain apply change affect help join choose spend rise fall
        expect stop replace bring look consider speak speaks exist finish finance commit
        contradict disagree"""
    )
)
_PLURALS = word_set("people children men women police staff")
_DOCUMENT = re.compile(
    r"\b(?:strateg(?:y|ies)|plans?|visions?|reports?|minutes|papers?|framework|policy|policies"
    r"|future of \w+)\b", re.I
)  # fmt: skip
_NUMBERED = re.compile(r"\b(?:ambition|priority|objective|goal|action|appendix|item|part) \d", re.I)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{_MONTH}(?:\s+\d{{4}})?\b|\b(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?\b"
    r"|\b(?:this|last|next) year\b", re.I
)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:[.,/'’-](?=[^\W_])[^\W_]+)*['’]?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as printed; `preposition` stands before it; offsets into the question."""

    text: str
    start: int
    end: int
    preposition: str | None

    @property
    def bare(self) -> str:
        """The phrase without its article."""
        return re.sub(r"^(?:the|a|an)\s+", "", self.text, flags=re.I)

    @property
    def is_plural(self) -> bool:
        """Whether its head looks like a plural."""
        head = self.text.split()[-1].lower().rstrip("'’")
        return head in _PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is")))

    @property
    def is_general(self) -> bool:
        """Whether it names nobody in particular: the county, partners, members."""
        return stem(self.bare.split()[-1]) in _GENERAL and len(self.bare.split()) == 1

    @property
    def sort(self) -> Sort:
        """What it stands for."""
        return sort_of(self.text)


_GENERAL = frozenset(
    stem(word)
    for word in word_set(
        """county council board member partner resident people person document organisation
        district we government number amount cost percentage share documents somebody name point"""
    )
)


def sort_of(text: str) -> Sort:
    """Return what a phrase stands for: a date, a numbered goal, a document, a name, a subject."""
    if DATE.fullmatch(text.strip()):
        return "date"
    if _NUMBERED.search(text):
        return "numbered"
    if _DOCUMENT.search(text):
        return "document"
    words = [word for word in text.split() if word.lower() not in _DETERMINERS]
    return "name" if words and words[-1][:1].isupper() else "subject"


def phrases(question: str) -> list[Phrase]:
    """Return the noun phrases of a question in order; dates are phrases of their own."""
    found: list[Phrase] = []
    opened: tuple[int, int] | None = None
    before: str | None = None
    for match, kind in classified(question):
        is_part = kind in ("content", "determiner")
        if opened is not None and (not is_part or kind == "determiner"):
            found += _phrase(question, opened, before)
            opened, before = None, None
        if is_part:
            opened = (opened[0] if opened else match.start(), match.end())
        elif kind == "preposition":
            before = match.group().lower()
        else:
            before = None
    return [*found, *(_phrase(question, opened, before) if opened else [])]


def classified(question: str) -> list[tuple[re.Match[str], _Class]]:
    """Return each word of a question with what part it plays."""
    found: list[tuple[re.Match[str], _Class]] = []
    has_modal = False
    for match in _TOKEN.finditer(question):
        word = match.group().lower().replace("’", "'")
        previous = found[-1][1] if found else None
        kind = _class(word, previous, has_modal=has_modal)
        if kind == "content" and found and found[-1][0].group().lower() == "who":
            kind = "verb"
        if kind in ("stop", "verb") and found and match.group()[0].isupper():
            kind = "content"  # a word of a name: "Move More Wenshire"
        has_modal = has_modal or word in MODALS
        found.append((match, kind))
    return found


def _class(word: str, previous: _Class | None, *, has_modal: bool) -> _Class:
    for words, kind in _CLOSED:
        if word in words:
            return kind
    if previous in ("determiner", "preposition") or (word.endswith("ing") and previous != "aux"):
        return "content"
    is_verb = stem(word) in _VERBS and (has_modal or previous in ("wh", None, "content"))
    is_verb = is_verb and (has_modal or word.endswith(("s", "d", "t", "n", "e")))
    if is_verb or (word.endswith("ed") and previous in ("content", "aux", "pronoun", "wh")):
        return "verb"
    return "content"


_CLOSED: tuple[tuple[frozenset[str], _Class], ...] = (
    (WH, "wh"),
    (AUXILIARIES, "aux"),
    (_DETERMINERS, "determiner"),
    (PREPOSITIONS, "preposition"),
    (_PRONOUNS, "pronoun"),
    (_STOPS, "stop"),
)


def _phrase(question: str, span: tuple[int, int], before: str | None) -> list[Phrase]:
    text = question[span[0] : span[1]]
    if text.lower() in _DETERMINERS:
        return []
    return [Phrase(text, span[0], span[1], before)]
