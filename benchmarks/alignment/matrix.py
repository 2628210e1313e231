"""`python -m benchmarks.alignment.matrix`: time of a matrix of 40 goals and up to 200 documents."""

from __future__ import annotations

import time

import numpy as np

from assistant.alignment.findings import Finder
from assistant.alignment.gaps import conflicts
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Framework, Goal
from assistant.citing import CitationList
from assistant.language.commitment import commitment
from assistant.types import Document, Locator
from benchmarks.alignment.caching import caching_embedder

_SUBJECTS = ("homes", "schools", "buses", "rivers", "clinics", "jobs", "parks", "libraries")
_VERBS = ("will build", "aims to improve", "is exploring", "has opened", "reports on")
_WHOM = (
    "carers",
    "pupils",
    "nurses",
    "anglers",
    "farmers",
    "drivers",
    "tenants",
    "cyclists",
    "artists",
)
_STATEMENTS = 60


def main() -> None:
    embedder = caching_embedder()
    goals = tuple(
        Goal(str(n), "ambition", f"Better {_SUBJECTS[n % 8]} for everyone, aim {n}")
        for n in range(40)
    )
    finder = Finder(Framework("v", "v", goals), embedder)
    lines = [
        f"The council {verb} {10 * n + 10} {subject} for {whom} by {2026 + n % 9}."
        for n, whom in enumerate(_WHOM)
        for subject in _SUBJECTS
        for verb in _VERBS
    ]
    vectors = embedder.embed(lines)
    for number in (25, 50, 100, 200):
        sources = [_source(n, lines, vectors) for n in range(number)]
        texts = {one.document.id: "\n".join(said.text for said in one.said) for one in sources}
        started = time.perf_counter()
        found = [f for one in sources for f in finder.findings(one, texts, CitationList())]
        judged = time.perf_counter()
        clashes = conflicts(sources, texts, CitationList())
        ended = time.perf_counter()
        print(
            f"40 goals x {number:3} documents x {_STATEMENTS} statements: {len(found)} findings in "
            f"{judged - started:.1f} s, {len(clashes)} conflicts in {ended - judged:.1f} s",
            flush=True,
        )
    embedder.save()


def _source(n: int, lines: list[str], vectors: np.ndarray) -> Source:
    """Return a document of its own place; every second one contradicts the one before it."""
    rows = np.random.default_rng(n).permutation(len(lines))[:_STATEMENTS]
    document = Document(f"d{n}", f"d{n}", f"Document {n}", "strategy", "", "v")
    texts = [f"{lines[int(row)][:-1]} in {_place(n)}." for row in rows]
    texts[0] = f"The council will plant {500 + n % 2} elms in Upper {_place(n // 2)} by 2030."
    said, start = [], 0
    for text in texts:
        locator = Locator(document.id, document.title, "strategy", "v", start, start + len(text))
        said.append(Said(locator, text, is_row=False, commitment=commitment(text)))
        start += len(text) + 1
    own = vectors[rows].copy()
    own[0] = vectors[0]
    return Source(document, None, tuple(said), own)


def _place(n: int) -> str:
    return f"{chr(65 + n // 26)}ar{chr(97 + n % 26)}ton"


if __name__ == "__main__":
    main()
