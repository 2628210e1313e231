"""Awkward files, ours and those of other libraries, in one run: each ends with its reason."""

from __future__ import annotations

import csv
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UnreadableDocumentError
from assistant.types import ParsedText
from tests.parsing.awkward import READ, make

LEAST_FILES = 40
MOST_KILOBYTES = 1024 * 1024  # of any one worker process


def read_alone(
    paths: list[Path], scratch: Path
) -> dict[Path, ParsedText | UnreadableDocumentError]:
    """Read in a process of its own, and check that no worker of it took over a gigabyte.

    In this process the figure would be that of the largest child of any test before.
    """
    script = (
        "import pickle, resource, sys\n"
        "from assistant.parsing.workers import read_in_workers\n"
        "paths, target = pickle.load(sys.stdin.buffer)\n"
        "read = list(read_in_workers(paths, workers=2, seconds=120))\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "ends = [(p, str(o), o.reason) if isinstance(o, Exception) else (p, o) for p, o in read]\n"
        "target.write_bytes(pickle.dumps((ends, used)))\n"
    )
    target = scratch / "outcomes.pickle"
    subprocess.run([sys.executable, "-c", script], input=pickle.dumps((paths, target)), check=True)
    ends, used_kilobytes = pickle.loads(target.read_bytes())
    assert used_kilobytes < MOST_KILOBYTES
    return {
        path: UnreadableDocumentError(rest[0], reason=rest[1]) if len(rest) > 1 else rest[0]
        for path, *rest in ends
    }


def end_of(outcome: ParsedText | UnreadableDocumentError) -> str:
    return outcome.reason if isinstance(outcome, UnreadableDocumentError) else READ


@pytest.mark.quality
def test_files_that_we_made_awkward_end_as_they_may(tmp_path: Path) -> None:
    cases = make(tmp_path / "awkward")
    paths = [case.path for case in cases]

    outcomes = read_alone(paths, tmp_path)

    assert len(cases) >= LEAST_FILES
    ends = {case.path.name: (end_of(outcomes[case.path]), case.ends) for case in cases}
    assert {name: end for name, end in ends.items() if end[0] not in end[1]} == {}
    unread = [
        case.path.name
        for case in cases
        if isinstance(parsed := outcomes[case.path], ParsedText) and case.holds not in parsed.text
    ]
    assert unread == []
    messages = [str(o) for o in outcomes.values() if isinstance(o, UnreadableDocumentError)]
    assert all(len(message) > 15 for message in messages)
    assert not (tmp_path / "escaped.txt").exists()


@pytest.mark.quality
def test_the_collection_of_awkward_files_ends_as_expected(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = request.config.rootpath.parent / "shared" / "awkward"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not here")
    with (folder / "cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    paths = {row["file"]: folder / "files" / row["file"] for row in rows}

    outcomes = read_alone(list(paths.values()), tmp_path)

    wrong = {
        row["file"]: (row["expect"], end_of(outcomes[paths[row["file"]]]))
        for row in rows
        if not ends_as(row["expect"], outcomes[paths[row["file"]]])
    }
    assert wrong == {}


def ends_as(expected: str, outcome: ParsedText | UnreadableDocumentError) -> bool:
    end = end_of(outcome)
    match expected:
        case "TEXT":
            return end == READ
        case "SURVIVE":
            return end != "timeout"
        case "PASSWORD":
            return end == "encrypted"
        case "OCR":
            by_ocr = isinstance(outcome, ParsedText) and any(b.ocr for b in outcome.blocks)
            return by_ocr or end == "needs_ocr"
        case "EMPTY":
            return end == "empty"
        case _:
            return end in ("wrong_type", "damaged")
