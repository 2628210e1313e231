"""Outlines written by reading, compared with what the parsers find: a floor for each format."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from assistant.parsing.parse import parse
from tests.parsing.outline_score import Score, score

OUTLINES = Path(__file__).parent / "outlines"

# The share of points found right on the day that it was measured, rounded down.
FLOORS = {".md": 1.0, ".txt": 1.0, ".docx": 0.98, ".pptx": 0.97, ".pdf": 0.94}

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def shared_dir(request: pytest.FixtureRequest) -> Path:
    folder = request.config.rootpath.parent / "shared"
    if not (folder / "documents").is_dir():
        pytest.skip("the folder ../shared is not here")
    return folder


@pytest.fixture(scope="module")
def scores(shared_dir: Path) -> dict[str, list[Score]]:
    found: dict[str, list[Score]] = defaultdict(list)
    for path in sorted(OUTLINES.glob("*.yaml")):
        outline = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = shared_dir / "documents" / outline["document"]
        found[document.suffix].append(score(outline, parse(document)))
    return found


@pytest.mark.parametrize("suffix", sorted(FLOORS))
def test_most_of_each_outline_is_found(scores: dict[str, list[Score]], suffix: str) -> None:
    right = sum(sum(s.right.values()) for s in scores[suffix])
    points = sum(sum(s.points.values()) for s in scores[suffix])
    missed = [line for s in scores[suffix] for line in s.missed]

    assert right / points >= FLOORS[suffix], "\n".join(missed)


def test_the_rochford_report_is_found_whole(shared_dir: Path) -> None:
    outline = yaml.safe_load((OUTLINES / "rochford-future-of-essex.yaml").read_text("utf-8"))

    found = score(outline, parse(shared_dir / "documents" / outline["document"]))

    assert found.missed == []
