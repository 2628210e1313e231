"""Reading speed: pages per second by format, and the share of time that each step takes.

    python -m benchmarks.parsing FOLDER... [--json]

Formats without pages count 3,000 characters as a page. The first table is of worker processes on
both cores, as ingestion reads; the second is of one process, by the functions of each step.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableDocumentError
from assistant.parsing.parse import parse, parse_safely
from assistant.types import ParsedText

CHARACTERS_A_PAGE = 3_000
WORKERS = 2
STEPS = {
    "detect": "tell the format",
    "words_of": "PDF: words with their places",
    "rulings_of": "PDF: ruled lines",
    "tables_of": "PDF: tables",
    "lines_of": "PDF: lines",
    "furniture": "PDF: running heads and numbers",
    "read_in_columns": "PDF: order of columns",
    "page": "PDF: headings, paragraphs, lists",
    "read_image": "OCR",
    "xml": "Office: XML",
    "block": "DOCX: paragraphs and tables",
    "slide": "PPTX: slides",
    "read_html": "HTML and Markdown",
    "read_plain": "plain text",
    "assemble": "canonical text and sections",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    paths = sorted(p for folder in options.folders for p in folder.rglob("*") if p.is_file())
    result = {"speed": speed(paths), "steps": steps(paths)}
    print(json.dumps(result, indent=1) if options.json else table(result))


def pages_of(parsed: ParsedText) -> float:
    return float(parsed.pages or max(1.0, len(parsed.text) / CHARACTERS_A_PAGE))


def speed(paths: list[Path]) -> dict[str, dict[str, float]]:
    by_suffix: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_suffix[path.suffix.lower()].append(path)
    found = {}
    for suffix, group in sorted(by_suffix.items()):
        start = time.perf_counter()
        outcomes = [outcome for _, outcome in parse_safely(group, workers=WORKERS)]
        seconds = time.perf_counter() - start
        read = [o for o in outcomes if isinstance(o, ParsedText)]
        pages = sum(map(pages_of, read))
        found[suffix] = {
            "files": len(group),
            "read": len(read),
            "pages": round(pages),
            "seconds": round(seconds, 2),
            "pages_per_second": round(pages / seconds, 1),
        }
    return found


def steps(paths: list[Path]) -> dict[str, float]:
    profile = cProfile.Profile()
    profile.enable()
    for path in paths:
        try:
            parse(path)
        except UnreadableDocumentError:
            continue
    profile.disable()
    stats: Any = pstats.Stats(profile)
    total = stats.total_tt or 1.0
    shares: dict[str, float] = defaultdict(float)
    for (file, _, name), (_, _, _, cumulative, _) in stats.stats.items():
        if name in STEPS and "assistant/parsing" in file:
            shares[STEPS[name]] += cumulative / total
    return dict(sorted(((k, round(v, 3)) for k, v in shares.items()), key=lambda pair: -pair[1]))


def table(result: dict[str, Any]) -> str:
    lines = ["format  files  read  pages  seconds  pages/s"]
    for suffix, row in result["speed"].items():
        lines.append(
            f"{suffix:7} {row['files']:5} {row['read']:5} {row['pages']:6} {row['seconds']:8} "
            f"{row['pages_per_second']:8}"
        )
    lines += ["", "share of time by step (steps inside steps count in both)"]
    lines += [f"{share:6.1%}  {step}" for step, share in result["steps"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
