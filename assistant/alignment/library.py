"""What the alignment needs of an open snapshot, and of the records of what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.alignment_types import Decision, DecisionEvent, SeenFinding, Withdrawal
from assistant.protocols import Vectors
from assistant.types import Block, Chunk, Document, Hit, Passage, Reader, Snapshot, Unit


class Library(Protocol):
    """The documents of a snapshot with their texts, blocks, chunks and units."""

    @property
    def snapshot(self) -> Snapshot:
        """What the index was built from."""
        ...

    def documents(self, *, reader: Reader) -> list[Document]:
        """Return every document that the reader may read, refused ones included."""
        ...

    def canonical_text(self, document_id: str) -> str:
        """Return the text that all offsets of the document refer to."""
        ...

    def blocks(self, document_id: str) -> Sequence[Block]:
        """Return the document's blocks in reading order."""
        ...

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Return the chunks of these rows."""
        ...

    def units(self, chunk: Chunk) -> tuple[Sequence[Unit], Vectors]:
        """Return the chunk's units and their vectors."""
        ...


class Judgements(Protocol):
    """People's decisions on findings, and the findings of earlier snapshots."""

    def all(self) -> Mapping[str, Decision]:
        """Return every decision by its finding's id."""
        ...

    def keep(self, decision: Decision) -> None:
        """Store a decision in place of an earlier one on the same finding."""
        ...

    def withdraw(self, withdrawal: Withdrawal) -> bool:
        """Take back the decision on a finding and note who did; say whether there was one."""
        ...

    def history(self) -> Sequence[DecisionEvent]:
        """Return all that was ever decided or withdrawn, oldest first."""
        ...

    def remember(self, snapshot: str, vision: str, findings: Sequence[SeenFinding]) -> None:
        """Store the findings of a snapshot in place of those stored of it before."""
        ...

    def snapshots(self, vision: str) -> list[str]:
        """Return the snapshots whose findings are known, oldest first."""
        ...

    def of_snapshot(self, snapshot: str, vision: str) -> Mapping[str, SeenFinding]:
        """Return the findings of a snapshot by their ids."""
        ...

    def last_seen(self, finding_id: str) -> tuple[str, SeenFinding] | None:
        """Return the vision of a finding and the finding as it was when last remembered."""
        ...
