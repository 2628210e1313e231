"""Python, packages, models, helpers, disk and clock of this machine -> findings."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import numpy as np
from packaging.requirements import Requirement

from assistant.cli.checkup.findings import Checked
from assistant.errors import GoldenThreadError
from assistant.models.packaged import find_model, weights_sha256
from assistant.parsing import ocr
from assistant.records.database import Database
from assistant.records.keys import Keys
from assistant.settings import Settings
from assistant.wiring import open_index, open_model

OLDEST_PYTHON = (3, 11)
PACKAGE = "golden-thread"
# An ingestion writes a whole snapshot beside the old one; a gigabyte holds a large corpus.
LEAST_FREE_GB = 1.0
_GIGABYTE = 1_000_000_000
# Slack refuses what is signed more than five minutes off, and so do we.
_SKEW = timedelta(minutes=5)
# The program is not older than this: a clock before it was never set.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def check_python() -> Iterator[Checked]:
    """Look at the interpreter and at every package that the program needs."""
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        yield Checked("python", "problem", f"This is Python {running}.", "Use 3.11 or newer.")
        return
    try:
        wrong = list(_wrong_packages())
    except PackageNotFoundError:
        remedy = "Install it into this environment: pip install ."
        yield Checked("python", "problem", f"{PACKAGE} is not installed.", remedy)
        return
    if wrong:
        remedy = "Install again: pip install -c constraints.txt ."
        yield Checked("packages", "problem", "; ".join(wrong), remedy)
        return
    torch = version("torch")
    yield Checked("python", "ok", f"Python {running}, torch {torch}, every package as required.")


def _wrong_packages() -> Iterator[str]:
    for line in requires(PACKAGE) or ():
        needed = Requirement(line)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = version(needed.name)
        except PackageNotFoundError:
            yield f"{needed.name} is missing"
            continue
        if not needed.specifier.contains(installed, prereleases=True):
            yield f"{needed.name} is {installed}, needed is {needed.specifier}"


def check_model(settings: Settings) -> Iterator[Checked]:
    """Check the embedding model's weights, and embed a sentence with it."""
    source = find_model(settings.embedding_model)
    digest = weights_sha256(source)
    model = open_model(settings)
    length = float(np.linalg.norm(model.embedder.embed(["Everyone has a warm home."])[0]))
    if abs(length - 1) > 1e-3:
        remedy = f"Delete {settings.indexes_dir / 'models'}; it is made anew."
        yield Checked("model", "problem", "The exported model gives no unit vectors.", remedy)
        return
    told = "the official weights" if source.packaged else f"weights {digest[:12]}"
    found = f"{model.description.identity} by {model.description.backend}, {told}."
    if model.description.backend == "torch":
        yield Checked("model", "note", found, "It does not export: questions load torch.")
    else:
        yield Checked("model", "ok", found)


def check_readers() -> Iterator[Checked]:
    """Look for what reads scans and old Office files; both are optional."""
    if ocr.is_available():
        yield Checked("ocr", "ok", "Scanned pages are read.")
    else:
        remedy = "Install rapidocr-onnxruntime (Python below 3.13) if the corpus has scans."
        yield Checked("ocr", "note", "Scanned pages are not read.", remedy)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        yield Checked("libreoffice", "ok", f"Old Office files are converted by {program}.")
    else:
        remedy = "Install LibreOffice if the corpus has .doc, .ppt, .xls or .rtf files."
        yield Checked("libreoffice", "note", "Old Office files are refused.", remedy)


def check_disk(settings: Settings) -> Iterator[Checked]:
    """Check that there is room where indexes, records and temporary files are written."""
    places = {
        "indexes": settings.indexes_dir,
        "records": settings.records_path.parent,
        "temporary files": Path(tempfile.gettempdir()),
    }
    free = {name: shutil.disk_usage(_existing(path)).free for name, path in places.items()}
    short = [f"{name} {size / _GIGABYTE:.1f} GB" for name, size in free.items()
             if size < LEAST_FREE_GB * _GIGABYTE]  # fmt: skip
    if short:
        remedy = f"Make room: {LEAST_FREE_GB:g} GB at least."
        yield Checked("disk", "problem", f"Hardly any room for {', '.join(short)}.", remedy)
    else:
        yield Checked("disk", "ok", f"{min(free.values()) / _GIGABYTE:.0f} GB free.")


def _existing(path: Path) -> Path:
    """Return the nearest folder above that is there."""
    path = path.absolute()
    return next(one for one in (path, *path.parents) if one.exists())


def check_clock(settings: Settings) -> Iterator[Checked]:
    """Compare the clock with what was written here before: it never runs backwards."""
    now = datetime.now(UTC)
    later = [name for name, written in _written(settings) if written > now + _SKEW]
    if now < _WRITTEN or later:
        found = f"The clock says {now:%Y-%m-%d %H:%M} UTC" + (
            f", which is before {' and '.join(later)} was made." if later else "."
        )
        remedy = "Set the clock (NTP): keys expire by it, and Slack refuses what is signed late."
        yield Checked("clock", "problem", found, remedy)
    else:
        yield Checked("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC.")


def _written(settings: Settings) -> Iterator[tuple[str, datetime]]:
    with suppress(GoldenThreadError):  # the check of the index tells
        yield "the index", datetime.fromisoformat(open_index(settings).snapshot.created)
    if settings.records_path.is_file():
        for key in Keys(Database.open(settings.records_path)).list():
            yield f"the key {key.id}", datetime.fromisoformat(key.created)
