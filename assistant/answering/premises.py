"""A question that names a sum and the unit that answers -> how that differs, when it is another.

"When was the fund of £5.4 million agreed?" of a fund of £4.5 million: the slip is named.
"""

from __future__ import annotations

import re

from assistant.answering.asking import Asked
from assistant.answering.evidence import Conclusion, Evidence
from assistant.answering.ranking import Ranking
from assistant.language.kin import roots
from assistant.language.quantities import Quantity, quantities
from assistant.language.terms import words
from assistant.language.wanted import LIGHT

# What stands so near to a sum, before or behind, is what it is of.
_NEAR = 4
_EXACT = ("money", "percent", "number")
# Small counts are put in many ways ("both", "a dozen"): only what is printed as a sum is compared.
_FEWEST_DIGITS = 3
_SCALES = {"bn": "billion", "m": "million", "k": "thousand"}
# "More than", "at least", "under": a bound that the question sets is no slip.
_BOUND = re.compile(
    r"\b(?:than|least|most|under|over|above|below|about|around|roughly|nearly|almost|to|by)\s+"
    r"(?:the )?$", re.IGNORECASE
)  # fmt: skip


def slip_in(ranking: Ranking) -> Conclusion | None:
    """Return that the papers give another sum than the question, of the same thing."""
    asked, best = ranking.asked, ranking.units[0].evidence
    found = {_plain(one) for unit in ranking.units for one in quantities(unit.evidence.text)}
    for named in quantities(asked.text):
        if not _is_sum(named, asked.text) or _plain(named) in found:
            continue
        other = _of_the_same(asked, named, best)
        if other is not None:
            told = f"The passages found say {other.text}, not {named.text}."
            return Conclusion(told, 1)
    return None


def _plain(one: Quantity) -> str:
    """Return a sum as it is compared: "£9m" is "£9 million"."""
    text = re.sub(r"[\s,]", "", one.text.lower())
    return re.sub(r"(?<=\d)(?:bn|m|k)$", lambda scale: _SCALES[scale[0]], text).replace(
        "%", "percent"
    )


def _is_sum(one: Quantity, text: str) -> bool:
    is_bound = _BOUND.search(text[: one.start]) is not None
    is_printed = one.kind != "number" or len(re.sub(r"\D", "", one.text)) >= _FEWEST_DIGITS
    return one.kind in _EXACT and is_printed and not is_bound


def _of_the_same(asked: Asked, named: Quantity, best: Evidence) -> Quantity | None:
    """Return the sum of that kind in the unit that stands beside the same thing.

    Of several, the one beside most of the words, and two at the least.
    """
    akin = [asked.kin_of(one) for one in _beside(named, asked.text) - LIGHT]
    same = [one for one in quantities(best.text) if one.kind == named.kind]
    there = [roots(_beside(one, best.text)) for one in same]
    met = [sum(bool(kin & told) for kin in akin) for told in there]
    most = max(met, default=0)
    is_one = met.count(most) == 1 and most >= (1 if len(same) == 1 else 2)
    return same[met.index(most)] if is_one else None


def _beside(one: Quantity, text: str) -> frozenset[str]:
    content = [word for word in words(text) if word.is_content]
    before = [word.stem for word in content if word.end <= one.start][-_NEAR:]
    behind = [word.stem for word in content if word.start >= one.end][:_NEAR]
    return frozenset((*before, *behind))
