"""A ranking -> the figures that say whether its best unit answers the question at all.

Each figure has a plain reading, so that a refusal can be explained: what is close, what is
matched, what is asked for but missing, and whether the unit denies what the question says.
"""

from __future__ import annotations

import re

from assistant.answering.agents import lacks_agent
from assistant.answering.ages import is_of_other_people
from assistant.answering.answer_types import is_exact, is_typed
from assistant.answering.asking import Asked
from assistant.answering.contacts import lacks_contact
from assistant.answering.counts import LOOSE, active_deed
from assistant.answering.editions import is_of_another_edition
from assistant.answering.evidence import Evidence, stems_of
from assistant.answering.going_on import goes_on_about
from assistant.answering.labels import is_of_another_row
from assistant.answering.own_body import speaks_as_we
from assistant.answering.ranking import Ranked, Ranking
from assistant.answering.scope import (
    is_of_another,
    is_of_other_time,
    is_only_a_target,
    is_undated,
    scope_features,
)
from assistant.answering.sizes import lacks_size
from assistant.answering.unfilled import is_unfilled
from assistant.answering.untimed import lacks_time
from assistant.answering.untold import is_told_nowhere, untold_word
from assistant.answering.which_one import is_of_another_one
from assistant.language.kin import kin, roots
from assistant.language.names import is_named_in, names, short_forms
from assistant.language.opposites import is_negated, opposed
from assistant.language.quantities import figures, years
from assistant.language.terms import words

# The best unit is compared with the one a few places on: neighbours often say the same.
_RIVAL = 3
_SCALE_OF_WEIGHTS = 6.0
# What came first by its type may tell so much less of the question than what it came before.
_LESS_TOLD = 0.1
# A deed whose nearest word is farther is told by nothing: homes inspected are no tenants evicted.
_UNTOLD_DEED = 0.5
# What the counted do may be told in looser words: "answered the survey", "340 replies came in".
_UNTOLD_ACTIVE = 0.35


def answer_features(ranking: Ranking) -> dict[str, float]:
    """Return what speaks for and against answering with the best unit."""
    asked, best = ranking.asked, ranking.units[0]
    evidence = best.evidence
    rival = ranking.units[min(_RIVAL, len(ranking.units) - 1)]
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    return {
        **{name: best.features[name] for name in _OF_UNIT},
        "best_passage": max(one.features["passage_similarity"] for one in ranking.units),
        "no_question": float(_is_no_question(asked, best)),
        "best_similarity": max(one.evidence.similarity for one in ranking.units),
        "margin": best.score - rival.score,
        **_missing_terms(ranking, near),
        **_missing_names(ranking, near),
        **_denials(asked, evidence),
        **scope_features(asked, evidence),
        **_missing_answer(asked, evidence, near),
    }


_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how)\b|(?:^|,)\W*(?:is|are|was|were|do|does|did|has"
    r"|have|had|can|could|will|would|should|list|name|describe|explain|compare|give|tell|show"
    r"|outline|summari[sz]e|identify|number of)\b", re.IGNORECASE
)  # fmt: skip
# The unit is of another time, of another one's words or deeds, or tells no time where one is asked.
_OF_OTHERS = (
    is_of_other_time, lacks_agent, is_of_another_edition, lacks_time, is_only_a_target,
    is_unfilled, lacks_contact, lacks_size,
)  # fmt: skip
# Of one line alone; a table or a list that was read as a whole tells more than its first row does.
_OF_ANOTHER_LINE = (is_of_another_one, is_of_another_row)
# A phrase with a mark behind it ("Fee for a pitch, 2024?") asks for what tells each of its words.
_ALL_TOLD, _WELL_TOLD = 0.99, 0.7
_OF_UNIT = (
    "similarity", "passage_similarity", "passage_words", "own_words", "heading_words",
    "all_words", "type", "in_context", "besides_title", "weakest", "told_share", "head_told",
)  # fmt: skip


def _is_no_question(asked: Asked, best: Ranked) -> bool:
    """Say whether the text asks nothing: no word that asks, nor a phrase that the unit tells."""
    if _ASKS.search(asked.text) is not None:
        return False
    is_told = best.features["told_share"] >= _ALL_TOLD and best.features["weakest"] >= _WELL_TOLD
    return not (is_told and "?" in asked.text)


def lacks_answer(ranking: Ranking, probability: float) -> bool:
    """Say that the best unit cannot answer: it lacks what is asked for, or is of another time.

    `probability` is how likely it answers by what speaks for and against it.
    """
    asked, best = ranking.asked, ranking.units[0]
    if is_exact(asked) and (
        _lacks_the_thing(asked, best) or is_of_other_people(asked, best.evidence)
    ):
        return True
    if any(rule(asked, best.evidence) for rule in _OF_OTHERS):
        return True
    if not best.leads and any(rule(asked, best.evidence) for rule in _OF_ANOTHER_LINE):
        return True
    return _leaves_untold(ranking, probability) or _is_of_another_thing(ranking)


def _leaves_untold(ranking: Ranking, probability: float) -> bool:
    """Say whether the first tells all of the question but one word, or no passage tells a word.

    A table or a list that was read as a whole tells more than its first row does.
    """
    asked, first = ranking.asked, ranking.units[0]
    if first.leads:
        return False
    found = untold_word(asked, first.evidence, first.told, ranking.weights, probability)
    return found is not None or is_told_nowhere(
        asked, first.told, everything_found(ranking), probability
    )


def _lacks_the_thing(asked: Asked, best: Ranked) -> bool:
    """Say whether the unit holds no such thing, or one of another deed, year or body."""
    is_held = best.features["type"] >= LOOSE and not _is_of_another_deed(asked, best)
    evidence = best.evidence
    return not is_held or is_undated(asked, evidence) or _is_of_another_body(asked, evidence)


def _is_of_another_deed(asked: Asked, best: Ranked) -> bool:
    """Say whether a number counts those of whom something else is told."""
    if asked.wanted != "count":
        return False
    does = active_deed(asked)
    is_untold = does is not None and best.told.get(does, 1.0) < _UNTOLD_ACTIVE
    return is_untold or best.features["deed_told"] < _UNTOLD_DEED


def _is_of_another_body(asked: Asked, evidence: Evidence) -> bool:
    """Say whether the unit is of Active Wenshire, and nothing about it names Wenshire Action."""
    near = evidence.stems | evidence.near_stems | evidence.context.heading_stems
    is_named = all(is_named_in(name, near) for name in asked.names)
    return not is_named and is_of_another(asked, evidence)


def _is_of_another_thing(ranking: Ranking) -> bool:
    """Say whether the first unit only came first by its type, and tells less of the question.

    "We will inspect 1,500 rented homes" speaks of inspecting and has no cost; "The average cost is
    £17,500" has one, and speaks of something else.
    """
    first = ranking.units[0]
    nearest = max(ranking.units, key=lambda one: one.score)
    # The sentence before, or the one before that, tells what the first goes on about.
    is_behind = nearest.evidence in (first.evidence.neighbour(-1), first.evidence.neighbour(-2))
    if first.leads or nearest is first or is_behind:
        return False
    less_told = nearest.features["told_share"] - first.features["told_share"] > _LESS_TOLD
    return less_told and first.features["own_words"] < nearest.features["own_words"]


def everything_found(ranking: Ranking) -> frozenset[str]:
    """Return the stems of all passages and their headings."""
    contexts = {id(one.evidence.context): one.evidence.context for one in ranking.units}
    return frozenset().union(*(one.stems | one.heading_stems for one in contexts.values()))


def _missing_terms(ranking: Ranking, near: frozenset[str]) -> dict[str, float]:
    """The weightiest term that is not near the unit; the share that no passage holds."""
    weights, everything = ranking.weights, everything_found(ranking)
    total = sum(weights.values()) or 1.0
    heaviest = max((weights[stem] for stem in ranking.asked.stems if stem not in near), default=0.0)
    absent = sum(weights[stem] for stem in ranking.asked.stems if stem not in everything)
    return {"heaviest_missing": heaviest / _SCALE_OF_WEIGHTS, "absent_share": absent / total}


def _missing_names(ranking: Ranking, near: frozenset[str]) -> dict[str, float]:
    """Names and figures of the question that are not where the answer is taken from."""
    asked, evidence = ranking.asked, ranking.units[0].evidence
    everything = everything_found(ranking)
    lead = f"{evidence.lead} {evidence.context.heading}"
    told = f"{evidence.text} | {lead} | {evidence.before_text}"
    dated = f"{evidence.context.heading} {evidence.context.date}"
    passage_years = years(f"{evidence.passage.chunk.text} {dated}")
    passage = near | evidence.context.stems
    short = frozenset[str]().union(*(short_forms(name.text) for name in names(told)))
    sought = [name for name in asked.names if not speaks_as_we(name, ranking)]
    return {
        "name_missing": float(
            any(
                not is_named_in(name, near, short) and not goes_on_about(name, evidence)
                for name in sought
            )
        ),
        "name_far": float(any(not is_named_in(name, passage, short) for name in sought)),
        "name_absent": float(any(not is_named_in(name, everything, short) for name in sought)),
        "figure_missing": float(not asked.figures - asked.years <= figures(told)),
        "year_missing": float(not asked.years <= passage_years),
    }


def _denials(asked: Asked, evidence: Evidence) -> dict[str, float]:
    after = evidence.neighbour(1)
    near = f"{evidence.text} {evidence.before_text} {after.text if after else ''}"
    # "The risk of failing" is told by "failure", "those who are unable" by a heading.
    above = stems_of(f"{near} {evidence.lead}") | evidence.context.section_stems
    denying = (kin(term.stem) for term in asked.terms if is_negated([term]))
    is_told = any(akin & roots(above) for akin in denying)
    return {
        "negation": float(asked.negated and not is_negated(words(near)) and not is_told),
        "opposed": float(opposed(asked.stems, evidence.stems)),
    }


def _missing_answer(asked: Asked, evidence: Evidence, near: frozenset[str]) -> dict[str, float]:
    """A typed question whose unit holds no such thing; a count of something else."""
    told = near | frozenset(word.stem for word in words(evidence.lead))
    is_counted = not asked.counted.isdisjoint(told) or bool(asked.counted_kin & roots(told))
    return {
        "typed": float(is_typed(asked)),
        "counted_missing": float(bool(asked.counted) and not is_counted),
    }
