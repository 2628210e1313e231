"""A question and a unit -> whether whoever the question says did it is told where it answers.

"What did the police say about the alliance?" is not answered by what the alliance says of itself,
nor what the Board decided by a vision; only a paper's own body may go by "we".
"""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.kin import kin, roots
from assistant.language.names import is_named_in, names, short_forms
from assistant.language.terms import folded, stem, words
from assistant.language.wordlists import word_set

_SAID = re.compile(
    r"\b(?:what|why|how|when) did ((?:the |its |our )?)((?:[\w'’-]+ ){1,5}?)"
    r"(?:say|tell|think|decide|agree|vote|resolve|ask|recommend|advise|promise|report|warn|argue"
    r"|complain|object)\b", re.IGNORECASE
)  # fmt: skip
_DOES = re.compile(r"\bhow (?:many|much)\b[^?]*?\b(?:does|do|did) (?:the )?", re.IGNORECASE)
# Whose paper it is need not name itself: "we".
_ISSUES = frozenset(
    stem(word)
    for word in word_set("council government ministry department partnership partner agency team")
)
# A body that meets decides in its minutes, whoever else tells of what it decided.
_MEETS = frozenset(("board", "committee", "cabinet", "panel", "council", "partnership"))


def lacks_agent(asked: Asked, evidence: Evidence) -> bool:
    """Say whether who is asked about is named neither in the unit nor about it."""
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    return _lacks_speaker(asked, evidence, near) or _lacks_doer(asked, evidence, near)


def speaker_of(question: str) -> str:
    """Return who is asked to have said or decided something: "the Board's treasurer"."""
    match = _SAID.search(question)
    return f"{match[1]}{match[2]}".strip() if match else ""


def _lacks_speaker(asked: Asked, evidence: Evidence, near: frozenset[str]) -> bool:
    """Who said or decided: the last word of the phrase between "did" and the verb."""
    match = _SAID.search(asked.text)
    found = [word for word in words(match[2]) if word.is_content] if match else []
    if not found or any(not word.stem.isalpha() for word in found):
        return False
    head = found[-1]
    if kin(head.stem) & roots(near):
        return False
    if folded(head.text) in _MEETS and evidence.passage.chunk.kind == "board":
        return False
    return head.stem not in _ISSUES


def _lacks_doer(asked: Asked, evidence: Evidence, near: frozenset[str]) -> bool:
    """Who has or does so many: a name right behind "does"."""
    match = _DOES.search(asked.text)
    if match is None:
        return False
    told = f"{evidence.lead} {evidence.text} {evidence.before_text} {evidence.context.heading}"
    short = frozenset[str]().union(*(short_forms(name.text) for name in names(told)))
    return any(
        name.start == match.end() and not is_named_in(name, near, short) for name in asked.names
    )
