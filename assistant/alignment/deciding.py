"""A finding, a person and a reason -> a decision kept or taken back, for readers of both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.alignment.changing import decision_on, is_readable, withdrawal_of
from assistant.alignment.findings import column_of, finding_of_the_past, prefix_of
from assistant.alignment.library import Judgements
from assistant.alignment_types import AlignmentReport, DecisionEvent, Finding, Framework
from assistant.errors import NotFoundError
from assistant.types import Document, Reader

Frameworks = Callable[[Reader], list[Framework]]
Report = Callable[[Reader, str], AlignmentReport]
Documents = Callable[[], Mapping[str, Document]]


class Deciding:
    """Keeps what people decide on findings; tells it to readers of both documents only."""

    def __init__(
        self,
        judgements: Judgements | None,
        frameworks: Frameworks,
        report: Report,
        documents: Documents,
    ) -> None:
        self._judgements = judgements
        self._frameworks = frameworks
        self._report = report
        self._documents = documents

    def decide(
        self,
        finding_id: str,
        stance: str | None,
        *,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None,
    ) -> Finding:
        """Keep a decision on a finding and return it as it is then."""
        found = self._found(finding_id, reader, vision)
        if found is None:
            raise _unknown(finding_id)
        decision = decision_on(found, stance, name, reason)
        if self._judgements is not None:
            self._judgements.keep(decision)
        return replace(found, decision=decision)

    def withdraw(
        self, finding_id: str, *, name: str, reason: str, reader: Reader, vision: str | None
    ) -> Finding:
        """Take the decision on a finding back and return it as it is without."""
        found = self._found(finding_id, reader, vision) or self._past(finding_id, reader)
        withdrawal = withdrawal_of(finding_id, name, reason)
        if self._judgements is None or not self._judgements.withdraw(withdrawal):
            raise NotFoundError(f"There is no decision on {finding_id!r} to withdraw.")
        return replace(found, decision=None)

    def history(self, reader: Reader, finding_id: str | None) -> list[DecisionEvent]:
        """Return what people decided and withdrew, on one finding or on all that may be read."""
        if finding_id and self._found(finding_id, reader, None) is None:
            self._past(finding_id, reader)
        shown = {finding_id} if finding_id else self.finding_ids(reader)
        events = self._judgements.history() if self._judgements else []
        return [one for one in events if one.finding_id in shown]

    def finding_ids(self, reader: Reader) -> set[str]:
        """Return the ids of the findings that the reader may read, of all visions.

        Those that a person decided on count also when their document has gone.
        """
        reports = [self._report(reader, one.vision) for one in self._frameworks(reader)]
        found = {one.id for report in reports for one in report.findings}
        events = self._judgements.history() if self._judgements else []
        others = {one.finding_id for one in events} - found
        return found | {one for one in others if self._is_past(one, reader)}

    def _found(self, finding_id: str, reader: Reader, vision: str | None) -> Finding | None:
        """Return the finding as it stands; None where the reader sees none of this id."""
        named = [one.vision for one in self._frameworks(reader)]
        chosen = vision or next((v for v in named if finding_id.startswith(prefix_of(v))), None)
        if chosen is None:
            return None
        report = self._report(reader, chosen)
        return next((one for one in report.findings if one.id == finding_id), None)

    def _past(self, finding_id: str, reader: Reader) -> Finding:
        """Return a finding whose document or goal has gone.

        Raises:
            NotFoundError: nobody decided on it, or the reader might not read it then.
        """
        if not self._is_past(finding_id, reader):
            raise _unknown(finding_id)
        return finding_of_the_past(finding_id)

    def _is_past(self, finding_id: str, reader: Reader) -> bool:
        """Say whether a decided finding is no more, and the reader might read both its sides."""
        judgements, documents = self._judgements, self._documents()
        if judgements is None or "@" not in finding_id:
            return False
        if all(one.finding_id != finding_id for one in judgements.history()):
            return False
        seen = judgements.last_seen(finding_id)
        if seen is None:
            # Read from a file: nobody knows who might read it, so it is for who reads everything.
            return reader.audiences is None and _document_of(finding_id) not in documents
        vision, finding = seen
        is_open = vision not in documents or reader.may_read(documents[vision].audience)
        return is_open and is_readable(finding, documents, reader)


def _document_of(finding_id: str) -> str:
    return column_of(finding_id).partition("#")[0]


def _unknown(finding_id: str) -> NotFoundError:
    return NotFoundError(f"There is no finding {finding_id!r}. List them: findings list")
