"""Findings now and before -> which moved and why; a person's decision on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast, get_args

from assistant.alignment.findings import column_of, fingerprint, stance_of
from assistant.alignment_types import Change, Decision, Finding, SeenFinding, Stance, Withdrawal
from assistant.errors import UsageError
from assistant.types import Document, Reader

_BY_MODEL = "udged by the language model"  # how the reason of such a finding begins or ends

# How a decision reads among the findings of an earlier snapshot.
_DECIDED = re.compile(r"(.+?) decided: ", re.S)


def seen_findings(
    findings: Sequence[Finding], documents: Mapping[str, Document], vision: str
) -> list[SeenFinding]:
    """Return findings as they are remembered, with who may read the goals and the document."""
    goals = (documents[vision].audience,) if vision in documents else ()
    return [
        SeenFinding(
            one.id,
            stance_of(one),
            fingerprint(one),
            _decided(one.decision) if one.decision else one.reason,
            one.version,
            (*goals, documents[one.document_id].audience),
        )
        for one in findings
    ]


def readable(
    before: Mapping[str, SeenFinding], documents: Mapping[str, Document], reader: Reader
) -> dict[str, SeenFinding]:
    """Return the earlier findings whose sides the reader might read then, and may now."""
    return {key: one for key, one in before.items() if is_readable(one, documents, reader)}


def is_readable(one: SeenFinding, documents: Mapping[str, Document], reader: Reader) -> bool:
    """Say whether the reader might read both sides of a finding then, and may now."""
    return all(reader.may_read(audience) for audience in one.audiences) and _is_open(
        documents.get(column_of(one.id).partition("#")[0]), reader
    )


def changed(before: Mapping[str, SeenFinding], now: Sequence[Finding]) -> list[Change]:
    """Return the findings whose stance or quoted text moved, and those that came or went."""
    known = {column_of(one) for one in before}
    current = {one.id: one for one in now}
    moved: list[Change] = []
    for finding in now:
        earlier = before.get(finding.id)
        if earlier is not None:
            moved += _moved(earlier, finding)
        elif finding.stance != "silent":
            is_new = column_of(finding.id) not in known
            why = "The document is new." if is_new else "The goal is new."
            moved.append(Change(finding.id, "new", stance_of(finding), f"{why} {finding.reason}"))
    columns = {column_of(one) for one in current}
    for key, earlier in before.items():
        if key not in current and earlier.stance != "silent":
            is_gone = column_of(key) not in columns
            why = "The document is gone." if is_gone else "The goal is gone."
            moved.append(Change(key, earlier.stance, "gone", why))
    return moved


def decision_on(finding: Finding, stance: str | None, name: str, reason: str) -> Decision:
    """Return a person's decision; without a stance the finding is accepted as it is.

    Raises:
        UsageError: the name or the reason is empty, or the stance is none.
    """
    _needs(name, reason)
    chosen = stance or finding.stance
    if chosen not in get_args(Stance):
        known = ", ".join(get_args(Stance))
        raise UsageError(f"{chosen!r} is no stance. Use one of {known}.", field="stance")
    mark = fingerprint(finding)
    accepted = chosen == finding.stance
    return Decision(
        finding.id, accepted, cast(Stance, chosen), name.strip(), reason.strip(), mark, _now()
    )


def withdrawal_of(finding_id: str, name: str, reason: str) -> Withdrawal:
    """Return a person's word that the decision on a finding no longer holds.

    Raises:
        UsageError: the name or the reason is empty.
    """
    _needs(name, reason)
    return Withdrawal(finding_id, name.strip(), reason.strip(), _now())


def _needs(name: str, reason: str) -> None:
    for field, text in (("name", name), ("reason", reason)):
        if not text.strip():
            raise UsageError("A decision needs a name and a reason.", field=field)


def _now() -> str:
    # Of two decisions on one finding the later one holds, also when both are imported.
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _moved(earlier: SeenFinding, finding: Finding) -> Iterator[Change]:
    stance, mark = stance_of(finding), fingerprint(finding)
    if stance == earlier.stance and (mark == earlier.fingerprint or stance == "silent"):
        return
    yield Change(finding.id, earlier.stance, stance, _why(earlier, finding, mark))


def _why(earlier: SeenFinding, finding: Finding, mark: str) -> str:
    if finding.decision is not None:
        return _decided(finding.decision)
    if finding.version != earlier.version:
        cause = "The document's text has changed."
    elif mark != earlier.fingerprint:
        cause = "The goal's words or the sentences quoted have changed."
    elif finding.judged_by == "model":
        cause = "The language model judged it anew."
    elif _BY_MODEL in earlier.reason:
        cause = "The language model has not judged it this time."
    else:
        cause = ""
    before = _DECIDED.match(earlier.reason)
    who = f"What {before[1]} decided" if before else "A person's decision"
    lapsed = f"{who} no longer stands." if before or not cause else ""
    return " ".join(part for part in (cause, lapsed, finding.reason) if part)


def _decided(decision: Decision) -> str:
    return f"{decision.name} decided: {decision.reason}"


def _is_open(document: Document | None, reader: Reader) -> bool:
    """Say whether a document is gone, or may still be read."""
    return document is None or reader.may_read(document.audience)
