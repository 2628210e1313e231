"""What a document says of itself -> Identity; whatever cannot be told stays None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.parsing.dates import date_in, is_date
from assistant.parsing.parts import find_parts
from assistant.types import Block, Identity, Kind, ParsedText, Status

_FIRST_PAGE = 2500  # characters, where a format has no pages
_NO_TITLE = re.compile(
    r"^(?:untitled|document\d*|presentation\d*|powerpoint.*|microsoft word.*|slide 1"
    r"|.*\.(?:docx?|pdf|pptx?|indd|xlsx?)|\W*)$", re.IGNORECASE)  # fmt: skip
_BOARD_HEADS = re.compile(
    r"purpose of (?:the )?report|recommendations?\b|background papers|apologies|minutes of"
    r"|(?:resource|financial|legal|parish|risk|equality|environmental)[\w ]* implications"
    r"|declarations? of interest|matters arising|date of next meeting"
    r"|decision (?:required|record)",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("board", re.compile(r"\bminutes\b|\bagenda\b|report to\b|board (?:paper|report)|committee"
                         r"|decision (?:notice|record)|cabinet", re.I)),
    ("strategy", re.compile(r"strateg|\bplan\b|\broad ?map\b|programme|framework|policy", re.I)),
    ("vision", re.compile(r"\bvision\b|\bambitions?\b|\bfuture of\b|\b20[3-5]0\b", re.I)),
    ("board", re.compile(r"\breport\b|\bboard\b", re.I)),
)  # fmt: skip
_BODY = (
    r"Council|Partnership|Partners|Trust|Authority|Agency|University|Collaborative|Commission"
    r"|Association|Foundation|Alliance|Board|Assembly|Group|Office"
)
_ORGANISATION = re.compile(
    rf"(?:(?:[A-Z][\w’'-]+|of|and|&) ){{1,5}}(?:{_BODY})\b"
    r"|(?:Ministry|Department|Office) (?:of|for) (?:the )?[A-Z]\w+"
    r"(?:,? (?:and )?(?!Digital|Strateg|Plan|Report|Annual|Vision)[A-Z]\w+){0,3}"
)
_STATED = re.compile(
    r"\b(?:approved|adopted|agreed|published|updated|dated|issued|endorsed|prepared)\b[^.]{0,80}",
    re.I,
)
_NO_DATES = ("2000-01-01", "1970-01-01", "1980-01-01", "1601-01-01")  # what programs put for none
_FIRM = re.compile(r"\b(?:Council|Ministry|Department|Trust|University|Partnership|Partners)\b")
_WEIGHT = 4  # of a name that can only be an organisation's, against "Board" or "Agency"
_TITLE_WEIGHT = 8  # of a body that the title names: "Minutes of the Wenshire Together Board"
# Whom a meeting's members come from does not say whose meeting it is.
_ATTENDANCE = re.compile(
    r"^\W*(?:present|apologies|in attendance|attendees|also present|members|absent)\b", re.I
)
_EXEMPT = re.compile(
    r"\bnot for publication\b|\bcontains? exempt\b|\bexempt (?:information|report|item|appendix)\b"
    r"|\bexempt (?:from publication|by virtue|under)\b|\bofficial[ -]?[–-]? ?sensitive\b"
    r"|\b(?:strictly|private and|commercial(?:ly)? in|in) confiden(?:tial|ce)\b"
    r"|\bthis (?:report|document|paper|minute)s? (?:is|are) (?:strictly )?confidential\b"
    r"|\bnot to be (?:published|circulated|shared)\b|\brestricted circulation\b", re.I)  # fmt: skip
_CONFIDENTIAL = re.compile(
    r"\bconfidential\b|\bexempt\b|^\W*restricted\W*$|^protected [abc]\b", re.I
)
_DENIED = re.compile(r"\b(?:not|non|no|none|nor|without)\b[\s-]*(?:\w+\s+){0,2}$", re.I)
_NONE_AFTER = re.compile(r"^[^.\n]{0,40}?[:–-]\s*(?:no|none|n/a|not applicable)\b", re.I)
_SHORT_YEAR = re.compile(r"\b(?P<month>[a-z]{3,9}) (?P<year>\d\d)$", re.I)
_STATUSES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("superseded", re.compile(r"\bsuperseded\b|\bwithdrawn\b|\breplaced by\b", re.I)),
    ("draft", re.compile(r"\bdraft\b|\bfor consultation\b|\bconsultation version\b", re.I)),
    ("approved", re.compile(r"\bapproved (?:by|on|version)?|\badopted (?:by|on)|\bstatus: (?:final"
                            r"|approved)|\bfinal version\b|\bagreed by\b", re.I)),
)  # fmt: skip


def infer_identity(parsed: ParsedText, path: Path) -> Identity:
    """Infer title, kind, organisation, date, status, restriction and parts."""
    title = _title(parsed, path)
    kind = _kind(parsed, title, path)
    return Identity(
        title=title,
        kind=kind,
        organisation=_organisation(parsed, title),
        date=_date(parsed, title, path),
        status=_status(parsed, title, path),
        restricted=_restricted(parsed),
        parts=find_parts(parsed, kind),
    )


def _text(parsed: ParsedText, block: Block) -> str:
    return parsed.text[block.start : block.end]


def _first_page(parsed: ParsedText) -> list[str]:
    """Return the texts of the blocks on the first page with text, and of its running heads."""
    page = next((block.page for block in parsed.blocks if block.page is not None), None)
    texts = [_text(parsed, b) for b in parsed.blocks
             if (b.page == page if page is not None else b.start < _FIRST_PAGE)]  # fmt: skip
    return [*parsed.properties.get("running_heads", "").split(" | "), *texts]


def _title(parsed: ParsedText, path: Path) -> str | None:
    given = parsed.properties.get("title", "")
    run = []
    for block in parsed.blocks[:4]:
        if block.kind != "heading" or (block.level or 1) > 1 or block.page not in (None, 1):
            break
        if not _text(parsed, block)[:1].isdigit():
            run.append(_text(parsed, block))
    if run:
        joined = " ".join(run)
        paged = parsed.blocks[0].page is not None
        return joined if paged and len(joined) <= 120 else run[-1]
    if given and not _NO_TITLE.match(given):
        return given
    heading = next((_text(parsed, b) for b in parsed.blocks[:8] if b.kind == "heading"), None)
    heading = None if heading and heading[0].isdigit() else heading
    return heading or re.sub(r"[_-]+", " ", path.stem).strip() or None


def _kind(parsed: ParsedText, title: str | None, path: Path) -> Kind | None:
    heads = [_text(parsed, b) for b in parsed.blocks if b.kind == "heading"]
    board = {match[0].lower() for head in heads for match in _BOARD_HEADS.finditer(head)}
    if len(board) >= 2:
        return "board"
    for text in (title or "", re.sub(r"[_-]+", " ", path.stem), " ".join(heads[:5])):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return "vision" if _is_vision(kind, text) else kind
    return None


def _is_vision(kind: Kind, text: str) -> bool:
    """Say whether a text that speaks of a plan names a vision first: "Our vision and plan"."""
    vision = _KINDS[2][1].search(text)
    strategy = _KINDS[1][1].search(text)
    return kind == "strategy" and bool(vision and strategy and vision.start() < strategy.start())


def _organisation(parsed: ParsedText, title: str | None) -> str | None:
    found: Counter[str] = Counter()
    for name in _bodies(_opening(parsed)):
        found[name] += _WEIGHT if _FIRM.search(name) else 1
    for name in _bodies(title or ""):
        found[name] += _TITLE_WEIGHT
    named = _ORGANISATION.fullmatch(parsed.properties.get("author", ""))
    if named:
        return named[0]
    name, weight = found.most_common(1)[0] if found else ("", 0)
    if weight > 1:
        return name
    given = parsed.properties.get("organisation", "")
    return given if len(given) > 3 else None


def _opening(parsed: ParsedText) -> str:
    """Return the words that a document opens with, without the lists of who came."""
    blocks = (block for block in parsed.blocks if block.start < _FIRST_PAGE * 3)
    return "\n".join(text for b in blocks if not _ATTENDANCE.match(text := _text(parsed, b)))


def _bodies(text: str) -> Iterator[str]:
    """Find names of two words and more that end like a body's."""
    for match in _ORGANISATION.finditer(text):
        name = re.sub(r"^(?:(?:The|A|An|Our|This|Of|And|&|of|and|Minutes) )+", "", match[0])
        if len(name.split()) > 1:
            yield name


def _date(parsed: ParsedText, title: str | None, path: Path) -> str | None:
    """Return the date printed on the first page, in the file's name, else the file's own."""
    page = [text for text in _first_page(parsed) if len(text) <= 120]
    alone = [text for text in page if is_date(text)]
    labelled = [t for t in page if re.match(r"(?:date|dated|published|updated|meeting)\b", t, re.I)]
    stated = [m[0] for text in _first_page(parsed) for m in _STATED.finditer(text)]
    for text in [*alone, *labelled]:
        found = date_in(text)
        if found:
            return found
    # What a paper says was published may be another paper; its file's name is its own.
    named = _date_of_name(parsed, path)
    if named:
        return named
    for text in stated:
        found = date_in(text)
        if found:
            return found
    own = ("date", "created", "modified") if path.suffix.lower() == ".pdf" else (
        "date", "modified", "created")  # fmt: skip
    for key in own:
        found = date_in(parsed.properties.get(key, ""), year_alone=key == "date")
        if found and found not in _NO_DATES:
            return found
    return date_in(title or "", year_alone=True)


def _date_of_name(parsed: ParsedText, path: Path) -> str | None:
    """Return the date in a file's name; "october-13" is 2013 where the text speaks of 2013."""
    stem = re.sub(r"[_-]+", " ", path.stem)
    found = date_in(path.stem.replace("_", " ")) or date_in(stem)
    short = _SHORT_YEAR.search(stem)
    if found or short is None or f"20{short['year']}" not in parsed.text:
        return found
    return date_in(f"{short['month']} 20{short['year']}")


def _status(parsed: ParsedText, title: str | None, path: Path) -> Status | None:
    given = parsed.properties.get("status", "").lower()
    short = [text for text in _first_page(parsed) if len(text) <= 100]
    stem = re.sub(r"[_-]+", " ", path.stem)
    for text in [f"status: {given}" if given else "", title or "", stem, *short]:
        for status, pattern in _STATUSES:
            if pattern.search(text):
                return status
    return None


def _restricted(parsed: ParsedText) -> bool:
    """Say whether the first page says that it is exempt, confidential or not for publication."""
    for text in _first_page(parsed):
        patterns = [_EXEMPT] if len(text.split()) > 12 else [_EXEMPT, _CONFIDENTIAL]
        for pattern in patterns:
            for match in pattern.finditer(text):
                denied = _DENIED.search(text[: match.start()])
                if not denied and not _NONE_AFTER.match(text[match.end() :]):
                    return True
    return False
