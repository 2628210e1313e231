"""Stances by the written rules -> by a language model where it judged the same quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.alignment.readings import Readings
from assistant.alignment.stances import Judged
from assistant.alignment.standing import Standing
from assistant.alignment.statements import Progress, Said, Source
from assistant.alignment_types import Finding, Framework, Goal
from assistant.protocols import StanceCase, StanceJudge

_LONGEST_GOAL = 400
_LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class Anew:
    """Judges standings anew by what a judge knows; without a judge they stay as they are."""

    framework: Framework
    judge: StanceJudge | None = None

    def learn(
        self,
        readings: Readings,
        sources: Sequence[Source],
        progress: Progress,
        *,
        may_ask: bool,
    ) -> None:
        """Let the judge recall, or judge if it may, what the rules say of these sources."""
        if self.judge is None:
            return
        stands = [readings.standing(self.framework, source) for source in sources]
        cases = dict.fromkeys(case for one in stands for case in self._cases(one))

        def told(done: int, total: int) -> None:
            progress("Asking the language model about findings", done, total)

        self.judge.learn(list(cases), may_ask=may_ask, told=told)

    def standing(self, stands: Standing) -> Standing:
        """Return a standing with the stances that the judge gives, each saying who judged."""
        if self.judge is None:
            return stands
        rows = tuple((objective, self._judged(cells)) for objective, cells in stands.by_objective)
        return replace(stands, whole=self._judged(stands.whole), by_objective=rows)

    def told(self, findings: Sequence[Finding]) -> str:
        """Say how many stances the model judged; nothing without one."""
        if self.judge is None:
            return ""
        spoken = [one for one in findings if one.evidence]
        judged = sum(one.judged_by == "model" for one in spoken)
        return (
            f" {judged} of the {len(spoken)} stances that rest on quotes were judged by the "
            f"language model {self.judge.name}, all others by the written rules."
        )

    def _cases(self, stands: Standing) -> Iterable[StanceCase]:
        for cells in (stands.whole, *(cells for _, cells in stands.by_objective)):
            for goal in self.framework.goals:
                if cells[goal.id].evidence:
                    yield self._case(goal, cells[goal.id])

    def _case(self, goal: Goal, judged: Judged) -> StanceCase:
        quotes = tuple(_in_place(said) for said in judged.evidence)
        return StanceCase(self._worded(goal), quotes, judged.stance)

    def _worded(self, goal: Goal) -> str:
        above = next((one.text for one in self.framework.goals if one.id == goal.parent), "")
        told = f"{goal.text}. {goal.description}" if goal.description else goal.text
        return (f"{told} (under: {above})" if above else told)[:_LONGEST_GOAL]

    def _judged(self, cells: Mapping[str, Judged]) -> dict[str, Judged]:
        return {goal.id: self._one(goal, cells[goal.id]) for goal in self.framework.goals}

    def _one(self, goal: Goal, judged: Judged) -> Judged:
        if self.judge is None or not judged.evidence:
            return judged
        stance = self.judge.known(self._case(goal, judged))
        if stance is None:
            return judged
        name = f"the language model {self.judge.name}"
        if stance == judged.stance:
            reason = f"{judged.reason} So judged by {name} too."
            return replace(judged, reason=reason, judged_by="model")
        reason = f"Judged by {name}. By the rules it is {judged.stance}: {judged.reason}"
        # Quotes stay where it is judged silent: readers see what was judged, decisions go on.
        return replace(judged, stance=stance, reason=reason, judged_by="model")


def _in_place(said: Said) -> str:
    """Return what is said with the heading that it stands under."""
    section = said.locator.section
    return (f"({section[-1]}) {said.text}" if section else said.text)[:_LONGEST_QUOTE]
