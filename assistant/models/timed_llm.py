"""A language model -> the same, with the seconds of each reply told to an observer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.protocols import LanguageModel
from assistant.timing import Observe, timed
from assistant.types import Piece, Prompt


class TimedLanguageModel:
    """Replies as the model behind it does."""

    def __init__(self, model: LanguageModel, observe: Observe) -> None:
        self._model = model
        self._observe = observe

    def pieces(
        self, prompt: Prompt, *, seconds: float, is_gone: Callable[[], bool]
    ) -> Iterator[Piece]:
        """Yield the reply as it comes."""
        with timed("generate", self._observe):
            yield from self._model.pieces(prompt, seconds=seconds, is_gone=is_gone)
