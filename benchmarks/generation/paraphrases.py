"""Command: how many true and false rewordings pass the checks, or are left to a judge.

python -m benchmarks.generation.paraphrases INDEXES_DIR [SUPPORT_DIR] [--show]

INDEXES_DIR holds the sample corpus; SUPPORT_DIR wice_dev.jsonl and scifact_claims_train.jsonl. Each
set has a half that the checks may be tuned on, and one that is held out.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.generation.checking import Checker, Draft, Verdict
from assistant.generation.evidence import Evidence, gather
from assistant.indexing.folder import IndexesFolder
from assistant.models.embedding import open_embedding_model
from assistant.protocols import Embedder
from assistant.settings import Settings
from assistant.types import EVERYTHING, Filters, Locator
from assistant.wiring import open_assistant
from benchmarks.generation.checks import Remembering

ANSWERS = Path(__file__).parents[2] / "tests" / "generation" / "answers.yaml"
_CLAIMS_A_SET = 100
_NEAREST = 3
# A web page of WiCE has a hundred sentences; these are the cited ones and some others.
_SENTENCES = 15


@dataclass(frozen=True)
class Claim:
    """A sentence held against evidence: from which set and half, and whether it is true."""

    group: str
    half: str
    is_true: bool
    draft: Draft
    evidence: Sequence[Evidence]


def sample_claims(indexes_dir: Path) -> Iterator[Claim]:
    """Yield the sentences of answers.yaml, each against what is found for its question."""
    assistant = open_assistant(Settings(indexes_dir=indexes_dir))
    embedder, library = assistant._answerer._embedder, assistant._index  # type: ignore[attr-defined]
    for group in yaml.safe_load(ANSWERS.read_text(encoding="utf-8")):
        passages = assistant._retriever.retrieve(
            group["q"], reader=EVERYTHING, filters=Filters(), top=10
        )
        evidence = gather(passages, embedder.embed([group["q"]])[0], library, EVERYTHING)
        for pair in group["pairs"]:
            numbers = _numbers(pair["cites"], evidence)
            if not numbers:
                print(f"not among the evidence: {group['q']} {pair['cites']}", file=sys.stderr)
                continue
            for name in ("right", "wrong"):
                draft = Draft(pair[name], numbers)
                yield Claim("answers", group["half"], name == "right", draft, evidence)


def _numbers(cites: Sequence[str], evidence: Sequence[Evidence]) -> tuple[int, ...]:
    found = [
        next((one.number for one in evidence if words in " ".join(one.quote.split())), None)
        for words in cites
    ]
    return tuple(number for number in found if number is not None)


def public_claims(folder: Path, embedder: Embedder) -> Iterator[Claim]:
    """Yield claims of SciFact and WiCE with the sentences that their annotators cite."""
    for name in ("scifact_claims_train", "wice_dev"):
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        random.Random(7).shuffle(rows)
        for place, row in enumerate(rows[:_CLAIMS_A_SET]):
            half = "tune" if place % 2 else "held"
            yield from _public_claim(name.split("_")[0], half, row, embedder)


def _public_claim(
    group: str, half: str, row: dict[str, Any], embedder: Embedder
) -> Iterator[Claim]:
    cited = _first(row.get("rationales") or row.get("supporting_sentences") or [])
    texts = [" ".join(text.split()) for text in row["evidence"]]
    places = [*cited, *(place for place in range(len(texts)) if place not in cited)][:_SENTENCES]
    texts = [texts[place] for place in places]
    vectors = embedder.embed(texts)
    numbers = tuple(range(1, len(cited) + 1))
    if not numbers:
        likeness = vectors @ embedder.embed([row["claim"]])[0]
        numbers = tuple(int(place) + 1 for place in np.argsort(-likeness)[:_NEAREST])
    evidence = [
        Evidence(
            number=number,
            locator=Locator("text", row.get("title", ""), "other", "v", 0, len(text)),
            quote=text,
            lead="",
            columns=(),
            rank=number,
            similarity=0.5,
            vector=vectors[number - 1],
        )
        for number, text in enumerate(texts, 1)
    ]
    is_true = row["label"].lower() in ("support", "supports", "supported")
    yield Claim(group, half, is_true, Draft(row["claim"], numbers), evidence)


def _first(cited: Sequence[Any]) -> Sequence[int]:
    """Return the first set of sentences that an annotator cites."""
    return cited[0] if cited and isinstance(cited[0], list) else cited


def checked(claims: Iterator[Claim], embedder: Embedder) -> Iterator[tuple[Claim, Verdict]]:
    """Yield each claim with its verdict."""
    for claim in claims:
        yield claim, Checker(embedder, claim.evidence).check(claim.draft)


def main(arguments: Sequence[str]) -> None:
    """Print what passes of each set and half."""
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    model = open_embedding_model("all-MiniLM-L6-v2", IndexesFolder(paths[0]).models, threads=1)
    embedder = Remembering(model.embedder)
    passed: Counter[tuple[str, str, bool]] = Counter()
    doubted: Counter[tuple[str, str, bool]] = Counter()
    every: Counter[tuple[str, str, bool]] = Counter()
    claims = list(sample_claims(paths[0]))
    if len(paths) > 1:
        claims += public_claims(paths[1], embedder)
    for claim, verdict in checked(iter(claims), embedder):
        key = (claim.group, claim.half, claim.is_true)
        every[key] += 1
        passed[key] += verdict.is_right
        doubted[key] += verdict.is_doubtful or (verdict.is_right and verdict.is_retold)
        if "--show" in arguments and claim.half != "held" and verdict.is_right != claim.is_true:
            if verdict.is_doubtful:
                print("DOUBT", end="")
            quotes = " | ".join(claim.evidence[n - 1].quote for n in claim.draft.citations)
            print(f"- {claim.is_true}: {claim.draft.text} <- {quotes[:400]}: {verdict.faults}")
    for group, half in sorted({key[:2] for key in every}):
        right, wrong = (group, half, True), (group, half, False)
        print(
            f"{group:8} {half:6} true: {passed[right]:3} pass, {doubted[right]:3} are judged, of "
            f"{every[right]:3}; false: {passed[wrong]:3} pass, {doubted[wrong]:3} are judged, of "
            f"{every[wrong]:3}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
