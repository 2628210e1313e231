"""A model's name -> whether it can be trusted to write, or had better pick quotes."""

from __future__ import annotations

import re
from typing import Literal

# Below this, models invent amounts and names when they write (docs/generation.md).
_SMALLEST_WRITER = 7.0
_SIZE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?([bm])(?![a-z])", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:tiny|nano|smol\w*|small)\b", re.IGNORECASE)


def way_of(model: str) -> Literal["write", "pick"]:
    """Return how the model answers best, by the number of parameters that its name gives."""
    sizes = [
        float(size) * (1.0 if unit in "bB" else 0.001)
        for size, unit in _SIZE.findall(re.sub(r"[_:/-]", " ", model))
    ]
    if sizes:
        return "write" if max(sizes) >= _SMALLEST_WRITER else "pick"
    return "pick" if _SMALL.search(model) else "write"
