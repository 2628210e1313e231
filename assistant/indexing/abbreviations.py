"""Chunks -> the abbreviations that they spell out; a question -> with the other form beside it.

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
# Long forms of one short form that are tried: CSC may be two things in one corpus, hardly five.
_MEANINGS = 2


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
    """Puts the other form of each abbreviation behind a question, so that both forms match."""

    def __init__(self, known: Sequence[Abbreviation], catalogue: Catalogue) -> None:
        self._known = known
        self._catalogue = catalogue

    def expand(self, query: str, *, reader: Reader) -> str:
        """Return the question and, in brackets, the other forms of what it names."""
        readable = self._catalogue.allowed(reader=reader, filters=_NO_FILTERS)
        forms = [
            other
            for one in self._known
            if readable is None or not readable.isdisjoint(one.groups)
            for other in _other_forms(one, query)
        ]
        added = list(dict.fromkeys(forms))[: 2 * _MEANINGS]
        return f"{query} ({'; '.join(added)})" if added else query


def _other_forms(one: Abbreviation, query: str) -> list[str]:
    # A short form is known by its capitals; a long one may be written anyhow, in both numbers.
    has_short = re.search(rf"(?<!\w){re.escape(one.short)}s?(?!\w)", query) is not None
    long = re.escape(one.long.removesuffix("s"))
    has_long = re.search(rf"(?<!\w){long}s?(?!\w)", query, re.IGNORECASE) is not None
    if has_short == has_long:
        return []
    return [one.long] if has_short else [one.short]
