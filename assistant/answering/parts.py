"""A question -> the parts that it asks for: "Who leads it and by when?" asks who, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.asking import Asked, read_question
from assistant.language.names import names
from assistant.language.terms import stem, words

_WH = r"(?:who|whom|whose|what|when|where|how|which|why)"
_PREPOSED = r"(?:(?:by|to|from|in|at|until|since|for|with|of|on) )?"
_CUT = re.compile(rf"(?:,| and|, and|;|\?)\s+(?={_PREPOSED}{_WH}\b)", re.IGNORECASE)
_ASKS = re.compile(
    rf"^\W*{_PREPOSED}(?:how (?:many|much|long|far|often|large|big|high|old)|{_WH})\b\s*"
    r"(?:is|are|was|were|will|would|does|do|did|has|have|had|can|should)?\s*", re.IGNORECASE
)  # fmt: skip
# "Under the draft plan, which body ...": what stands before the first question is no part.
_LEAD_IN = re.compile(
    r"^\W*(?:under|in|for|of|at|on|during|according to|from) [^,?]{3,60}, (?=(?:who|what|which|when"
    r"|where|how|why)\b)", re.IGNORECASE
)  # fmt: skip
_OPENS = re.compile(rf"^\W*{_PREPOSED}{_WH}\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|they|them|this|that|he|she)\b", re.IGNORECASE)
_INVERTED = re.compile(
    rf"^({_PREPOSED}{_WH}(?: \w+){{0,3}}?)"
    r" (is|was|are|were|will|would|does|do|did|has|have|can|should)"
    r" (it|she|he|they|we|there) ?(.*)$", re.IGNORECASE
)  # fmt: skip
_MOST = 3
_GROUPS = (
    "lead leader led head chair owner own responsible run appoint lead officer director",
    "pay fund cost budget grant money spend contribute put capital",
    "budget cost fund money grant spend pay capital",
    "start begin launch open",
    "end finish complete close",
    "decide agree approve vote decision",
)
_NEAR_WORDS: dict[str, frozenset[str]] = {
    stem(group.split()[0]): frozenset(stem(word) for word in group.split()) for group in _GROUPS
}
# A part with so many words of its own stands without the others.
_OWN_WORDS = 2


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A part as it was asked, read with what the first part is about; `own` are its own words."""

    text: str
    asked: Asked
    own: frozenset[str]


def parts_of(text: str) -> list[QuestionPart]:
    """Return the parts of a question that asks for several things; empty when it asks for one."""
    plain = " ".join(text.split()).rstrip(" ?.!")
    lead_in = _LEAD_IN.match(plain)
    begins = lead_in.end() if lead_in else 0
    cuts = [match for match in _CUT.finditer(plain) if match.start() > begins]
    if not cuts or len(cuts) >= _MOST or not _OPENS.match(plain[begins:]):
        return []
    starts = [begins, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(plain)]
    pieces = [plain[start:end].strip(" ,;?") for start, end in zip(starts, ends, strict=True)]
    return [
        QuestionPart(piece, read_question(_whole(piece, pieces)), _own_stems(piece))
        for piece in pieces
    ]


def _own_stems(piece: str) -> frozenset[str]:
    """Return the stems of what a part itself asks about, with near words for the commonest."""
    own = frozenset(word.stem for word in words(_ASKS.sub("", piece)) if word.is_content)
    return own.union(*(_NEAR_WORDS.get(one, frozenset()) for one in own))


def _whole(piece: str, pieces: list[str]) -> str:
    """Return a part with what it owes to the first one, or to the longest."""
    own = [word for word in words(_ASKS.sub("", piece)) if word.is_content]
    has_pronoun = _PRONOUN.search(piece) is not None
    if len(own) >= _OWN_WORDS and not has_pronoun:
        return f"{piece}?"
    if len(own) >= _OWN_WORDS and (named := " ".join(name.text for name in names(pieces[0]))):
        return f"{_PRONOUN.sub(named, piece, count=1)}?"
    about = next((_ASKS.sub("", one) for one in pieces if one != piece), "")
    return f"{_PRONOUN.sub('', piece)} {about}?"


def indirect(piece: str) -> str:
    """Turn "when was she born" into "when she was born"."""
    match = _INVERTED.match(piece)
    if match is None:
        return piece[:1].lower() + piece[1:]
    asks, auxiliary, subject, rest = (part or "" for part in match.groups())
    if auxiliary.lower() in ("does", "do", "did"):
        verb, _, more = rest.partition(" ")
        ending = "s" if auxiliary.lower() == "does" else ""
        auxiliary, rest = "", f"{verb}{ending} {more}".strip()
    told = " ".join(one for one in (asks, subject, auxiliary, rest) if one)
    return told[:1].lower() + told[1:]
