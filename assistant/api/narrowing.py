"""`?audiences=` of a request -> the caller's reader, narrowed; never widened."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from assistant.api.callers import TheReader
from assistant.api.requests import audiences_of
from assistant.types import Reader

# So many, so long, that they fit into an address whatever their letters are.
MAX_LABELS = 40
Label = Annotated[str, StringConstraints(max_length=100)]
Audiences = Annotated[
    Annotated[list[Label], Field(max_length=MAX_LABELS)] | SkipJsonSchema[None],
    Query(description="Narrows what the caller may read; repeat."),
]


def _narrowed(reader: TheReader, audiences: Audiences = None) -> Reader:
    return reader.narrowed_to(audiences_of(audiences))


NarrowedReader = Annotated[Reader, Depends(_narrowed)]
