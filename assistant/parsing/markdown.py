"""Markdown -> pieces, by way of HTML; tables of tab-separated lines are found first."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from assistant.parsing.html import read_html
from assistant.parsing.outline import nest
from assistant.parsing.pieces import Reading

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)\n", re.DOTALL)
_PROPERTY = re.compile(r"^(\w+):[ \t]*['\"]?(.+?)['\"]?[ \t]*$", re.MULTILINE)
# Older dialects allow a heading without the space: "##02 Vision".
_TIGHT_HEADING = re.compile(r"^(#{2,6})([^#\s])", re.MULTILINE)
_NOTE = re.compile(r"\[\^([\w-]{1,20})\](?::(?=\s))?")
_DEEPEST = 100
_DEEP_QUOTE = re.compile(r"^(?:>[ \t]?){20,}", re.MULTILINE)
_WIDE = re.compile(r"[ \u00a0]{4,}")


def read_markdown(source: str) -> Reading:
    """Read Markdown with its front matter, HTML parts and tables."""
    front = _FRONT_MATTER.match(source)
    body = source[front.end() :] if front else source
    body = _DEEP_QUOTE.sub("> ", body)
    body = _NOTE.sub(r"\\[\1\\]", _TIGHT_HEADING.sub(r"\1 \2", body))
    renderer = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
        .enable("table")
        .enable("strikethrough")
    )
    reading = read_html("<html><body>" + renderer.render(_with_tables(body)) + "</body></html>")
    reading.pieces = nest(reading.pieces)
    if front:
        found = {key.lower(): value for key, value in _PROPERTY.findall(front[1])}
        reading.properties = {**reading.properties, **found}
    return reading


def _with_tables(source: str) -> str:
    """Return the source with each run of tab-separated lines written as an HTML table."""
    out: list[str] = []
    run: list[str] = []
    for line in [*source.split("\n"), ""]:
        if run and line.count("\t") == run[0].count("\t") and line.strip():
            run.append(line)
            continue
        if run:
            out += _table(run)
            run = []
        if _starts_table(line):
            run = [line]
        else:
            out.append(line)
    return "\n".join(out)


def _starts_table(line: str) -> bool:
    return "\t" in line.lstrip()


def _table(lines: list[str]) -> list[str]:
    if len(lines) < 2:
        return lines
    rows = [
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in line.split("\t")) + "</tr>"
        for line in lines
    ]
    return ["", "<table>", *rows, "</table>", ""]


def _cell(cell: str) -> str:
    return _WIDE.sub("<p>", cell.strip())
