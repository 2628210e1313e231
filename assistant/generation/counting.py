"""Numbers of a sentence -> those that count another thing than in the quotes that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.generation.values import Value, is_same
from assistant.generation.wording import carried
from assistant.language.terms import content_stems

_CLOSE = 5


def counting_faults(
    sentence: str, found: Sequence[Value], there: Sequence[tuple[Value, str]]
) -> list[str]:
    """Return numbers that count something that stands elsewhere in the quotes."""
    every = {stem for _, quote in there for stem in content_stems(quote)}
    for value in found:
        if value.kind != "number":
            continue
        own = [(other, quote) for other, quote in there if is_same(value, other)]
        noun = next(iter(content_stems(" ".join(sentence[value.end :].split()[:2]))), None)
        if noun is None or noun not in every or not own or noun[0].isdigit():
            continue
        near = {stem for other, quote in own for stem in _near(other, quote)}
        heads = [_head(other, quote) for other, quote in own]
        is_other = None not in heads and not any(
            carried(noun, {one}) or noun in _after(*pair)
            for one, pair in zip(heads, own, strict=True)
            if one
        )
        if is_other or not any(carried(noun, {stem}) for stem in near):
            return [f"“{value.text}” counts something else in the evidence"]
    return []


def _head(value: Value, text: str) -> str | None:
    """Return the noun that directly follows a number, None when another kind of word does."""
    behind = text[value.end :].split()[:1]
    is_plain = bool(behind) and behind[0].rstrip(".,;:").islower() and behind[0][-1:] not in ",;"
    return next(iter(content_stems(behind[0])), None) if is_plain else None


def _after(value: Value, text: str) -> list[str]:
    return content_stems(" ".join(text[value.end :].split()[:_CLOSE]))


def _near(value: Value, text: str) -> list[str]:
    before = " ".join(text[: value.start].split()[-_CLOSE:])
    return content_stems(f"{before} {' '.join(text[value.end :].split()[:_CLOSE])}")
