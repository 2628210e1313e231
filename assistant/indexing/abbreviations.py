"""Chunks -> the abbreviations that they spell out; a question -> the other forms of what it names.

An abbreviation is used only for readers who may read a passage that spells it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.indexing.catalogue import Catalogue
from assistant.language.abbreviations import abbreviations
from assistant.types import Chunk, Filters, Reader

_NO_FILTERS = Filters()
_MOST_ADDED = 4
_LONGEST_FORM = 8
_WORD = re.compile(r"[^\W_]+(?:[’'&][^\W_]+)*")

Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, what it stands for, and the groups whose passages say so."""

    short: str
    long: str
    groups: tuple[str, ...]


def find_abbreviations(chunks: Iterable[Chunk]) -> list[Abbreviation]:
    """Return every abbreviation that a chunk spells out, most often spelt first."""
    groups: dict[tuple[str, str], list[str]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for chunk in chunks:
        for short, long in abbreviations(chunk.text):
            key = (short, long.lower())
            spelt.setdefault(key, long)
            groups.setdefault(key, []).append(chunk.group)
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    return [Abbreviation(key[0], spelt[key], tuple(sorted(set(groups[key])))) for key in order]


def write_abbreviations(path: Path, chunks: Iterable[Chunk]) -> None:
    """Keep the abbreviations of the chunks in a file."""
    rows = [(one.short, one.long, one.groups) for one in find_abbreviations(chunks)]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def read_abbreviations(path: Path) -> list[Abbreviation]:
    """Return what was kept; nothing when the snapshot is older than this file."""
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Abbreviation(short, long, tuple(groups)) for short, long, groups in rows]


class Expander:
    """Finds the other form of each abbreviation of a question, so that both forms match."""

    def __init__(self, known: Sequence[Abbreviation], catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_form: dict[Form, list[Abbreviation]] = {}
        for one in known:
            # A short form is known by its capitals; a long one may be written anyhow.
            for form in ((one.short,), _long_form(_WORD.findall(one.long))):
                self._by_form.setdefault(form, []).append(one)

    def other_forms(self, query: str, *, reader: Reader) -> str:
        """Return the other forms of what the question names, "" when it names nothing known."""
        named = self._named(query)
        if not named:
            return ""
        readable = self._catalogue.allowed(reader=reader, filters=_NO_FILTERS)
        added = [
            other
            for form, one in named
            if readable is None or not readable.isdisjoint(one.groups)
            if (other := one.long if form == (one.short,) else one.short) not in query
        ]
        return "; ".join(list(dict.fromkeys(added))[:_MOST_ADDED])

    def _named(self, query: str) -> list[tuple[Form, Abbreviation]]:
        """Return the abbreviations that the query names, with the form in which it does."""
        words = _WORD.findall(query)
        forms: list[Form] = [(word,) for word in words]
        forms += [(word.removesuffix("s"),) for word in words if word[:-1].isupper()]
        lengths = range(2, _LONGEST_FORM + 1)
        forms += [_long_form(run) for length in lengths for run in _runs(words, length)]
        found = [(form, one) for form in forms for one in self._by_form.get(form, ())]
        both = {one for form, one in found if form != (one.short,)}
        return [(form, one) for form, one in found if form != (one.short,) or one not in both]


def _runs(words: Sequence[str], length: int) -> list[Sequence[str]]:
    return [words[start : start + length] for start in range(len(words) - length + 1)]


def _long_form(words: Sequence[str]) -> Form:
    """Return words in the form in which long forms are compared: lower case, in the singular."""
    lower = [word.lower() for word in words]
    return (*lower[:-1], lower[-1].removesuffix("s"))
