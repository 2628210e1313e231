"""A ranking that does not answer -> one plain sentence that names what the passages lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from assistant.answering.agents import lacks_agent, speaker_of
from assistant.answering.answerability import everything_found
from assistant.answering.asking import Asked
from assistant.answering.contacts import contact_asked, lacks_contact
from assistant.answering.counts import LOOSE
from assistant.answering.parts import indirect
from assistant.answering.ranking import Ranking
from assistant.answering.scope import is_undated, scope_features
from assistant.answering.untold import untold_word
from assistant.language.dates import MONTHS
from assistant.language.kin import roots
from assistant.language.names import Name, is_named_in
from assistant.language.quantities import figures
from assistant.language.terms import Word
from assistant.language.wanted import LIGHT, WantedType

# So many of the nearest are shown with a refusal.
SHOWN = 3
# A word whose nearest is farther than this is told by nothing that was found.
_UNTOLD = 0.45
_LONGEST = 120
_DIRECT = re.compile(r"^\W*(?:how many|who|which|what (?:share|proportion))\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"^\W*\w+(?: \w+){0,4} (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)"
    r" (?!been\b|be\b)(?:the|a|an|its|their|[A-Z]|\w+ \w+)", re.IGNORECASE
)  # fmt: skip
_BEFORE_DEED = re.compile(r"\b(?:to|who|that|which|it|they|we|not|\w+n['’]t)\s+$", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?:19|20)\d\d\b")
_SOUGHT: Mapping[WantedType, str] = {
    "money": "do not give an amount of money for it",
    "count": "do not give that number",
    "share": "do not give that share",
    "office": "do not name the person",
    "speaker": "do not name the person",
    "frequency": "do not say how often it happens",
    "duration": "do not say how long it takes",
    "date": "do not give a date for it",
}


def what_is_missing(ranking: Ranking) -> str:
    """Return what lacks, in a sentence; empty when nothing can be named for sure."""
    nearest = by_meaning(ranking)
    return next((told for rule in _RULES for told in rule(nearest)), "")


def by_meaning(ranking: Ranking) -> Ranking:
    """Return the units that are nearest by meaning first.

    How much words count depends on papers that the reader may not read too; what a refusal says
    must not.
    """
    nearest = sorted(ranking.units, key=lambda one: -one.evidence.similarity)
    return replace(ranking, units=nearest)


def _unnamed(ranking: Ranking) -> Iterator[str]:
    """A name that no passage has, or that the nearest statement does not have."""
    everything = everything_found(ranking)
    shown = [one.evidence for one in ranking.units[:SHOWN]]
    near = frozenset[str]().union(
        *(one.stems | one.near_stems | one.context.heading_stems for one in shown)
    )
    for name in ranking.asked.names:
        if not is_named_in(name, everything):
            yield f"The passages found do not speak of {_plain(name)}."
    for name in ranking.asked.names:
        if not is_named_in(name, near):
            yield f"What comes nearest is not about {_plain(name)}."


def _undone(ranking: Ranking) -> Iterator[str]:
    """What a body does for something, where only the deeds of others are told."""
    if ranking.leading.lacking:
        yield f"The passages found do not say {ranking.leading.lacking}."


def _without_speaker(ranking: Ranking) -> Iterator[str]:
    """Who is asked to have said it, when nothing that is shown names them."""
    shown = [one.evidence for one in ranking.units[:SHOWN]]
    speaker = speaker_of(ranking.asked.text)
    if speaker and all(lacks_agent(ranking.asked, one) for one in shown):
        yield f"What comes nearest does not name {speaker}."


def _other_years(ranking: Ranking) -> Iterator[str]:
    asked = ranking.asked
    shown = [one.evidence for one in ranking.units[:SHOWN]]
    is_other = _is_true_of_all_shown(ranking, "other_time")
    if asked.years and (is_other or all(is_undated(asked, one) for one in shown)):
        month = _MONTH_OF_YEAR.search(asked.text)
        time = month.group() if month else " or ".join(sorted(asked.years))
        yield f"What comes nearest is not about {time}."


def _is_true_of_all_shown(ranking: Ranking, name: str) -> bool:
    """Say whether what speaks against the best unit speaks against all that are shown."""
    shown = [one.evidence for one in ranking.units[:SHOWN]]
    return all(scope_features(ranking.asked, one)[name] for one in shown)


def _without_type(ranking: Ranking) -> Iterator[str]:
    """The subject is there, and nothing of the type that is asked for stands with it."""
    asked, best = ranking.asked, ranking.units[0]
    if best.features["type"] < LOOSE and asked.wanted in _SOUGHT:
        yield f"The passages found {_not_said(asked)}."


def _without_contact(ranking: Ranking) -> Iterator[str]:
    """A number to ring or an address, when nothing that is shown has one."""
    shown = [one.evidence for one in ranking.units[:SHOWN]]
    if all(lacks_contact(ranking.asked, one) for one in shown):
        yield f"The passages found give no {contact_asked(ranking.asked)} for it."


def _only_planned(ranking: Ranking) -> Iterator[str]:
    if _is_true_of_all_shown(ranking, "only_planned"):
        yield "The passages found tell what is planned, not what was done."


def _untold_word(ranking: Ranking) -> Iterator[str]:
    """A telling word of the question that no passage has, in any form."""
    found = everything_found(ranking)
    there = roots(found)
    asked = ranking.asked
    absent = [
        term
        for term in asked.terms
        if term.stem not in LIGHT | found
        and not asked.kin_of(term.stem) & there
        and not _is_deed(term, asked.text)
        and not figures(term.text)
    ]
    if absent and ranking.units[0].features["weakest"] < _UNTOLD:
        rarest = max(absent, key=lambda term: ranking.weights[term.stem])
        yield f"The passages found have no word of “{rarest.text}”."


def _lone_word(ranking: Ranking) -> Iterator[str]:
    """The one word that the nearest statement tells in no form, where it tells all others."""
    asked, best = ranking.asked, ranking.units[0]
    found = untold_word(asked, best.evidence, best.told, ranking.weights, probability=0.0)
    if found is not None:
        yield f"What comes nearest says nothing of “{found.text}”."


_RULES: tuple[Callable[[Ranking], Iterator[str]], ...] = (
    _undone, _unnamed, _without_speaker, _other_years, _without_type, _without_contact,
    _only_planned, _lone_word, _untold_word,
)  # fmt: skip


def _is_deed(term: Word, question: str) -> bool:
    """Say whether a word is a verb, by what stands before it: texts tell deeds in many words."""
    return _BEFORE_DEED.search(question[: term.start]) is not None


def _plain(name: Name) -> str:
    return re.sub(r"['’]s?$", "", name.text)


def _not_said(asked: Asked) -> str:
    """Return "do not say who chairs it" when the question can be told so, else what was sought."""
    plain = " ".join(asked.text.split()).rstrip(" ?.!")
    is_short = len(plain) <= _LONGEST and not re.search(r"[?.!;] ", plain)
    if is_short and _DIRECT.match(plain) and not _INVERTED.match(plain):
        return f"do not say {indirect(plain)}"
    return _SOUGHT[asked.wanted]
