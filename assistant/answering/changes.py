"""A question for what rose or fell and a table -> the rows of which it is true.

"Which districts built fewer homes in 2023/24 than in the year before?": two columns of one measure
are set against each other, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.asking import Asked
from assistant.answering.evidence import stems_of
from assistant.answering.tables import FEWEST_ROWS, Row
from assistant.language.dates import MONTHS
from assistant.language.kin import roots

_BEFORE = (
    r"(?:the )?(?:year|quarter|month|period) (?:before|earlier)|(?:a|one) (?:year|quarter) earlier"
    r"|(?:the )?(?:previous|prior|preceding|last) (?:year|quarter|month|period)"
    r"|before|previously|it did|they did"
)
_PERIOD = (
    rf"(?:(?:{'|'.join(one[:3] for one in MONTHS)})\w*(?: to | ?[-–] ?| ))*"
    r"(?:Q[1-4] )?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?(?!\d)"
)
_THAN = re.compile(
    rf"\bthan\b(?: \w+){{0,4}}? (?:{_BEFORE}|{_PERIOD})|\bthan (?:{_BEFORE}|{_PERIOD})", re.I
)
_UP = r"r[io]se[ns]?|rising|gr[eo]w(?:n|s|ing)?|increas\w+|w[ea]nt up|gone up|gained|climbed"
_DOWN = (
    r"f[ae]ll(?:en|s|ing)?|dropp?\w*|decreas\w+|declin\w+|shrank|shrunk|w[ea]nt down|gone down|lost"
)
_MOVED = re.compile(
    rf"\b(?:which|what|whose|where)\b.*\b(?:{_UP}|{_DOWN}"
    r"|(?:biggest|largest|greatest|smallest)"
    r" (?:rise|increase|growth|gain|fall|drop|decrease|decline|change))\b", re.I
)  # fmt: skip
_FELL = re.compile(rf"\b(?:fewer|less|lower|smaller|{_DOWN})\b", re.I)
_ROSE = re.compile(rf"\b(?:more|higher|greater|larger|{_UP}|growth)\b", re.I)
_MOST = re.compile(r"\b(?:most|biggest|largest|greatest)\b", re.I)
_LEAST = re.compile(r"\b(?:least|smallest)\b", re.I)
# How far something moved by its own size is another question.
_BY_SHARE = re.compile(
    r"\b(?:fastest|quickest|percent\w*|per cent|proportion\w*|share|rate of)\b", re.I
)
_SINGLE = re.compile(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|by how)\b", re.I)
_HEAD_PERIOD = re.compile(_PERIOD, re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACE = re.compile(r"[\W_]+")
_TIME = frozenset(
    stems_of("year years quarter month period before previous earlier last since between")
)
_MOST_ROWS = 12


def asks_for_change(text: str) -> bool:
    """Say whether the question asks which of several rose or fell."""
    if _SINGLE.search(text) or _BY_SHARE.search(text):
        return False
    return _THAN.search(text) is not None or _MOVED.search(text) is not None


def changed_rows(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that moved as asked, or that moved most; none when no two columns tell it."""
    pair = _columns(asked, rows)
    if pair is None or len(rows) < FEWEST_ROWS:
        return ()
    earlier, later = pair
    rows = _on_the_subject(asked, rows)
    sign = -1.0 if _FELL.search(asked.text) else 1.0 if _ROSE.search(asked.text) else 0.0
    moved = {
        place: sign * (row.numbers[later] - row.numbers[earlier])
        for place, row in enumerate(rows)
        if earlier in row.numbers and later in row.numbers
    }
    true = {place: by for place, by in moved.items() if by > 0}
    if true and (_MOST.search(asked.text) or _LEAST.search(asked.text)):
        choose = max if _MOST.search(asked.text) else min
        sought = choose(true.values())
        true = {place: by for place, by in true.items() if by == sought}
    return [rows[place] for place in true] if len(true) <= _MOST_ROWS else ()


def in_time_order(heads: Sequence[str]) -> list[str]:
    """Return the columns by their years; those of one year stay as they are printed."""
    return sorted(heads, key=lambda head: _YEAR.findall(head)[:1])


def _on_the_subject(asked: Asked, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows whose labels and headings tell most of what the columns do not."""
    heads = stems_of(" ".join((rows[0].head, *rows[0].numbers)))
    sought = set(asked.stems) - asked.heads - heads - _TIME
    akin = _akin(asked, sought)
    told = [
        len(akin & roots(stems_of(row.label) | row.evidence.context.section_stems)) for row in rows
    ]
    return [row for row, share in zip(rows, told, strict=True) if share == max(told)]


def _columns(asked: Asked, rows: Sequence[Row]) -> tuple[str, str] | None:
    """Return the two columns that are set against each other, the earlier first."""
    series = [
        heads
        for measure, heads in _series(rows).items()
        if len(heads) > 1 and _is_asked(asked, measure, rows)
    ]
    if len(series) != 1:
        return None
    heads = in_time_order(series[0])
    named = [place for place, head in enumerate(heads) if _is_named(head, asked.text)]
    if len(named) > 1:
        return heads[named[0]], heads[named[-1]]
    if named and re.search(r"\b(?:since|from|after)\b", asked.text, re.I):
        return (heads[named[0]], heads[-1]) if named[0] < len(heads) - 1 else None
    if named:
        return (heads[named[0] - 1], heads[named[0]]) if named[0] > 0 else None
    is_last = re.search(r"\b(?:previous|last|before|latest)\b", asked.text, re.I)
    return (heads[-2] if is_last else heads[0], heads[-1])


def _series(rows: Sequence[Row]) -> Mapping[str, list[str]]:
    """Return the columns that are of one measure, at several times."""
    found: dict[str, list[str]] = {}
    for head in dict.fromkeys(head for row in rows for head in row.numbers):
        if _HEAD_PERIOD.search(head):
            measure = _SPACE.sub(" ", _HEAD_PERIOD.sub(" ", head)).strip().lower()
            found.setdefault(measure, []).append(head)
    return found


def _is_asked(asked: Asked, measure: str, rows: Sequence[Row]) -> bool:
    """Say whether the columns, or else what heads the rows, tell a word of the question."""
    told = stems_of(measure) or stems_of(f"{rows[0].head} {rows[0].evidence.lead}")
    return bool(_akin(asked, set(asked.stems) - _TIME) & roots(told))


def _akin(asked: Asked, stems: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(asked.kin_of(one) for one in stems))


def _is_named(head: str, question: str) -> bool:
    """Say whether the question names the time of a column."""
    return any(
        re.search(rf"(?<![\w/]){re.escape(one.group())}(?![\w/])", question, re.I)
        for one in _HEAD_PERIOD.finditer(head)
    )
