"""A run, and perhaps an earlier one -> the table that `golden-thread eval` prints; pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.baseline import Change, changes, only_in_first
from assistant.evaluation.figures import TOKENS_SHOWN, Figure, figures_of
from assistant.evaluation.marks import Answered, Found, Outcome
from assistant.evaluation.run import Run

_QUESTION_WIDTH = 66
_MARK = {True: "yes", False: "NO", None: "-"}


def as_table(run: Run, baseline: Run | None = None) -> str:
    """Return questions, figures and, with a baseline, what moved since."""
    lines = [*_question_lines(run.outcomes), "", *_figure_lines(run, baseline)]
    if baseline is not None:
        lines += ["", *_change_lines(changes(baseline.outcomes, run.outcomes))]
        added = only_in_first(run.outcomes, baseline.outcomes)
        lines += [f"new     {question}" for question in added]
        gone = only_in_first(baseline.outcomes, run.outcomes)
        lines += [f"gone    {question}" for question in gone]
    return "\n".join(lines)


def _question_lines(outcomes: Sequence[Outcome]) -> list[str]:
    head = f"{'question':{_QUESTION_WIDTH}}  rank  {TOKENS_SHOWN}  facts  cited  words  right"
    return [head, *(_question_line(one) for one in outcomes)]


def _question_line(outcome: Outcome) -> str:
    text = " ".join(outcome.question.split())
    shown = text if len(text) <= _QUESTION_WIDTH else text[: _QUESTION_WIDTH - 1] + "…"
    rank, near = _found_cells(outcome)
    facts, cited, words = _answer_cells(outcome.answered)
    marks = f"{facts:>5}  {cited:>5}  {words:>5}  {_MARK[outcome.is_right]:>5}"
    return f"{shown:{_QUESTION_WIDTH}}  {rank:>4}  {near:>3}  {marks}"


def _found_cells(outcome: Outcome) -> tuple[str, str]:
    if outcome.found is None or outcome.expectation != "answerable":
        return "-", "-"
    return str(outcome.found.rank or "none"), _MARK[_is_shown(outcome.found)]


def _is_shown(found: Found) -> bool:
    return found.tokens is not None and found.tokens <= TOKENS_SHOWN


def _answer_cells(answered: Answered | None) -> tuple[str, str, str]:
    if answered is None:
        return "-", "-", "-"
    if answered.is_refusal:
        return "-", "-", "none"
    return _MARK[answered.facts], _MARK[answered.cited], str(answered.words)


def _figure_lines(run: Run, baseline: Run | None) -> list[str]:
    before = {one.name: one for one in figures_of(baseline.outcomes)} if baseline else {}
    told = [one for one in figures_of(run.outcomes) if one.value is not None]
    return [_figure_line(one, before.get(one.name)) for one in told]


def _figure_line(figure: Figure, before: Figure | None) -> str:
    line = f"{figure.label:46} {_value(figure):>8}  of {figure.of}"
    if before is None or before.value is None or _value(before) == _value(figure):
        return line
    return f"{line}  (before: {_value(before)})"


def _value(figure: Figure) -> str:
    value = figure.value
    if value is None:
        return "-"
    match figure.form:
        case "share":
            return f"{100 * value:.1f} %"
        case "score":
            return f"{value:.3f}"
        case "count":
            return f"{value:.0f}"


def _change_lines(moved: Sequence[Change]) -> list[str]:
    if not moved:
        return ["No question changed."]
    return [_change_line(change) for change in moved]


def _change_line(change: Change) -> str:
    word = "better" if change.is_better else "WORSE"
    return f"{word:6}  {change.mark}: {change.before} -> {change.after}  {change.question}"
