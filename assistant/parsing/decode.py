"""Bytes of a text file -> text, in whatever encoding they are, mojibake repaired."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# What UTF-8 looks like when it was read as Windows-1252: "Ã©", "â€™".
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[œ\u009d™˜“”¢¦\u0093\u0094]|Â[£©®°±²³·»«\u00a0]"
)
_SAMPLE = 50_000  # bytes from which an unknown encoding is told


def decode(content: bytes) -> str:
    """Return the text of the bytes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    wide = _wide(content[:4000])
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_single(content)


def _wide(start: bytes) -> str | None:
    """Return the encoding of UTF-16 or UTF-32 without a mark, told by where its zeros stand."""
    if start.count(0) < len(start) * 0.2 or len(start) < 4:
        return None
    thirds = [start[at::4].count(0) for at in range(4)]
    if min(thirds[0], thirds[1], thirds[2]) > len(start) * 0.2:
        return "utf-32-be"
    if min(thirds[1], thirds[2], thirds[3]) > len(start) * 0.2:
        return "utf-32-le"
    return "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _decode_single(content: bytes) -> str:
    declared = _DECLARED.search(content[:2000])
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"), "replace")
        except LookupError:
            pass
    text = content.decode("cp1252", "replace")
    high = [c for c in text[:_SAMPLE] if ord(c) > 127]
    if sum(c.isalpha() or c in "‘’“”–—£€…•§°«»\u00a0" for c in high) < len(high) * 0.95:
        best = charset_normalizer.from_bytes(content[:_SAMPLE]).best()
        if best is not None:
            return content.decode(best.encoding, "replace")
    return text


def repair(text: str) -> tuple[str, str | None]:
    """Return the text with UTF-8 that was once read as Windows-1252 put right, and a note of it."""
    if len(_MOJIBAKE.findall(text)) < 2:
        return text, None
    lines = [_repaired(line) for line in text.split("\n")]
    return "\n".join(lines), "Characters were garbled (mojibake) and have been put right."


def _repaired(line: str) -> str:
    if not _MOJIBAKE.search(line):
        return line
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line
