"""What a message asks for besides an answer: matrix, check, form of file, vision; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

FORMS = {
    "csv": "csv", "docx": "docx", "excel": "xlsx", "html": "html", "spreadsheet": "xlsx",
    "word": "docx", "xlsx": "xlsx",
}  # fmt: skip
_POLITE = frozenset(
    (
        *("a", "again", "an", "as", "can", "could", "create", "current", "export", "for", "format"),
        *("full", "get", "give", "golden", "have", "i", "in", "its", "latest", "like", "make"),
        *("me", "my", "need", "now", "our", "please", "produce", "see", "send", "show", "thank"),
        *("thanks", "the", "then", "thread", "to", "us", "want", "we", "whole", "would", "you"),
    )
)
_MATRIX_NOUNS = frozenset(("matrix", "report", "table", "overview"))
_FILE_NOUNS = frozenset(("document", "file", "sheet", "version"))
_DRAFT_WORDS = frozenset(
    (
        *("above", "ambitions", "against", "alignment", "attached", "attachment", "document"),
        *("documents", "draft", "drafts", "file", "files", "goals", "here", "it", "one", "ones"),
        *("paper", "plan", "report", "strategy", "that", "these", "this", "those", "vision"),
    )
)
_TO_CHECK = frozenset(("check", "checks", "review", "assess"))
_TOWARDS = ("against", "for", "of", "on", "to")
# A word of a title that could be in any sentence does not name the vision.
_NAMING_CHARACTERS = 4


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"[\w'’-]+", text.lower())


def wants_matrix(text: str) -> bool:
    """Say whether a message asks for the alignment matrix, and for nothing else.

    "The alignment matrix as Excel, please" does; "Who drew up the risk matrix?" is a question.
    """
    words = words_of(text)
    at = next((i for i, word in enumerate(words) if _names_matrix(words, i, word)), None)
    if at is None or not _POLITE.issuperset(set(words[:at]) - {"alignment"}):
        return False
    rest = [word for word in words[at + 1 :] if word not in FORMS and word not in _FILE_NOUNS]
    while rest and rest[0] in _POLITE and rest[0] not in _TOWARDS:
        del rest[0]
    return not rest or rest[0] in _TOWARDS


def wants_check(text: str) -> bool:
    """Say whether a message asks to check a draft, and for nothing else."""
    words = words_of(text)
    if not _TO_CHECK.intersection(words[:6]):
        return False
    allowed = _POLITE | _TO_CHECK | _DRAFT_WORDS | FORMS.keys()
    before, _, after = " ".join(words).partition(" against ")
    return allowed.issuperset(before.split()) and (bool(after) or allowed.issuperset(words))


def wanted_form(text: str, default: str) -> str:
    """Return the form of file that a message names."""
    return next((FORMS[word] for word in words_of(text) if word in FORMS), default)


def named_visions(text: str, visions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the vision that a message names by words that only its title or id has, else all."""
    said = set(words_of(text))
    own = [set(words_of(f"{id_.replace('-', ' ')} {title}")) for id_, title in visions]

    def score(number: int) -> int:
        others: set[str] = set().union(*(o for n, o in enumerate(own) if n != number))
        naming = {word for word in own[number] - others if len(word) >= _NAMING_CHARACTERS}
        return len(naming & said)

    scores = [score(number) for number in range(len(visions))]
    best = max(scores, default=0)
    if best == 0 or scores.count(best) > 1:
        return list(visions)
    return [visions[scores.index(best)]]


def _names_matrix(words: Sequence[str], at: int, word: str) -> bool:
    is_alone = word == "matrix"
    return is_alone or (word in _MATRIX_NOUNS and at > 0 and words[at - 1] == "alignment")
