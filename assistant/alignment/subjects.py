"""A subject in a few words -> the goal that it names, and what each document says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.alignment.stances import is_process
from assistant.alignment.statements import Said, Source
from assistant.alignment_types import Framework, Goal, Stance, Strength
from assistant.language.terms import content_stems
from assistant.protocols import Embedder

# A statement speaks of a subject when it is this near in meaning, or holds all of its words and
# is half as near. Set by reading the threads of thirty subjects over three corpora.
_NEAR = 0.5
_NEAR_IN_WORDS = 0.2
_OF_WORDS = 0.25
_OF_ACTION = 0.06
# A second statement of a document must be about as good as its first, or act where that does not.
_SECOND_WITHIN, _ACTS_WITHIN = 0.1, 0.25
_MOST_EACH = 2
_STANCES: dict[Strength, Stance] = {
    "will": "supports", "done": "partly", "aims": "partly", "explores": "partly",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a document says of a subject: the statement, how near it is, what it commits to."""

    source: Source
    said: Said
    score: float

    @property
    def stance(self) -> Stance:
        """How firmly the statement acts on the subject."""
        if is_process(self.said.text) or self.source.document.status == "superseded":
            return "mentions"
        return _STANCES.get(self.said.commitment.strength, "mentions")


def named_goals(subject: str, framework: Framework) -> list[Goal]:
    """Return the goal that the subject names by its id, its name or another wording."""
    asked = " ".join(subject.lower().split())
    return [
        goal
        for goal in framework.goals
        if asked
        in {
            goal.id.lower(),
            f"{goal.level} {goal.id}".lower(),
            goal.text.lower(),
            *(one.quote.lower() for one in goal.wordings),
        }
    ]


def family(goals: Sequence[Goal], framework: Framework) -> list[Goal]:
    """Return the goals with those below them: what serves a priority serves its ambition."""
    ids = {one.id for one in goals}
    return [*goals, *(one for one in framework.goals if one.parent in ids)]


def spoken_of(subject: str, sources: Sequence[Source], embedder: Embedder) -> list[Spoken]:
    """Return the statements of each source that speak of the subject, at most two of each."""
    vector = embedder.embed([subject])[0]
    wanted = frozenset(content_stems(subject))
    spoken: list[Spoken] = []
    for source in sources:
        nearness = source.vectors @ vector
        spoken += _best_of(source, nearness, wanted)
    return spoken


def _best_of(
    source: Source, nearness: np.ndarray[tuple[int], np.dtype[np.float32]], wanted: frozenset[str]
) -> list[Spoken]:
    found = []
    for said, near in zip(source.said, nearness, strict=True):
        if near < _NEAR_IN_WORDS:
            continue
        has_words = bool(wanted) and wanted <= frozenset(content_stems(said.text))
        if near >= _NEAR or has_words:
            acts = said.commitment.strength in ("will", "done")
            score = float(near) + _OF_WORDS * has_words + _OF_ACTION * acts
            found.append(Spoken(source, said, score))
    found.sort(key=lambda one: -one.score)
    chosen = [one for one in found[:_MOST_EACH] if one.score >= found[0].score - _SECOND_WITHIN]
    return _with_action(chosen, found)


def _with_action(chosen: list[Spoken], found: Sequence[Spoken]) -> list[Spoken]:
    """Put the nearest statement that acts in front when none of those chosen does."""
    if not chosen or any(one.stance == "supports" for one in chosen):
        return chosen
    least = found[0].score - _ACTS_WITHIN
    acting = [one for one in found if one.stance == "supports" and one.score >= least]
    return [*acting[:1], chosen[0]] if acting else chosen
