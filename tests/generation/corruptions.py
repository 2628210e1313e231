"""A right sentence with its citations -> false ones: a number, date, name or citation changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.generation.checking import Draft
from assistant.generation.evidence import Evidence
from assistant.generation.values import Value, is_same, values
from assistant.language.names import names
from assistant.language.terms import STOP_WORDS, content_stems, words

_STRANGERS = (
    "Thurrock", "Harriet Blackwood", "Northshire Council", "Omar Petrov", "Wessex Water", "Kendal",
    "Lord Pemberton", "Greenfield Trust", "Ipswich", "Ravi Okonjo", "Carlisle", "Ministry of Rain",
)  # fmt: skip
_MONTHS = ("January", "March", "May", "August", "October", "December")


@dataclass(frozen=True)
class Corrupted:
    """A false sentence: what kind of thing was changed, and where its replacement came from."""

    kind: str
    source: str
    draft: Draft


def corruptions(
    right: Draft, evidence: Sequence[Evidence], chance: random.Random
) -> Iterator[Corrupted]:
    """Yield one corruption of each kind and source that the sentence allows."""
    cited = [one for one in evidence if one.number in right.citations]
    elsewhere = [one for one in evidence if one.number not in right.citations]
    yield from _of_values(right, cited, elsewhere, chance)
    yield from _of_names(right, cited, elsewhere, chance)
    yield from _of_citations(right, cited, elsewhere, chance)


def _of_values(
    right: Draft, cited: Sequence[Evidence], elsewhere: Sequence[Evidence], chance: random.Random
) -> Iterator[Corrupted]:
    found = values(right.text)
    if not found:
        return
    value = chance.choice(found)
    kind = "date" if value.kind in ("date", "year") else "number"
    sources: tuple[tuple[str, Callable[[], str | None]], ...] = (
        ("random", lambda: _random_value(value, chance)),
        ("document", lambda: _another(value, elsewhere, chance)),
        ("cited text", lambda: _another(value, cited, chance)),
    )
    for source, make in sources:
        text = make()
        if text is None:
            continue
        changed = right.text[: value.start] + text + right.text[value.end :]
        if source == "document" and _stands(text, cited):
            continue
        if any(not any(is_same(v, w) for w in found) for v in values(changed)) or (
            source == "cited text"
        ):
            yield Corrupted(kind, source, replace(right, text=changed))
    same_kind = [one for one in found if one.kind == value.kind and not is_same(one, value)]
    if same_kind:
        yield Corrupted(
            kind, "exchange", replace(right, text=_exchanged(right.text, value, same_kind[0]))
        )


def _random_value(value: Value, chance: random.Random) -> str:
    if value.kind == "date" and re.search(r"[A-Za-z]{3}", value.text):
        month = chance.choice(_MONTHS)
        changed = re.sub(r"[A-Z][a-z]{2,}", month, value.text, count=1)
        return changed if changed != value.text else re.sub(r"\d+", "28", value.text, count=1)
    digits = re.search(r"\d[\d,]*", value.text)
    if digits is None:
        return chance.choice(["seventeen", "nineteen", "fourteen"])
    old = int(digits.group().replace(",", ""))
    new = old + chance.choice([-1, 1, 2, 7, 30]) if old > 40 else old + chance.randint(1, 9)
    shown = f"{new:,}" if "," in digits.group() else str(new)
    return value.text[: digits.start()] + shown + value.text[digits.end() :]


def _another(value: Value, evidence: Sequence[Evidence], chance: random.Random) -> str | None:
    kinds = {"date", "year"} if value.kind in ("date", "year") else {value.kind}
    others = [
        other.text
        for one in evidence
        for other in values(one.quote)
        if other.kind in kinds and not is_same(value, other) and not is_same(other, value)
    ]
    return chance.choice(others) if others else None


def _stands(text: str, cited: Sequence[Evidence]) -> bool:
    new = values(text)
    there = [other for one in cited for other in values(one.quote)]
    return all(any(is_same(one, other) for other in there) for one in new)


def _exchanged(text: str, one: Value, other: Value) -> str:
    first, last = sorted((one, other), key=lambda value: value.start)
    middle = text[first.end : last.start]
    return text[: first.start] + last.text + middle + first.text + text[last.end :]


def _of_names(
    right: Draft, cited: Sequence[Evidence], elsewhere: Sequence[Evidence], chance: random.Random
) -> Iterator[Corrupted]:
    found = [name for name in names(right.text) if name.text.lower() not in STOP_WORDS]
    if not found:
        return
    name = chance.choice(found)
    for source, pool in (
        ("random", list(_STRANGERS)),
        ("document", _names_of(elsewhere, without=cited)),
        ("cited text", _names_of(cited, without=[])),
    ):
        others = [one for one in pool if not _overlaps(one, name.text)]
        listed = source == "cited text" and _is_listed(right.text, name.start, name.end)
        if not others or listed:
            continue
        changed = right.text[: name.start] + chance.choice(others) + right.text[name.end :]
        yield Corrupted("name", source, replace(right, text=changed))


def _names_of(evidence: Sequence[Evidence], *, without: Sequence[Evidence]) -> list[str]:
    known = {w.stem for one in without for w in words(f"{one.quote} {one.lead} {one.heading}")}
    found = {name.text for one in evidence for name in names(one.quote)}
    return sorted(one for one in found if any(w.stem not in known for w in words(one)))


def _overlaps(one: str, other: str) -> bool:
    return bool({w.stem for w in words(one)} & {w.stem for w in words(other)})


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether the name stands in a list, where a change of order changes no meaning."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return before.endswith((",", " and", "&")) or after.startswith((",", "and ", "&"))


def _of_citations(
    right: Draft, cited: Sequence[Evidence], elsewhere: Sequence[Evidence], chance: random.Random
) -> Iterator[Corrupted]:
    invented = max(one.number for one in [*cited, *elsewhere]) + chance.randint(1, 50)
    yield Corrupted("citation", "random", replace(right, citations=(invented,)))
    stems = set(content_stems(right.text))
    # A lead is shown with its quote: what it says is cited too.
    wrong = [one for one in elsewhere if len(stems & one.read_stems) < 0.6 * len(stems)]
    same = [one for one in wrong if one.locator.document_id == cited[0].locator.document_id]
    if same:
        other = chance.choice(same).number
        yield Corrupted("citation", "document", replace(right, citations=(other,)))
    near = [one for one in same if abs(one.number - cited[0].number) <= 2]
    if near:
        other = chance.choice(near).number
        yield Corrupted("citation", "neighbour", replace(right, citations=(other,)))
