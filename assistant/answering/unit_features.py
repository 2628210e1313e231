"""A question and a unit -> the few figures by which units are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.answer_types import holds_answer, is_typed
from assistant.answering.asking import Asked
from assistant.answering.evidence import Evidence
from assistant.language.kin import roots

# Units of fewer words than this are headings, labels or torn sentences more often than answers.
_SHORT = 5
_NEXT_TO = 3
# Fewer words than these beside the question's own repeat it rather than answer it.
_ADDS_LITTLE = 3
_LISTED = frozenset(("list", "which"))
_ANNOUNCES = re.compile(
    r"\b(?:this|the) (?:report|paper|section|table) (?:tells|says|sets out|shows|explains)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"^\W*(?:figure|table|chart|annex|appendix|box)\s+\w+\b", re.IGNORECASE)
_CAPTION = 25
_ASKS_FOR_FIGURE = re.compile(
    r"\b(?:(?:figure|table|chart|box) \d|(?:which|what) (?:figure|table|chart|box)\b)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r",|;| and ")
_SEPARATORS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """What a question's units are measured against: term weights, the best word score found."""

    weights: Mapping[str, float]
    best_lexical: float


def unit_features(asked: Asked, evidence: Evidence, scale: Scale) -> dict[str, float]:
    """Return what speaks for the unit, each about 0 to 1."""
    found_by = evidence.passage.found_by
    near = evidence.stems | evidence.near_stems
    headed = near | evidence.context.heading_stems
    lexical = found_by.get("lexical", 0.0) / scale.best_lexical if scale.best_lexical else 0.0
    before, after = evidence.neighbour(-1), evidence.neighbour(1)
    return {
        "similarity": evidence.similarity,
        "before_similarity": before.similarity if before else 0.0,
        "after_similarity": after.similarity if after else 0.0,
        "passage_similarity": found_by.get("dense", 0.0),
        "passage_words": lexical,
        "first_passage": 1.0 / (1 + evidence.context.rank),
        "own_words": coverage(asked, evidence.stems, scale.weights),
        "heading_words": coverage(asked, headed, scale.weights),
        "all_words": coverage(asked, headed | evidence.context.stems, scale.weights),
        "own_kin": _kin_coverage(asked, evidence, scale.weights),
        "heads": _share_of_heads(asked, headed),
        "pairs": _pairs(asked, evidence),
        "listed": _lists(asked, evidence),
        "type": holds_answer(asked, evidence) if is_typed(asked) else 0.0,
        "is_short": float(len(evidence.words) < _SHORT),
        "besides_title": _besides_title(asked, evidence, scale.weights),
        "enumerates": float(asked.kind in _LISTED and _enumerates(evidence.text)),
        "introduces": float(_introduces(asked, evidence.text)),
        "caption": float(_is_caption(evidence) and not _ASKS_FOR_FIGURE.search(asked.text)),
        "adds_little": float(_words_added(asked, evidence) < _ADDS_LITTLE),
    }


def _besides_title(asked: Asked, evidence: Evidence, weights: Mapping[str, float]) -> float:
    """Return the coverage of what the document's title does not say of all its units alike."""
    title = evidence.context.title_stems
    asked_besides = [stem for stem in asked.stems if stem not in title]
    total = sum(weights[stem] for stem in asked_besides)
    if not total:
        return 1.0
    held = evidence.stems | evidence.context.section_stems
    return sum(weights[stem] for stem in asked_besides if stem in held) / total


def _introduces(asked: Asked, text: str) -> bool:
    """Say whether the unit announces what follows: "This report tells how many homes ..."."""
    announces = is_typed(asked) and _ANNOUNCES.search(text) is not None
    return announces or text.rstrip().endswith(":")


def _enumerates(text: str) -> bool:
    return len(_SEPARATOR.findall(text)) >= _SEPARATORS


def _words_added(asked: Asked, evidence: Evidence) -> int:
    """Return how many telling words the unit has that the question has not: what could answer."""
    told = {word.stem for word in evidence.words if word.is_content}
    return len(told - set(asked.stems))


def coverage(asked: Asked, stems: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the share of the question's terms, by their weight, that are among `stems`."""
    total = sum(weights[stem] for stem in asked.stems)
    if not total:
        return 0.0
    return sum(weights[stem] for stem in asked.stems if stem in stems) / total


def _kin_coverage(asked: Asked, evidence: Evidence, weights: Mapping[str, float]) -> float:
    """Return the share of the question's terms that the unit says in other words."""
    total = sum(weights[stem] for stem in asked.stems)
    other = [stem for stem in asked.stems if stem not in evidence.stems]
    told = sum(weights[stem] for stem in other if asked.kin[stem] & evidence.roots)
    return told / total if total else 0.0


def _share_of_heads(asked: Asked, stems: frozenset[str]) -> float:
    """Return the share of the heads that are there, or whose kin is."""
    there = roots(stems)
    held = [one for one in asked.heads if one in stems or asked.kin_of(one) & there]
    return len(held) / len(asked.heads) if asked.heads else 0.0


def _is_caption(evidence: Evidence) -> bool:
    """Say whether the unit is the title of a figure or a table rather than a sentence."""
    is_row = evidence.block.kind == "table_row"
    return not is_row and len(evidence.words) < _CAPTION and bool(_FIGURE.match(evidence.text))


def _lists(asked: Asked, evidence: Evidence) -> float:
    """A list is asked for, and the unit introduces one or is an item of one."""
    is_listed = evidence.block.kind == "list_item" or evidence.text.rstrip().endswith(":")
    return float(asked.kind == "list" and is_listed)


def _pairs(asked: Asked, evidence: Evidence) -> float:
    """Return the share of neighbouring question terms that stand close together in the unit."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(evidence.words):
        places.setdefault(word.stem, []).append(place)
    pairs = list(zip(asked.stems, asked.stems[1:], strict=False))
    close = sum(
        any(abs(a - b) <= _NEXT_TO for a in places.get(one, ()) for b in places.get(other, ()))
        for one, other in pairs
    )
    return close / len(pairs) if pairs else 0.0
