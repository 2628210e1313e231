"""`?audiences=` of a request -> the caller's reader, narrowed; never widened."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from assistant.api.callers import TheReader
from assistant.api.requests import MAX_NAMES, FormName, audiences_of
from assistant.types import Reader

Audiences = Annotated[
    list[FormName] | None,
    Query(max_length=MAX_NAMES, description="Narrows what the caller may read; repeat."),
]


def _narrowed(reader: TheReader, audiences: Audiences = None) -> Reader:
    return reader.narrowed_to(audiences_of(audiences))


NarrowedReader = Annotated[Reader, Depends(_narrowed)]
