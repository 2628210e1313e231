"""An open snapshot -> what its documents say and how that stands to goals, worked out once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from threading import RLock
from typing import Any, TypeVar

from assistant.alignment.findings import Finder, TextOf
from assistant.alignment.library import Library
from assistant.alignment.objectives import Objective, objectives_of
from assistant.alignment.standing import Standing, standing
from assistant.alignment.statements import Progress, Source, read_sources
from assistant.alignment_types import Framework
from assistant.protocols import Embedder
from assistant.types import EVERYTHING, Document, Reader

Made = TypeVar("Made")
# Frameworks, and reports by reader, that are kept; a service has a few of each.
_MOST_FRAMEWORKS, _MOST_REPORTS = 16, 32


class Readings:
    """Reads and judges each document once for all readers; every reading names its reader."""

    def __init__(self, index: Library, embedder: Embedder) -> None:
        self.index = index
        self._embedder = embedder
        self._lock = RLock()
        self._sources: list[Source] | None = None
        self._finders: OrderedDict[Hashable, Any] = OrderedDict()
        self._standings: OrderedDict[Hashable, Any] = OrderedDict()
        self._objectives: dict[str, list[Objective]] = {}
        self._reports: OrderedDict[Hashable, Any] = OrderedDict()

    def documents(self, reader: Reader) -> dict[str, Document]:
        """Return the documents that the reader may read, by id."""
        return {one.id: one for one in self.index.documents(reader=reader)}

    def sources(self, reader: Reader, progress: Progress) -> list[Source]:
        """Return what the documents say that the reader may read."""
        with self._lock:
            if self._sources is None:
                self._sources = read_sources(self.index, reader=EVERYTHING, progress=progress)
            every = self._sources
        allowed = self.documents(reader)
        # The document as this reader sees it: a successor that is not for them is not named.
        return [
            replace(one, document=allowed[one.document.id])
            for one in every
            if one.document.id in allowed
        ]

    def finder(self, framework: Framework) -> Finder:
        """Return what judges sources against a framework."""
        return self._kept(
            self._finders,
            framework,
            lambda: Finder(framework, self._embedder),
            most=_MOST_FRAMEWORKS,
        )

    def standing(self, framework: Framework, source: Source) -> Standing:
        """Return how a source stands to each goal of a framework."""
        by_source = self._kept(self._standings, framework, dict, most=_MOST_FRAMEWORKS)
        with self._lock:
            if source.key not in by_source:
                finder, found = self.finder(framework), self.objectives(source)
                by_source[source.key] = standing(finder, source, found)
            known: Standing = by_source[source.key]
        return known

    def objectives(self, source: Source) -> list[Objective]:
        """Return the objectives of a strategy; other kinds of document have none."""
        if source.kind != "strategy":
            return []
        with self._lock:
            if source.key not in self._objectives:
                found = objectives_of(self.index, source.document, source.part)
                self._objectives[source.key] = found
            return self._objectives[source.key]

    def report(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return a report made before for the same reader and question, or make it now."""
        return self._kept(self._reports, key, make, most=_MOST_REPORTS)

    def texts(self, sources: Sequence[Source]) -> TextOf:
        """Return the canonical texts of the sources' documents by id."""
        ids = dict.fromkeys(one.document.id for one in sources)
        return {one: self.index.canonical_text(one) for one in ids}

    def _kept(
        self,
        kept: OrderedDict[Hashable, Any],
        key: Hashable,
        make: Callable[[], Made],
        *,
        most: int,
    ) -> Made:
        with self._lock:
            if key not in kept:
                kept[key] = make()
            kept.move_to_end(key)
            while len(kept) > most:
                kept.popitem(last=False)
            found: Made = kept[key]
        return found
