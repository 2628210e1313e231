"""A prompt -> the reply of a LlamaIndex LLM, piece by piece, within one time limit.

The call runs in a thread of its own, so that neither a silent service nor one that drips can hold
an answer past its limit, and so that it can be hung up as soon as nobody waits.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.errors import ModelError, SettingsError
from assistant.models.llm_providers import ModelSource, OpenedModel, open_llm
from assistant.models.llm_usage import piece_of, whole_of
from assistant.types import Piece, Prompt

logger = logging.getLogger(__name__)

_RETRIES = 2
_FIRST_WAIT_SECONDS = 0.5
_POLL_SECONDS = 0.1
_BUSY = frozenset({408, 409, 425, 429})
# What services answer that do not know a reply's shape, or the counting of tokens.
_NOT_UNDERSTOOD = frozenset({400, 404, 415, 422, 501})
_END = None


@dataclass(frozen=True, slots=True)
class _Form:
    """How a call is made: with the shape of the reply, with the usual limits."""

    is_shaped: bool
    is_limited: bool


# Tried in this order with a service that does not understand; what it takes is remembered.
_FORMS = (_Form(True, True), _Form(False, True), _Form(True, False), _Form(False, False))  # noqa: FBT003


class LlamaIndexModel:
    """A language model behind the protocol; opened by the first prompt, shared by threads."""

    def __init__(self, source: ModelSource) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._opened: OpenedModel | None = None
        self._form = 0

    def pieces(
        self, prompt: Prompt, *, seconds: float, is_gone: Callable[[], bool]
    ) -> Iterator[Piece]:
        """Yield the reply as it comes; a failure before its first piece is tried again.

        Raises:
            ModelError: it cannot be reached, is slower than `seconds`, or nobody waits.
        """
        opened = self._open()
        patience = _Patience(time.monotonic() + seconds, is_gone)
        for attempt in range(_RETRIES + 2):
            call = _Call(opened, prompt, _FORMS[self._form])
            try:
                yield from call.pieces(patience)
            except _CallError as failed:
                if not self._may_try_again(failed, call, attempt):
                    raise ModelError(self._explained(failed.error)) from failed.error
                patience.wait(_pause(failed.error, attempt))
            else:
                return

    def _open(self) -> OpenedModel:
        with self._lock:
            if self._opened is None:
                try:
                    self._opened = open_llm(self._source)
                except SettingsError:
                    raise
                except Exception as error:
                    raise ModelError(self._explained(error)) from error
            return self._opened

    def _may_try_again(self, failed: _CallError, call: _Call, attempt: int) -> bool:
        status = getattr(failed.error, "status_code", None)
        if call.has_spoken or attempt > _RETRIES:
            return False
        if status in _NOT_UNDERSTOOD and call.form is not _FORMS[-1]:
            self._form = max(self._form, _FORMS.index(call.form) + 1)
            return True
        is_passing = status is None or status in _BUSY or status >= 500
        return is_passing and attempt < _RETRIES

    def _explained(self, error: BaseException) -> str:
        status = getattr(error, "status_code", None)
        reason = f"HTTP {status}" if status else type(error).__name__
        return f"The language model {self._source.model} could not be used ({reason})."


class _CallError(Exception):
    """A call ended in an error of the library or the network."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


class _Patience:
    """How long is waited, and whether anyone still does."""

    def __init__(self, deadline: float, is_gone: Callable[[], bool]) -> None:
        self._deadline = deadline
        self._is_gone = is_gone

    def check(self) -> None:
        """Raise when the time is over or nobody waits."""
        if self._is_gone():
            raise ModelError("Nobody waits for the language model any more.")
        if time.monotonic() >= self._deadline:
            raise ModelError("The language model was too slow.")

    def wait(self, seconds: float) -> None:
        """Wait before the next attempt; at once over when the limit would be passed."""
        until = time.monotonic() + seconds
        if until >= self._deadline:
            raise ModelError("The language model is busy; there is no time to wait for it.")
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, _POLL_SECONDS))


class _Call:
    """One call in a thread of its own, whose pieces come through a queue."""

    def __init__(self, opened: OpenedModel, prompt: Prompt, form: _Form) -> None:
        self._opened = opened
        self._prompt = prompt
        self._pieces: queue.SimpleQueue[Piece | BaseException | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self.form = form
        self.has_spoken = False

    def pieces(self, patience: _Patience) -> Iterator[Piece]:
        """Yield what the thread receives; hang up when the reader stops."""
        worker = threading.Thread(target=self._run, name="language-model", daemon=True)
        worker.start()
        try:
            while (piece := self._next(patience)) is not _END:
                self.has_spoken = self.has_spoken or bool(piece.text)
                yield piece
        finally:
            self._stopped.set()
            if worker.is_alive() and worker.ident is not None:
                self._opened.line.hang_up(worker.ident)

    def _next(self, patience: _Patience) -> Piece | None:
        while True:
            patience.check()
            try:
                found = self._pieces.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if isinstance(found, BaseException):
                raise _CallError(found)
            return found

    def _run(self) -> None:
        self._opened.line.forget(threading.get_ident())  # the number of an ended thread is reused
        try:
            messages, arguments = self._messages(), self._arguments()
            count = 0
            for response in self._opened.llm.stream_chat(messages, **arguments):
                if self._stopped.is_set():
                    return
                self._pieces.put(piece_of(response))
                count += 1
            if not count:  # the service does not stream: it replied in one piece that was not seen
                self._pieces.put(whole_of(self._opened.llm.chat(messages, **arguments)))
            self._pieces.put(_END)
        except Exception as error:  # noqa: BLE001 - any failure of any library ends the call
            self._pieces.put(error)
        finally:
            self._opened.line.forget(threading.get_ident())

    def _arguments(self) -> dict[str, Any]:
        shape = self._opened.shaped(self._prompt.shape) if self.form.is_shaped else {}
        limits = self._opened.longest if self.form.is_limited else self._opened.barest
        return {**shape, **limits(self._prompt.most_tokens)}

    def _messages(self) -> list[Any]:
        from llama_index.core.llms import ChatMessage

        return [
            ChatMessage(role="system", content=self._prompt.rules),
            ChatMessage(role="user", content=self._prompt.task),
        ]


def _pause(error: BaseException, attempt: int) -> float:
    """Return how long to wait: what the service asks for, else ever longer, never in step."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    asked = headers.get("retry-after") if headers is not None else None
    if asked is not None and str(asked).replace(".", "", 1).isdigit():
        return float(asked)
    return _FIRST_WAIT_SECONDS * 2.0**attempt * random.uniform(0.8, 1.2)
