"""The settings -> what holds texts against goals, opened again when a new snapshot is served."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

from assistant.alignment_types import (
    AlignmentReport,
    ChangeReport,
    DecisionEvent,
    DraftCheck,
    Finding,
    Framework,
    GoldenThread,
    Match,
    Objectives,
    Verification,
)
from assistant.types import Filters, ParsedText, Reader


class OpenAligner(Protocol):
    """What the routes need of the alignment."""

    def frameworks(self, *, reader: Reader) -> list[Framework]:
        """Return the frameworks found in visions and given in goals.yaml."""
        ...

    def objectives(self, *, reader: Reader) -> list[Objectives]:
        """Return the objectives found in the strategies that the reader may read."""
        ...

    def match(
        self, text: str, *, reader: Reader, vision: str | None = None, top: int | None = None
    ) -> list[Match]:
        """Return which goals of the framework a text serves, best first."""
        ...

    def verify(self, statement: str, evidence: Sequence[str]) -> Verification:
        """Say whether the evidence supports the statement."""
        ...

    def thread(
        self,
        subject: str,
        *,
        reader: Reader,
        vision: str | None = None,
        filters: Filters = ...,
    ) -> GoldenThread:
        """Return the golden thread for a goal or any subject."""
        ...

    def align(
        self, *, reader: Reader, vision: str | None = None, filters: Filters = ...
    ) -> AlignmentReport:
        """Return the matrix of a framework against the documents that the reader may read."""
        ...

    def decide(
        self,
        finding_id: str,
        *,
        stance: str | None,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None = None,
    ) -> Finding:
        """Accept a finding, or put another stance in its place; return it as it is then."""
        ...

    def withdraw(
        self,
        finding_id: str,
        *,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None = None,
    ) -> Finding:
        """Take back what a person decided on a finding; return it as it was found."""
        ...

    def history(self, *, reader: Reader, finding_id: str | None = None) -> list[DecisionEvent]:
        """Return what people decided and withdrew, on one finding or all that may be read."""
        ...

    def changes(
        self, *, reader: Reader, vision: str | None = None, since: str | None = None
    ) -> ChangeReport:
        """Say which findings moved since an earlier snapshot, and why."""
        ...

    def check(
        self, title: str, draft: ParsedText, *, reader: Reader, vision: str | None = None
    ) -> DraftCheck:
        """Check a draft against a framework and the approved documents; nothing of it is kept."""
        ...


class ServedAligner:
    """Keeps one aligner for as long as its snapshot is served."""

    def __init__(
        self, open_aligner: Callable[[], OpenAligner], snapshot: Callable[[], str]
    ) -> None:
        self._open = open_aligner
        self._snapshot = snapshot
        self._lock = Lock()
        self._opened: tuple[str, OpenAligner] | None = None

    def __call__(self) -> OpenAligner:
        """Return the aligner over the snapshot that is served now."""
        snapshot = self._snapshot()
        with self._lock:
            if self._opened is None or self._opened[0] != snapshot:
                self._opened = (snapshot, self._open())
            return self._opened[1]
