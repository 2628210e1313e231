"""The error tree: every message says what happened and what to do, fit to show a user.

GoldenThreadError
├── SettingsError                a setting is missing or makes no sense
├── UsageError                   a request that cannot be carried out as asked
├── CorpusError                  the corpus or its manifest needs mending
│   └── UnreadableDocumentError  names the file and the reason
├── IndexMissingError            none built yet
├── IndexUnusableError           built with another model, or damaged
├── StoreUnavailableError        Chroma or the records store cannot be reached
├── ModelError                   a model could not be loaded or reached
│   └── ModelOutputError         it replied with something unusable
├── CitationError                a quote is not in its document: a bug, never shown
├── NotAllowedError
└── NotFoundError
"""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal["encrypted", "empty", "needs_ocr", "wrong_type", "damaged", "too_large", "timeout"]
REASONS: tuple[Reason, ...] = get_args(Reason)


class GoldenThreadError(Exception):
    """Root of all errors that a user may meet; its message is fit to show."""


class SettingsError(GoldenThreadError):
    """A setting is missing or makes no sense."""


class UsageError(GoldenThreadError):
    """The request cannot be carried out as asked; `field` names the part at fault."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class CorpusError(GoldenThreadError):
    """The corpus or its manifest needs mending."""


class UnreadableDocumentError(CorpusError):
    """One file could not be read; `reason` is a word of INTERFACES.md, the message explains."""

    def __init__(self, message: str, *, reason: Reason) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class IndexMissingError(GoldenThreadError):
    """No index has been built yet."""


class IndexUnusableError(GoldenThreadError):
    """The index was built with another model or is damaged."""


class StoreUnavailableError(GoldenThreadError):
    """Chroma or the records store cannot be reached."""


class ModelError(GoldenThreadError):
    """A model could not be loaded or reached."""


class ModelOutputError(ModelError):
    """A model replied with something unusable."""


class CitationError(GoldenThreadError):
    """A quote does not stand in its document; no answer may carry it."""


class NotAllowedError(GoldenThreadError):
    """The caller may not do this."""


class NotFoundError(GoldenThreadError):
    """There is no such thing, or the caller may not know of it."""
