"""An answer in the making -> what its listener hears: every statement of it, once."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.protocols import Listener
from assistant.types import Answer, Citation, Stage, Statement


class Hearing:
    """Stands between an answerer and a listener, and tells at the end what was not heard yet.

    An answerer that makes its statements at once need not know of listeners.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._heard: list[Statement] = []

    def note(self, stage: Stage) -> None:
        """Pass on what happens now."""
        self._listener.note(stage)

    def hear(self, statement: Statement, citations: Sequence[Citation]) -> None:
        """Pass on a checked statement."""
        self._heard.append(statement)
        self._listener.hear(statement, citations)

    def is_gone(self) -> bool:
        """Say whether nobody waits any more."""
        return self._listener.is_gone()

    def finish(self, answer: Answer) -> None:
        """Let the listener hear the rest; all of it anew when it is not what was heard.

        The answer may have it in another order: what is doubtful is heard later than it is said.
        """
        if not all(one in answer.statements for one in self._heard):
            self.note("replaced")
            self._heard = []
        by_number = {one.number: one for one in answer.citations}
        for statement in [one for one in answer.statements if one not in self._heard]:
            self.hear(statement, [by_number[number] for number in statement.citations])
