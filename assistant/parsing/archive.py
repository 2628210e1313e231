"""A zip of XML parts, opened with suspicion: bounded in size, no entities, no network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from assistant.errors import UnreadableDocumentError

MOST_PART_BYTES = 60 * 1024 * 1024  # of one XML part, unpacked; its tree takes about ten times that
MOST_TOTAL_BYTES = 1024 * 1024 * 1024
MOST_PARTS = 20_000

_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
}


class Archive:
    """The parts of one office file; every read is checked against the limits first."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self.names: Mapping[str, zipfile.ZipInfo] = {i.filename: i for i in archive.infolist()}

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Open a file; refuses what is no archive, encrypted or a bomb."""
        try:
            archive = cls(path, zipfile.ZipFile(path))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise UnreadableDocumentError(
                f"{path.name} is damaged: its archive cannot be opened.", reason="damaged"
            ) from error
        infos = archive.names.values()
        if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > MOST_TOTAL_BYTES:
            raise archive.too_large()
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableDocumentError(
                f"{path.name} is encrypted: save it without a password.", reason="encrypted"
            )
        return archive

    def check_parts(self) -> None:
        """Refuse a file with an XML part too large to be parsed, for libraries that read it all."""
        for name in self.names:
            if name.endswith((".xml", ".rels", ".bin")) and not name.startswith("customXml/"):
                self.read(name)

    def read(self, name: str) -> bytes | None:
        """Return one part, or None when there is none of that name."""
        info = self.names.get(name)
        if info is None:
            return None
        try:
            with self._archive.open(info) as part:
                content = part.read(MOST_PART_BYTES + 1)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError) as error:
            raise self.damaged(name) from error
        if len(content) > MOST_PART_BYTES:
            raise self.too_large()
        return content

    def xml(self, name: str) -> Any | None:
        """Return the root element of one part, or None when there is none of that name."""
        content = self.read(name)
        if content is None:
            return None
        try:
            return parse_xml(content)
        except etree.XMLSyntaxError as error:
            raise self.damaged(name) from error

    def properties(self) -> dict[str, str]:
        """Return what the file says of itself: title, author, dates, company."""
        found: dict[str, str] = {}
        for part, keys in (("docProps/core.xml", _CORE), ("docProps/app.xml", None)):
            root = self._xml_or_none(part)
            for element in root if root is not None else ():
                key = keys.get(element.tag) if keys else _app_key(element.tag)
                if key and element.text and element.text.strip():
                    found[key] = element.text.strip()
        for key in ("created", "modified"):
            found[key] = found.get(key, "")[:10]
        return {key: value for key, value in found.items() if value}

    def _xml_or_none(self, name: str) -> Any | None:
        try:
            return self.xml(name)
        except UnreadableDocumentError:
            return None

    def damaged(self, name: str) -> UnreadableDocumentError:
        """Return the refusal for a part that cannot be read."""
        return UnreadableDocumentError(
            f"{self._path.name} is damaged: its part {name} cannot be read.", reason="damaged"
        )

    def too_large(self) -> UnreadableDocumentError:
        """Return the refusal for a file that unpacks to more than may be read."""
        return UnreadableDocumentError(
            f"{self._path.name} unpacks to more than may be read.", reason="too_large"
        )


def parse_xml(content: bytes) -> Any:
    """Parse XML without expanding entities, loading a DTD or touching the network."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    return etree.fromstring(content, parser=parser)


def _app_key(tag: Any) -> str | None:
    return "organisation" if isinstance(tag, str) and tag.endswith("}Company") else None
