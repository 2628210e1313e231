"""A report -> the few sentences that stand beside its file; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.blocks import Shown, context, joined, paragraphs, rich_text, run, section
from bot.mrkdwn import cut, escape, markdown

Body = Mapping[str, Any]

TITLE_CHARACTERS = 150
QUOTE_CHARACTERS = 160
LISTED_GOALS = 8
LISTED_REMARKS = 4
LISTED_CONFLICTS = 3
_SERVED = ("supports", "partly")
_RANK = {"supports": 3, "partly": 2, "mentions": 1}
_STANCES = {"supports": "served", "partly": "served in part", "conflicts": "contradicted"}
# What matters most comes first.
_REMARKS = {
    "conflict": ("contradiction", "contradictions"),
    "decided": ("difference from a decision", "differences from decisions"),
    "superseded": ("superseded document", "superseded documents"),
    "wrong_name": ("wrong name", "wrong names"),
    "vague": ("vague commitment", "vague commitments"),
    "no_goal": ("section that touches no goal", "sections that touch no goal"),
}


def check_message(body: Body, file_name: str) -> Shown:
    """Return what a check found, in short."""
    framework = body["framework"]
    title = f"Check of “{_short(body['title'])}” against {_short(framework['title'])}"
    lines = [*_served(body["served"], framework["goals"]), *_remarks(body["remarks"])]
    for anchor in list(body.get("anchors") or [])[:2]:
        lines.append(f"- {_quoted(anchor['advice'])}")
    lines += [str(note) for note in body.get("notes") or ()]
    return _message(title, lines, f"The whole check is in {file_name}.")


def matrix_message(body: Body, file_name: str) -> Shown:
    """Return what a matrix shows, in short."""
    goals = body["framework"]["goals"]
    title = f"Alignment matrix: {_short(body['framework']['title'])}"
    best = _best(body["findings"])
    by_rank = Counter(best.get(goal["id"], 0) for goal in goals)
    read = len({one.get("document_id") or one["title"] for one in body["findings"]})
    lines = [
        f"{_levels(goals)} against {_number(read, 'document')} that may be read here: "
        f"{by_rank[3]} served, {by_rank[2]} in part or in intention only, "
        f"{by_rank[1] + by_rank[0]} not served."
    ]
    unserved = [_goal(goal) for goal in goals if best.get(goal["id"], 0) < _RANK["partly"]]
    lines += _listed("Served by nobody:", unserved, LISTED_GOALS)
    lines += _listed("Documents disagree:", _conflicts(body["conflicts"]), LISTED_CONFLICTS)
    if orphans := len(body["orphans"]):
        verb = "serves" if orphans == 1 else "serve"
        lines.append(f"{_number(orphans, 'objective')} {verb} no goal.")
    return _message(title, lines, f"The whole matrix is in {file_name}.")


def together(messages: Sequence[Shown]) -> Shown:
    """Return several messages as one."""
    return Shown(
        joined([message.text for message in messages]),
        [block for message in messages for block in message.blocks],
        messages[0].markdown,
    )


def _message(title: str, lines: Sequence[str], small: str) -> Shown:
    text = "\n".join(lines)
    heading = section([run(f"{title}\n", bold=True)])
    return Shown(
        joined([escape(part) for part in (title, text, small)]),
        [rich_text([heading, *paragraphs(text)]), context(small)],
        markdown(f"{title}\n{text}"),
    )


def _served(served: Mapping[str, str], goals: Sequence[Body]) -> list[str]:
    ambitions = [goal for goal in goals if goal["parent"] is None]
    stances = [(goal, served.get(goal["id"], "silent")) for goal in ambitions]
    count = sum(stance in _SERVED for _, stance in stances)
    noun = "ambition" if len(ambitions) == 1 else "ambitions"
    if not count:
        first = f"It serves none of the {len(ambitions)} {noun}."
    else:
        first = f"It serves {count} of {len(ambitions)} {noun}:"
    named = [f"{_goal(goal)}: {_STANCES[stance]}" for goal, stance in stances if stance in _STANCES]
    return [first, *_bullets(named, LISTED_GOALS)]


def _remarks(remarks: Sequence[Body]) -> list[str]:
    kinds = list(_REMARKS)
    found = sorted(remarks, key=lambda one: _order(kinds, str(one["kind"])))
    counted = Counter(str(one["kind"]) for one in found)
    if not counted:
        return ["Nothing in its wording needs a second look."]
    named = ", ".join(_kind(kind, number) for kind, number in counted.items())
    return [f"To look at: {named}.", *_bullets(map(_remark, found), LISTED_REMARKS)]


def _remark(remark: Body) -> str:
    said = f"“{_quoted(remark['quote'])}”"
    against = remark.get("against")
    if against:
        said += f" ({_short(against['title'])}: “{_quoted(against['quote'])}”)"
    return f"{said} → {remark['advice']}"


def _conflicts(conflicts: Sequence[Body]) -> list[str]:
    return [
        f"{_short(one['a']['title'])} and {_short(one['b']['title'])}: {one['reason']}"
        for one in conflicts
    ]


def _best(findings: Iterable[Body]) -> dict[str, int]:
    best: dict[str, int] = {}
    for finding in findings:
        rank = _RANK.get(str(finding["stance"]), 0)
        best[finding["goal_id"]] = max(rank, best.get(finding["goal_id"], 0))
    return best


def _levels(goals: Sequence[Body]) -> str:
    counted = Counter(str(goal["level"]) for goal in goals)
    named = [_number(number, level) for level, number in counted.items()]
    return " and ".join(named) if len(named) < 3 else ", ".join(named)


def _listed(heading: str, lines: Sequence[str], most: int) -> list[str]:
    return [heading, *_bullets(lines, most)] if lines else []


def _bullets(lines: Iterable[str], most: int) -> list[str]:
    found = list(lines)
    shown = [f"- {line}" for line in found[:most]]
    return [*shown, f"- and {len(found) - most} more"] if len(found) > most else shown


def _goal(goal: Body) -> str:
    return _short(f"{goal['id']} {goal['text']}")


def _kind(kind: str, number: int) -> str:
    one, many = _REMARKS.get(kind, (kind.replace("_", " "), kind.replace("_", " ")))
    return f"{number} {one if number == 1 else many}"


def _order(kinds: Sequence[str], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)


def _number(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def _short(text: Any) -> str:
    return cut(" ".join(str(text).split()), TITLE_CHARACTERS)


def _quoted(text: Any) -> str:
    return cut(" ".join(str(text).split()), QUOTE_CHARACTERS)
