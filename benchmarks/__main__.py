"""`make bench`: every measure in turn, each as its own process; name some to run only those.

python -m benchmarks [NAME ...]
"""

from __future__ import annotations

import subprocess
import sys

# What each prints; those that need the shared papers say so and stop.
MEASURES = {
    "parsing": "benchmarks.parsing",
    "filters": "benchmarks.filters",
    "retrieval": "benchmarks.retrieval.ablation",
    "beir": "benchmarks.retrieval.beir",
    "answering": "benchmarks.answering.measure",
    "answer_time": "benchmarks.answering.timing",
    "alignment": "benchmarks.alignment.run",
    "matrix": "benchmarks.alignment.matrix",
    "load": "benchmarks.service.load",
    "memory": "benchmarks.service.memory",
    "slack": "benchmarks.slack",
}


def main(names: list[str]) -> int:
    """Run the measures named, or all; return 1 when one failed."""
    unknown = sorted(set(names) - MEASURES.keys())
    if unknown:
        print(f"No measure is called {', '.join(unknown)}: {', '.join(MEASURES)}.")
        return 2
    failed = 0
    for name in names or MEASURES:
        print(f"\n== {name} ==", flush=True)
        failed |= subprocess.run([sys.executable, "-m", MEASURES[name]], check=False).returncode
    return int(failed != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
