"""Texts -> the frames of a streamed reply in each protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.llm_server.replies import Asked

_READ, _WRITTEN = 100, 20


def content_type(protocol: str) -> str:
    """Return the media type of a streamed reply."""
    return "application/x-ndjson" if protocol == "ollama" else "text/event-stream"


def opening(asked: Asked) -> Iterable[bytes]:
    """Return the frames before the first text."""
    if asked.protocol != "anthropic":
        return []
    message: dict[str, Any] = {
        "id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "fake",
        "stop_reason": None, "stop_sequence": None,
        "usage": {"input_tokens": _READ, "output_tokens": 1},
    }  # fmt: skip
    tool = {"type": "tool_use", "id": "toolu_1", "name": "reply", "input": {}}
    block = tool if asked.body.get("tools") else {"type": "text", "text": ""}
    return [
        _event("message_start", {"message": message}),
        _event("content_block_start", {"index": 0, "content_block": block}),
    ]


def piece(asked: Asked, text: str) -> bytes:
    """Return the frame of a piece of text."""
    if asked.protocol == "ollama":
        return _line({"message": {"role": "assistant", "content": text}, "done": False})
    if asked.protocol == "anthropic":
        tool = {"type": "input_json_delta", "partial_json": text}
        delta = tool if asked.body.get("tools") else {"type": "text_delta", "text": text}
        return _event("content_block_delta", {"index": 0, "delta": delta})
    return _chunk([{"index": 0, "delta": {"role": "assistant", "content": text}}])


def closing(asked: Asked) -> Iterable[bytes]:
    """Return the frames behind the last text, with what was used."""
    if asked.protocol == "ollama":
        counts = {"prompt_eval_count": _READ, "eval_count": _WRITTEN, "done": True}
        return [_line({"message": {"role": "assistant", "content": ""}, **counts})]
    if asked.protocol == "anthropic":
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        return [
            _event("content_block_stop", {"index": 0}),
            _event("message_delta", {"delta": delta, "usage": {"output_tokens": _WRITTEN}}),
            _event("message_stop", {}),
        ]
    frames = [_chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])]
    if asked.body.get("stream_options"):
        total = _READ + _WRITTEN
        usage = {"prompt_tokens": _READ, "completion_tokens": _WRITTEN, "total_tokens": total}
        frames.append(_chunk([], usage=usage))
    return [*frames, b"data: [DONE]\n\n"]


def whole(text: str) -> bytes:
    """Return the reply of an OpenAI-compatible service that does not stream, asked to or not."""
    message = {"role": "assistant", "content": text}
    fields = {"id": "1", "object": "chat.completion", "created": 1, "model": "fake"}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return json.dumps({**fields, "choices": choices}).encode()


def _chunk(choices: list[dict[str, Any]], **more: Any) -> bytes:
    fields = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake"}
    return b"data: " + json.dumps({**fields, "choices": choices, **more}).encode() + b"\n\n"


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(
        {"model": "fake", "created_at": "2026-01-01T00:00:00Z", **fields}
    ).encode() + (b"\n")


def _event(name: str, fields: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name, **fields})}\n\n".encode()
