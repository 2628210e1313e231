"""The claims of claims.yaml -> numbered evidence, and sentences about it that are true or false."""

from __future__ import annotations

from pathlib import Path

import yaml

from assistant.generation.checking import Draft
from assistant.generation.evidence import Evidence
from assistant.protocols import Embedder
from assistant.types import Locator


def claims(embedder: Embedder) -> tuple[list[Evidence], list[Draft], list[Draft]]:
    """Return all quotes as evidence, the true sentences and the false ones."""
    groups = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))
    vectors = embedder.embed([group["quote"] for group in groups])
    evidence = [
        Evidence(
            number=number,
            locator=Locator("plan", "Plan", "strategy", "v", 0, len(group["quote"])),
            quote=group["quote"],
            lead="",
            columns=(),
            rank=number,
            similarity=0.5,
            vector=vectors[number - 1],
        )
        for number, group in enumerate(groups, 1)
    ]
    true = [Draft(text, (n,)) for n, group in enumerate(groups, 1) for text in group["right"]]
    false = [Draft(text, (n,)) for n, group in enumerate(groups, 1) for text in group["wrong"]]
    return evidence, true, false
