"""The service under 1, 8 and 32 clients, beside a bare endpoint that embeds and asks Chroma.

python -m benchmarks.service.load [--chunks 10000 100000] [--seconds 15]

Both run as processes of their own over the same snapshot and take turns, some seconds each, so that
the ratio holds on a busy machine. The questions differ, so no answer repeats. A paper of the sample
is not for the public, so every search of the service is one with a filter; the endpoint's is not.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.service.clients import Load, free_port, measure, running
from benchmarks.service.corpus import Place, open_place

CLIENTS = (1, 8, 32)
TURNS = 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chunks", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--seconds", type=float, default=15)
    given = arguments.parse_args()
    print("| chunks | clients | what | a second | p50 ms | p95 ms | p99 ms | failed | of bare |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for wanted in given.chunks:
        compare(open_place(wanted), given.seconds)
    one, five, _ = os.getloadavg()
    print(f"\nLoad of the machine meanwhile: {one:.1f} (1 min), {five:.1f} (5 min), "
          f"{os.cpu_count()} cores.")  # fmt: skip


def compare(place: Place, seconds: float) -> None:
    """Print the lines of one size."""
    service, bare = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = service_environment(place, Path(folder))
        serve = ["assistant.cli", "serve", "--port", str(service)]
        endpoint = ["benchmarks.service.bare", str(place.indexes), str(bare)]
        with (
            running(serve, service, "/readyz", environment),
            running(endpoint, bare, "/openapi.json", os.environ),
        ):
            for clients in CLIENTS:
                measured(place, service, bare, clients, seconds)


def service_environment(place: Place, folder: Path) -> dict[str, str]:
    """Return the environment of a service over an index, with records of its own."""
    return {
        **os.environ,
        "GOLDEN_THREAD_INDEXES_DIR": str(place.indexes),
        "GOLDEN_THREAD_RECORDS_PATH": str(folder / "records.sqlite"),
        "GOLDEN_THREAD_CORPUS_DIR": str(folder / "corpus"),
    }


def measured(place: Place, service: int, bare: int, clients: int, seconds: float) -> None:
    asked = place.questions

    def question(number: int) -> dict[str, object]:
        return {"question": _other(asked, number)}

    def query(number: int) -> dict[str, object]:
        return {"query": _other(asked, number)}

    wanted = {
        "bare endpoint": (bare, "/v1/search", query),
        "search": (service, "/v1/search", query),
        "answers": (service, "/v1/answers", question),
    }
    loads = {what: Load(0) for what in wanted}
    # No question comes again at another number of clients: its vector would be remembered.
    numbers = {what: itertools.count(clients * 100_000) for what in wanted}
    for _ in range(TURNS):
        for what, (port, path, body) in wanted.items():
            loads[what] += measure(
                port, path, body, clients=clients, seconds=seconds / TURNS, numbers=numbers[what]
            )
    for what, load in loads.items():
        print(_line(place, clients, what, load, loads["bare endpoint"]), flush=True)


def _other(asked: Sequence[str], number: int) -> str:
    """Return a question that was not asked before: the list again, in other words."""
    turn, place = divmod(number, len(asked))
    return f"{asked[place]} ({turn})" if turn else asked[place]


def _line(place: Place, clients: int, what: str, load: Load, base: Load) -> str:
    size = f"{place.chunks:,}{' made up' if place.made_up else ''}"
    times = " | ".join(f"{load.percentile(share):.0f}" for share in (0.5, 0.95, 0.99))
    ratio = f"{load.rate / base.rate:.2f}"
    return f"| {size} | {clients} | {what} | {load.rate:.1f} | {times} | {load.failed} | {ratio} |"


if __name__ == "__main__":
    main()
