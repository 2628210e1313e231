"""Older Office formats and RTF -> a newer file made by LibreOffice, when it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from assistant.errors import UnreadableDocumentError
from assistant.parsing.detect import Format

_NEWER: dict[Format, tuple[Format, str]] = {
    "doc": ("docx", "DOCX"),
    "rtf": ("docx", "DOCX"),
    "ppt": ("pptx", "PPTX"),
    "xls": ("xlsx", "XLSX"),
}
_SECONDS = 120


def convert(path: Path, form: Format, folder: Path) -> tuple[Path, Format]:
    """Return a newer copy of a file, made in the folder given; refuses what cannot be made."""
    newer, name = _NEWER[form]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableDocumentError(
            f"{path.name} is in an older format: save it as {name}.", reason="wrong_type"
        )
    source = folder / f"source.{form}"
    shutil.copyfile(path, source)
    profile = f"-env:UserInstallation={folder.as_uri()}/user"
    command = [program, "--headless", "--norestore", profile,
               "--convert-to", newer, "--outdir", str(folder / "made"), str(source)]  # fmt: skip
    try:
        subprocess.run(command, env=_offline(), capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise _failed(path, name) from error
    made = folder / "made" / f"source.{newer}"
    if not made.is_file():
        raise _failed(path, name)
    return made, newer


def _offline() -> dict[str, str]:
    """Return an environment in which LibreOffice finds no way to the network."""
    nowhere = "http://127.0.0.1:9"
    return {**os.environ, "http_proxy": nowhere, "https_proxy": nowhere, "no_proxy": ""}


def _failed(path: Path, name: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"{path.name} could not be converted by LibreOffice: save it as {name}.", reason="damaged"
    )
