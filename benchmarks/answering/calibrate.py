"""Command: question sets -> weights for choosing units, weights and threshold for answering at all.

    python -m benchmarks.answering.calibrate [--write] [SET ...]

Prints, by cross-validation, how often the right unit comes first, the area under the operating
curve of "answerable or not" and the curve itself. `--write` stores the weights.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.answerability import answer_features, lacks_answer
from assistant.answering.asking import read_question
from assistant.answering.evidence import Evidence
from assistant.answering.model import packaged_weights
from assistant.answering.ranking import Ranking, in_order, rank
from assistant.types import EVERYTHING, Filters
from benchmarks.answering.corpora import Corpus, open_corpus
from benchmarks.answering.fitting import Array, Fitted, area, fit_choice, fit_yes_no
from benchmarks.answering.question_sets import (
    OFFICERS,
    REPOSITORY,
    SETS,
    Item,
    available,
    holds,
    items_of,
    plain,
)

_WEIGHTS = REPOSITORY / "assistant" / "answering" / "weights.json"
_PASSAGES = 10
_FOLDS = 8
_RIDGE_CHOICE = 3.0
_RIDGE_YES_NO = 12.0
# Officers' questions matter most; the public sets are larger and of other kinds.
_OFFICER_WEIGHT, _PUBLIC_WEIGHT = 1.5, 1.2
# The score of a question that the rules refuse, whatever its figures.
_NEVER = -30.0
_MIN_GOLD_OVERLAP = 0.85


@dataclass(frozen=True)
class Row:
    """A question with its units, and which of them are right (none for unanswerable ones)."""

    name: str
    item: Item
    ranking: Ranking
    right: Array

    @property
    def weight(self) -> float:
        return _OFFICER_WEIGHT if self.name in OFFICERS else _PUBLIC_WEIGHT

    @property
    def features(self) -> list[dict[str, float]]:
        return [dict(one.features) for one in self.ranking.units]

    def ranked(self, scores: Array) -> Ranking:
        units = [
            replace(one, score=float(score))
            for one, score in zip(self.ranking.units, scores, strict=True)
        ]
        asked = self.ranking.asked
        return Ranking(asked, in_order(asked, units), self.ranking.weights)


def rows_of(names: Sequence[str]) -> list[Row]:
    """Return every question of the sets with its units; alignment questions are left out."""
    return [
        row
        for name in names
        for item in items_of(name)
        if not item.aligned
        for row in _row(name, item, open_corpus(SETS[name][0]))
    ]


def _row(name: str, item: Item, corpus: Corpus) -> list[Row]:
    passages = corpus.retriever.retrieve(
        item.question, reader=EVERYTHING, filters=Filters(), top=_PASSAGES
    )
    asked = read_question(item.question)
    if not passages or not asked.terms:
        return []
    selection = packaged_weights().selection
    ranking = rank(asked, passages, corpus.index, selection, corpus.model.embedder)
    right = np.array([_is_right(item, one.evidence) for one in ranking.units], dtype=bool)
    return [Row(name, item, ranking, right)]


def _is_right(item: Item, evidence: Evidence) -> bool:
    """Say whether a unit holds the evidence, or (for long answers) lies in the gold sentences."""
    if evidence.passage.chunk.document_id not in item.any_of:
        return False
    if item.gold:
        return any(_overlap(evidence.text, gold) > _MIN_GOLD_OVERLAP for gold in item.gold)
    return any(holds(evidence.text, one) for one in item.evidence)


def _overlap(text: str, gold: str) -> float:
    wanted = set(re.findall(r"\w+", plain(gold)))
    found = re.findall(r"\w+", plain(text))
    return sum(word in wanted for word in found) / len(found) if len(found) > 3 else 0.0


def calibrate(rows: Sequence[Row]) -> tuple[Fitted, Fitted, Array, Array]:
    """Return both models fitted on all rows, and the held-out ranks and scores of each row."""
    folds = np.random.RandomState(7).randint(0, _FOLDS, len(rows))
    firsts, scores = np.full(len(rows), -1), np.zeros(len(rows))
    for fold in range(_FOLDS):
        kept = [row for row, one in zip(rows, folds, strict=True) if one != fold]
        choice, answerable = _fit(kept)
        for number in np.flatnonzero(folds == fold):
            firsts[number] = _first_right(rows[number], choice)
            ranking = rows[number].ranked(choice.scores(rows[number].features))
            score = answerable.scores([answer_features(ranking)])[0]
            chance = float(1.0 / (1.0 + np.exp(-score)))
            scores[number] = _NEVER if lacks_answer(ranking, chance) else score
    choice, answerable = _fit(rows)
    return choice, answerable, firsts, scores


def _fit(rows: Sequence[Row]) -> tuple[Fitted, Fitted]:
    groups = [(row.features, row.right, row.weight) for row in rows if row.right.any()]
    choice = fit_choice(groups, _RIDGE_CHOICE)
    features = [answer_features(row.ranked(choice.scores(row.features))) for row in rows]
    yes = np.array([row.item.answerable for row in rows])
    weight = np.array([row.weight for row in rows])
    return choice, fit_yes_no(features, yes, weight, _RIDGE_YES_NO)


def _first_right(row: Row, choice: Fitted) -> int:
    if not row.right.any():
        return -1
    places = {id(one.evidence): place for place, one in enumerate(row.ranking.units)}
    ordered = row.ranked(choice.scores(row.features)).units
    return int(np.flatnonzero(row.right[[places[id(one.evidence)] for one in ordered]])[0])


def report(rows: Sequence[Row], firsts: Array, scores: Array) -> None:
    """Print the held-out figures of each set and of the officers' questions together."""
    names = np.array([row.name for row in rows])
    yes = np.array([row.item.answerable for row in rows])
    sets = [(name, names == name) for name in dict.fromkeys(names)]
    for name, chosen in [*sets, ("officers", np.isin(names, OFFICERS))]:
        known = firsts[chosen & (firsts >= 0)]
        tops = "  ".join(f"top{n} {100 * (known < n).mean():5.1f}" for n in (1, 2, 3))
        print(f"{name:22} {tops}  area {area(scores[chosen], yes[chosen]):.3f}")


def curve(rows: Sequence[Row], scores: Array) -> list[tuple[float, dict[str, tuple[float, float]]]]:
    """Return for each threshold (a probability) the shares answered and refused, by group."""
    probability = 1 / (1 + np.exp(-scores))
    yes = np.array([row.item.answerable for row in rows])
    names = np.array([row.name for row in rows])
    groups = {name: names == name for name in ("squad2", "clapnq")}
    groups["officers"] = np.isin(names, OFFICERS)
    return [
        (
            threshold,
            {
                name: (
                    float((probability[chosen & yes] >= threshold).mean()),
                    float((probability[chosen & ~yes] < threshold).mean()),
                )
                for name, chosen in groups.items()
                if (chosen & yes).any() and (chosen & ~yes).any()
            },
        )
        for threshold in np.arange(0.1, 0.85, 0.05).round(2)
    ]


def main(arguments: Sequence[str]) -> None:
    """Fit on the sets named, or on all that are there; print the figures; perhaps write them."""
    names = [one for one in arguments if one in SETS] or available()
    rows = rows_of(names)
    choice, answerable, firsts, scores = calibrate(rows)
    report(rows, firsts, scores)
    for threshold, groups in curve(rows, scores):
        cells = "  ".join(f"{n} {100 * a:3.0f}/{100 * r:3.0f}" for n, (a, r) in groups.items())
        print(f"threshold {threshold:.2f}  answered/refused  {cells}")
    print(json.dumps({"choice": choice.as_json(), "answerable": answerable.as_json()}, indent=1))
    if "--write" in arguments:
        before = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
        fresh = {
            "selection": choice.as_json(),
            "answerable": answerable.as_json(),
            "threshold": before["threshold"],
        }
        _WEIGHTS.write_text(json.dumps(fresh, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
