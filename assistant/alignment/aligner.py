"""The front door of the alignment: goals, match, verify, align, thread and check, for some reader."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alignment.frameworks import chosen, found_frameworks, merged
from assistant.alignment.library import Library
from assistant.alignment.matching import GoalMatcher
from assistant.alignment.verifying import verify
from assistant.alignment_types import Framework, Match, Verification
from assistant.protocols import Embedder
from assistant.types import Reader


class Aligner:
    """Holds texts and documents against the goals of visions.

    `index` may be None: then only what goals.yaml gives is known, which is enough for `match`.
    """

    def __init__(
        self, embedder: Embedder, given: Sequence[Framework], index: Library | None
    ) -> None:
        self._embedder = embedder
        self._given = given
        self._index = index
        self._matchers: dict[int, GoalMatcher] = {}

    def frameworks(self, *, reader: Reader) -> list[Framework]:
        """Return the frameworks found in visions and given in goals.yaml."""
        found = found_frameworks(self._index, reader) if self._index is not None else []
        if self._index is not None:
            open_ids = {one.id for one in self._index.documents(reader=reader)}
            hidden = {one.id for one in self._index.documents(reader=Reader(None))} - open_ids
        else:
            hidden = set()
        return merged(found, [one for one in self._given if one.vision not in hidden])

    def goals(self, *, reader: Reader, vision: str | None = None) -> Framework:
        """Return the goals of one framework.

        Raises:
            NotFoundError: there is none, or none of that name.
            UsageError: there are several and none is named.
        """
        return chosen(self.frameworks(reader=reader), vision)

    def match(
        self, text: str, *, reader: Reader, vision: str | None = None, top: int | None = None
    ) -> list[Match]:
        """Return which goals of the framework a text serves, best first."""
        return self.matcher(reader=reader, vision=vision).match(text, top=top)

    def matcher(self, *, reader: Reader, vision: str | None = None) -> GoalMatcher:
        """Return the matcher of one framework, for several texts."""
        framework = self.goals(reader=reader, vision=vision)
        key = hash(framework)
        if key not in self._matchers:
            self._matchers[key] = GoalMatcher(framework, self._embedder)
        return self._matchers[key]

    def verify(self, statement: str, evidence: Sequence[str]) -> Verification:
        """Say whether the evidence supports the statement."""
        return verify(statement, evidence, self._embedder)
