"""A question -> the same without words that ask for nothing: "in the papers", "actually", "so".

Every answer comes from the papers and is as of now, with its sources: to ask for that adds nothing.
"""

from __future__ import annotations

import re

from assistant.language.terms import content_stems

_WH = r"(?:who(?:m|se)?|what|which|where|when|why|how)"
_DOES = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might)"
)
_PAPERS = (
    r"(?:(?:any|all) of )?(?:the|our|your|these|those|all the|all|any)?"
    r"(?: ?(?:available|uploaded|published))? ?(?:papers|documents|docs|files|corpus|library)"
    r"(?: (?:that |which )?(?:you|we|i)(?: ['’]?ve)? (?:have|hold|got|can see|can read|uploaded"
    r"|gave you))?(?! (?:of|on|about|for|from|to|by|that|which|say))"
)
_SOURCE = re.compile(
    rf"(?:^\W*|,? )(?:according to|in|from|within|across|based on|going by|as per|per) {_PAPERS}\b"
    r"(?:,\s*|(?=\W*$)|\s+(?=\w))", re.IGNORECASE
)  # fmt: skip
_HERE = re.compile(
    r",?\s+(?:in|for|across|around|within) (?:our|this) (?:area|county|borough|district|city|town"
    r"|region|patch)\b(?=\W*$)", re.IGNORECASE
)  # fmt: skip
# What is counted so far is told by its own rules.
_NOW = re.compile(
    r",?\s+(?:currently|presently|at the moment|at present|right now|just now|these days|nowadays"
    r"|as of (?:now|today)|as things stand)\b(?=\W*$|\s+\w)", re.IGNORECASE
)  # fmt: skip
_COUNTED = re.compile(r"\bhow (?:many|much|far)\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"(?<=\w) (?:actually|really|basically|exactly|precisely|ever)\b(?=\W*$|\s+\w)"
    rf"|^(?:exactly|precisely) (?={_WH}\b)", re.IGNORECASE
)  # fmt: skip
_CONJUNCTION = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|well|so|and|but|then|also|now|great|yes|no)\b(?: then)?"
    rf"[\s,.:;–—-]*)+(?={_WH}\b|{_DOES}\b(?! the time\b))", re.IGNORECASE
)  # fmt: skip


def without_fillers(text: str) -> str:
    """Return the question without what asks for nothing; as it is where nothing would be left."""
    plain = _CONJUNCTION.sub("", text, count=1)
    plain = _HERE.sub("", _SOURCE.sub(_blank, plain))
    if not _COUNTED.search(plain):
        plain = _NOW.sub("", plain)
    plain = " ".join(_ADVERB.sub("", plain).split()).replace(" ?", "?").strip(" ,")
    if plain == text or not content_stems(plain):
        return text
    return plain[0].upper() + plain[1:] if text[0].isupper() else plain


def _blank(match: re.Match[str]) -> str:
    return " " if match.start() else ""
