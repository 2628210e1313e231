"""Passages of one made-up text, for the steps after the search."""

from __future__ import annotations

from assistant.types import Chunk, Passage


def chunk(
    text: str, *, document: str = "plan", start: int = 0, section: tuple[str, ...] = ("1",)
) -> Chunk:
    return Chunk(
        id=f"{document}-{start}",
        document_id=document,
        group=document,
        kind="strategy",
        start=start,
        end=start + len(text),
        text=text,
        prefix=document,
        blocks=(start, start + 1),
        section=section,
    )


def passage(text: str, score: float = 1.0, *, document: str = "plan", start: int = 0) -> Passage:
    return Passage(chunk(text, document=document, start=start), score)
