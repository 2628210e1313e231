"""What a document says near one goal -> its stance, by the written rules of docs/alignment.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alignment.statements import Said
from assistant.alignment_types import Commitment, JudgedBy, Stance
from assistant.language.commitment import is_act
from assistant.types import Kind

# Nearness of a statement to a goal (relevance.py); set on the sample corpus.
ABOUT, SURE, NEAR = 0.80, 0.75, 0.66
# So many actions on the subject serve a goal although each alone stands further off.
_MANY, _ON_SUBJECT = 4, 0.56
_SERVES = re.compile(r"\b(?:serves?|supports?|delivers?|contributes?|ambition served)\b", re.I)
_DECISION = re.compile(r"\bDecision:|\b(?:Board|Council|Cabinet) (?:agreed|resolved|approved)\b")
# How a body works, not what it does for people.
_PROCESS = re.compile(
    r"\b(?:report(?:s|ed)? to|approved by|minutes|meeting|advertise|main risk|the chair|apologies"
    r"|for members|this report|was set up|agenda|vice-chair|strategy (?:was|were|is)"
    r"|(?:^|\W)agreed by|final version|brings? together|terms of reference|signed off|draft \d"
    r"|meets (?:every|twice|monthly|quarterly|each)"
    r"|(?:between|among|amongst) (?:\w+ )?(?:partners|leaders|organisations|members|agencies))\b",
    re.I,
)
# A claim to serve a goal stands this near to the action that it is about, in characters.
_BESIDE = 500
_IN_PART = re.compile(
    r"\b(?:also|small|contributes?|partly|in part|adds? to|helps?|bearing)\b", re.I
)
_NO_ACTION = re.compile(
    r"\b(?:no actions?|not set (?:out )?actions|no partner leads|set no actions"
    r"|not act(?:ed)? on)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Near:
    """A statement near a goal: how near, whether the goal is the nearest, whether it is named."""

    said: Said
    nearness: float
    is_nearest: bool
    is_named: bool
    in_text: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance with its reason, the statements that carry it and how firmly they commit."""

    stance: Stance
    reason: str
    evidence: tuple[Said, ...]
    commitment: Commitment
    score: float
    judged_by: JudgedBy = "rules"


_WHOLE = re.compile(r"\b(?:this|our|the) (?:strategy|plan|report|draft|programme) serves\b", re.I)
_NOTHING = Commitment("none")


def is_process(text: str) -> bool:
    """Say whether a statement is about how a body works, without a decision."""
    return _PROCESS.search(text) is not None and _DECISION.search(text) is None


def acts_on(one: Near) -> bool:
    """Say whether a statement does or promises something on the subject of the goal."""
    return one.is_nearest and one.nearness >= _ON_SUBJECT and _acts(one)


def judge(near: Sequence[Near], kind: Kind = "strategy") -> Judged:
    """Return the stance of a document to one goal from its statements near it."""
    many = [one for one in near if acts_on(one)]
    about = [one for one in near if _is_about(one) or (len(many) >= _MANY and one in many)]
    if not about:
        return Judged("silent", "It says nothing of this goal.", (), _NOTHING, 0.0)
    ranked = sorted(about, key=lambda one: (-_weight(one), one.said.locator.start))
    return _full(ranked, near, many, kind) or _part(ranked, near)


def _full(
    ranked: Sequence[Near], near: Sequence[Near], many: Sequence[Near], kind: Kind
) -> Judged | None:
    """Return `supports` where the document acts for the goal."""
    acts = [one for one in ranked if _acts(one)]
    claims = [one for one in _claims(ranked) if not _IN_PART.search(one.said.text)]
    backed = [one for one in _beside(claims, near) if _acts(one)]
    if any(_WHOLE.search(one.said.text) for one in claims):
        backed += [one for one in many if one not in backed]
    if backed:
        return _judged("supports", "It states an action as serving this goal.", [*claims, *backed])
    if _is_enough(acts, kind):
        return _judged("supports", "It commits to action that serves the goal.", acts)
    return None


def _part(ranked: Sequence[Near], near: Sequence[Near]) -> Judged:
    """Return `partly` or `mentions`."""
    acts, claims = [one for one in ranked if _acts(one)], _claims(ranked)
    plans = _plans(ranked)
    if not plans and any(_NO_ACTION.search(one.said.text) for one in _beside(ranked, near)):
        return _judged("mentions", "It names the goal and says that it takes no action.", ranked)
    if len(acts) == 1 and not claims and not plans and not _is_sure(acts[0]):
        return _judged("mentions", "It acts near this subject, not clearly for the goal.", ranked)
    if acts or claims:
        why = "It acts on a part of the goal." if acts else "It says that it serves the goal."
        return _judged("partly", why, [*acts, *claims])
    return _lesser(ranked)


def _claims(ranked: Sequence[Near]) -> list[Near]:
    """Return the claims to serve the goal; a row of one cell is a heading and claims nothing."""
    return [
        one
        for one in ranked
        if one.in_text
        and _SERVES.search(one.said.text)
        and not (one.said.is_row and "|" not in one.said.text)
    ]


def _lesser(ranked: Sequence[Near]) -> Judged:
    if plans := _plans(ranked):
        return _judged("partly", "It only intends to act, or explores it.", plans)
    if any(one.is_named and not one.in_text for one in ranked):
        return _judged("partly", "It reports on the goal under a heading of its name.", ranked)
    return _judged("mentions", "It speaks of the goal without acting on it.", ranked)


def _plans(ranked: Sequence[Near]) -> list[Near]:
    return [one for one in ranked if one.said.commitment.strength in {"aims", "explores"}]


def _acts(one: Near) -> bool:
    return (
        is_act(one.said.commitment.strength)
        and not one.said.is_row
        and not is_process(one.said.text)
    )


def _is_enough(acts: Sequence[Near], kind: Kind) -> bool:
    """Say whether these actions serve the goal and not only a part of it.

    A board paper that only reports what was done commits to nothing; one decision is enough.
    """
    if any(_DECISION.search(one.said.text) for one in acts):
        return True
    promised = [one for one in acts if one.said.commitment.strength == "will"]
    sure = [one for one in acts if _is_sure(one)]
    if kind == "board" and not any(one in sure for one in promised):
        return False
    return len(acts) >= _MANY or (len(acts) > 1 and bool(sure))


def _is_sure(one: Near) -> bool:
    return one.is_named or one.nearness >= SURE or _DECISION.search(one.said.text) is not None


def _beside(some: Sequence[Near], near: Sequence[Near]) -> list[Near]:
    """Return the statements of the same section that stand near these."""
    places = [(one.said.locator.section, one.said.locator.start) for one in some]
    return [
        one
        for one in near
        if any(
            one.said.locator.section == section and abs(one.said.locator.start - start) < _BESIDE
            for section, start in places
        )
    ]


def _is_about(one: Near) -> bool:
    if one.is_named:
        return True
    if is_process(one.said.text):
        return False
    if one.said.commitment.strength in {"aims", "explores"}:
        return one.is_nearest and one.nearness >= SURE
    return one.is_nearest and one.nearness >= (NEAR if _acts(one) else ABOUT)


def _weight(one: Near) -> float:
    return one.nearness + (0.3 if one.is_named else 0) + (0.1 if one.is_nearest else 0)


def _judged(stance: Stance, reason: str, evidence: Sequence[Near]) -> Judged:
    kept = list(dict.fromkeys(one.said for one in evidence))[:3]
    strongest = max(kept, key=lambda said: _firmness(said.commitment))
    score = min(1.0, max(one.nearness for one in evidence) / 1.2)
    return Judged(stance, reason, tuple(kept), strongest.commitment, round(score, 3))


def _firmness(commitment: Commitment) -> int:
    order = {"will": 4, "done": 3, "aims": 2, "explores": 1, "none": 0}
    return 4 * order[commitment.strength] + commitment.target + commitment.date + commitment.owner
