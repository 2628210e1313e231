"""All calls of one answer to the language model: one time limit, one budget, one listener."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from assistant.errors import ModelError, ModelOutputError
from assistant.generation.budget import Allowance, tokens_of
from assistant.protocols import LanguageModel, Listener
from assistant.types import Piece, Prompt, Stage


class Session:
    """The model as one answer may use it."""

    def __init__(
        self,
        model: LanguageModel,
        allowance: Allowance,
        *,
        seconds: float,
        listener: Listener | None = None,
    ) -> None:
        self._model = model
        self._allowance = allowance
        self._deadline = time.monotonic() + seconds
        self.listener = listener

    def pieces(self, prompt: Prompt) -> Iterator[str]:
        """Yield the text of the reply as it comes; what it used is counted in every case.

        Raises:
            ModelError: the model fails, is too slow or over budget, or nobody waits.
        """
        reserved = (_size(prompt), prompt.most_tokens)
        self._allowance.reserve(*reserved)
        meter = _Meter(reserved[0])
        try:
            left = self._deadline - time.monotonic()
            pieces = self._model.pieces(prompt, seconds=left, is_gone=self.is_gone)
            with closing(pieces):  # type: ignore[type-var]
                for piece in pieces:
                    meter.count(piece)
                    yield piece.text
        finally:
            self._allowance.settle(reserved, meter.used)

    def fields(self, prompt: Prompt) -> dict[str, Any]:
        """Return the JSON object of a whole reply.

        Raises:
            ModelOutputError: there is none in it.
        """
        text = "".join(self.pieces(prompt))
        start, end = text.find("{"), text.rfind("}")
        try:
            found = json.loads(text[start : end + 1])
        except ValueError as error:
            raise ModelOutputError("The language model replied without the form asked for.") from (
                error
            )
        if not isinstance(found, dict):
            raise ModelOutputError("The language model replied with something unusable.")
        return found

    def note(self, stage: Stage) -> None:
        """Tell the listener, if there is one, what happens now."""
        if self.listener is not None:
            self.listener.note(stage)

    def is_gone(self) -> bool:
        """Say whether nobody waits for the answer any more."""
        return self.listener is not None and self.listener.is_gone()

    def check(self) -> None:
        """Raise when the time is over.

        Raises:
            ModelError: it is.
        """
        if time.monotonic() >= self._deadline:
            raise ModelError("The language model was too slow.")


class _Meter:
    """Counts what a call used: what the service tells, else an estimate."""

    def __init__(self, read: int) -> None:
        self._read = read
        self._characters = 0
        self._told: int | None = None

    def count(self, piece: Piece) -> None:
        self._characters += len(piece.text)
        self._read = piece.prompt_tokens or self._read
        self._told = piece.reply_tokens or self._told

    @property
    def used(self) -> tuple[int, int]:
        """The tokens read and written."""
        return self._read, self._told or tokens_of("x" * self._characters)


def _size(prompt: Prompt) -> int:
    return tokens_of(prompt.rules + prompt.task + json.dumps(dict(prompt.shape)))
