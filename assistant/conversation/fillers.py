"""A question -> the same without words that ask for nothing: "in the papers", "actually", "so".

Every answer comes from the papers and is as of now, with its sources: to ask for that adds nothing.
"""

from __future__ import annotations

import re

from assistant.conversation.question_words import ASKING, AUXILIARY
from assistant.language.terms import content_stems

_PAPERS = (
    r"(?:(?:any|all) of )?(?:the|our|your|these|those|all the|all|any)?"
    r"(?: ?(?:available|uploaded|published))? ?(?:papers|documents|docs)"
    r"(?: (?:that |which )?(?:you|we|i)(?: ['’]?ve)? (?:have|hold|got|can see|can read))?"
)
# At the front before a comma, or at the end, and not where the papers are what is asked about.
_SOURCE = re.compile(
    rf"^\W*(?:according to|in|from|within|across|based on|going by|as per|per) {_PAPERS},\s*"
    rf"|(?<!\bnot)(?<!\bpublished)(?<!\bmissing)(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)(?<!\bbe)"
    rf",? (?:according to|in) {_PAPERS}(?=\W*$)", re.IGNORECASE
)  # fmt: skip
_HERE = re.compile(
    r",?\s+(?:in|for|across|around|within) (?:our|this) (?:area|county|borough|district|city|town"
    r"|region|patch)\b(?=\W*$)", re.IGNORECASE
)  # fmt: skip
# What is counted so far is told by its own rules.
_NOW = re.compile(
    r",?\s+(?:currently|presently|at the moment|at present|right now|just now|these days|nowadays"
    r"|as of (?:now|today)|as things stand)\b(?=\W*$|\s+(?!or\b|and\b)[a-z])"
)
_COUNTED = re.compile(r"\bhow (?:many|much|far)\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"(?<=[a-z]) (?:actually|really|basically|exactly|precisely)\b(?=\W*$|\s+(?!or\b|and\b)[a-z])"
)
_EXACTLY = re.compile(rf"^(?:exactly|precisely) (?={ASKING}\b)", re.IGNORECASE)
# Where two things are set against each other, "actually", "now" and "here" tell them apart.
_AGAINST = re.compile(
    r"\b(?:budget\w*|plan(?:s|ned)?|estimate\w*|forecast\w*|target\w*|against|versus|vs|compar\w+"
    r"|other(?:s|wise)?|rank\w*|formerly|previously|than)\b|\band how\b", re.IGNORECASE
)  # fmt: skip
_CONJUNCTION = re.compile(
    rf"^\W*(?:(?:ok(?:ay)?|right|well|so|and|but|then|also)\b[\s,.;–—-]*)+(?={ASKING}\b|{AUXILIARY}\b)",
    re.IGNORECASE,
)


def without_fillers(text: str) -> str:
    """Return the question without what asks for nothing; as it is where nothing would be left."""
    plain = _EXACTLY.sub("", _SOURCE.sub("", _CONJUNCTION.sub("", text, count=1)))
    if not _AGAINST.search(plain):
        plain = _ADVERB.sub("", _HERE.sub("", plain))
        plain = plain if _COUNTED.search(plain) else _NOW.sub("", plain)
    plain = " ".join(plain.split()).replace(" ?", "?").strip(" ,")
    if plain == text or not content_stems(plain):
        return text
    return plain[0].upper() + plain[1:] if text[0].isupper() else plain
