"""Files -> document ids, stable between runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.corpus.files import CorpusFile


def assign_ids(files: Sequence[CorpusFile], known: Mapping[str, str]) -> dict[Path, str]:
    """Return an id for each file; `known` gives the id of a name that is indexed already.

    On a clash a document already indexed keeps its id, the others take their folder's name in
    front, then their ending behind.
    """
    ids: dict[Path, str] = {}
    taken: set[str] = set()
    for file in sorted(files, key=lambda file: (not _claims(file, known), file.name)):
        given = file.entry.id if file.entry else None
        stem, folder = slug(file.path.stem), slug(file.path.parent.name)
        ending = slug(file.path.suffix)
        options = [
            given,
            known.get(file.name),
            stem,
            f"{folder}-{stem}",
            f"{folder}-{stem}-{ending}",
        ]
        numbered = (f"{folder}-{stem}-{ending}-{number}" for number in range(2, len(files) + 3))
        chosen = next(one for one in [*options, *numbered] if one and one not in taken)
        ids[file.path] = chosen
        taken.add(chosen)
    return ids


def slug(name: str) -> str:
    """Return the name in lower case, every run of characters but a-z and 0-9 as one hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "document"


def _claims(file: CorpusFile, known: Mapping[str, str]) -> bool:
    return bool(file.entry and file.entry.id) or file.name in known
