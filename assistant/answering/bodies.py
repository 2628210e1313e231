"""A question for a body of one class and a unit -> how well the unit names such a body."""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.counts import LOOSE, OTHER
from assistant.answering.evidence import Evidence
from assistant.language.names import Name
from assistant.language.terms import folded, words
from assistant.language.wanted import bodies, is_of_a_class, tells_body
from assistant.language.wanted_things import new_names

# Such a body bears the word in its name, or right beside it: "the Royal Infirmary, a hospital".
_BEARS_THE_WORD = frozenset(("hospital", "university", "college", "school", "fund", "award"))
_BESIDE = 2
_PARTED = re.compile(r"[|/;:.\n]")


def holds_body(asked: Asked, evidence: Evidence) -> float:
    """A new name of a body of the class that is asked for: told by the unit or by its heads.

    A council is no firm, and a hospital that is spoken of beside other names is not named. A firm
    has a name of its own; a fund, or a ward, may be told without.
    """
    found = new_names(evidence.text, frozenset(word.stem for word in words(asked.text)))
    sought = bodies(asked.heads)
    if not sought:
        return 1.0 if found else LOOSE
    is_firm = "company" in sought
    is_told = tells_body(_folded(f"{evidence.lead} {evidence.text}"), sought)
    fitting = [one for one in found if not _is_of_another_class(one, sought)]
    is_borne = not sought.isdisjoint(_BEARS_THE_WORD)
    if any(not is_borne or _is_told_beside(one, sought, evidence) for one in fitting):
        return 1.0 if is_told else OTHER
    if found:
        return OTHER
    return LOOSE if is_told and not is_firm else 0.0


def _is_of_another_class(name: Name, sought: frozenset[str]) -> bool:
    """Say whether the name itself tells a body of another class only."""
    told = _folded(name.text)
    return is_of_a_class(told) and not tells_body(told, sought)


def _is_told_beside(name: Name, sought: frozenset[str], evidence: Evidence) -> bool:
    """Say whether the name, a word near it, or the head of its column or list tells the class."""
    before = _folded(_PARTED.split(evidence.text[: name.start])[-1])[-_BESIDE:]
    behind = _folded(_PARTED.split(evidence.text[name.end :])[0])[:_BESIDE]
    told = _folded(f"{evidence.lead} {name.text}")
    return tells_body((*before, *told, *behind), sought)


def _folded(text: str) -> list[str]:
    return [folded(word.text) for word in words(text)]
