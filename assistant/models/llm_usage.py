"""A piece of a LlamaIndex reply -> its text, and the tokens used so far when the service tells."""

from __future__ import annotations

import json
from typing import Any

from assistant.types import Piece

_READ = ("prompt_tokens", "input_tokens", "prompt_eval_count")
_WRITTEN = ("completion_tokens", "output_tokens", "eval_count")


def piece_of(response: Any) -> Piece:
    """Return the new text of a streamed response: prose, or a tool's arguments as JSON."""
    raw = getattr(response, "raw", None)
    text = _field(_field(raw, "delta"), "partial_json") or response.delta or ""
    return _piece(str(text), response)


def whole_of(response: Any) -> Piece:
    """Return the text of a whole response: prose, or a tool's arguments as JSON."""
    for block in response.message.blocks:
        arguments = getattr(block, "tool_kwargs", None)
        if arguments:
            return _piece(
                arguments if isinstance(arguments, str) else json.dumps(arguments), response
            )
    return _piece(response.message.content or "", response)


def _piece(text: str, response: Any) -> Piece:
    raw = getattr(response, "raw", None)
    places = (
        getattr(response, "additional_kwargs", None),
        _field(raw, "usage"),
        _field(_field(raw, "message"), "usage"),
        raw,
    )
    return Piece(text, _first(places, _READ), _first(places, _WRITTEN))


def _first(places: tuple[Any, ...], names: tuple[str, ...]) -> int | None:
    for place in places:
        for name in names:
            value = _field(place, name)
            if isinstance(value, int):
                return value
    return None


def _field(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)
