"""Checks -> findings: what each found, whether it must be mended, and how."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.errors import GoldenThreadError

logger = logging.getLogger(__name__)

# A note is worth knowing; only a problem must be mended.
State = Literal["ok", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at; `remedy` says what to do, when there is something to do."""

    part: str
    state: State
    found: str
    remedy: str = ""


Check = Callable[[], Iterable[Checked]]


def run_checks(checks: Sequence[tuple[str, Check]]) -> Iterator[Checked]:
    """Run each check; one that fails is a finding, and does not stop the rest."""
    for part, check in checks:
        try:
            yield from check()
        except (GoldenThreadError, OSError) as error:
            yield Checked(part, "problem", str(error))
        except Exception as error:
            # What a damaged installation raises has no common root.
            logger.exception("The check of %s failed", part)
            found = f"The check itself failed: {type(error).__name__}: {error}"
            yield Checked(part, "problem", found, "Report this with the log above.")
