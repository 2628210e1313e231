"""What a check tells the writer of a draft, in every form, and of drafts that cannot be checked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.alignment.checking import Approved, check_draft
from assistant.alignment.draft_reports import draft_bytes
from assistant.alignment.matching import GoalMatcher
from assistant.alignment_types import DraftCheck, Framework, Goal
from assistant.errors import UsageError
from assistant.models.embedding import open_embedding_model
from assistant.parsing.parse import parse
from assistant.protocols import TokenEmbedder

pytestmark = pytest.mark.model

GOALS = (
    Goal("1", "ambition", "Warm homes", "Everyone lives in a warm, dry home by 2040."),
    Goal("2", "ambition", "Stories, stages and shared places", "A stage in every town."),
)


@pytest.fixture(scope="module", name="embedder")
def _embedder(models_dir: Path) -> TokenEmbedder:
    return open_embedding_model("all-MiniLM-L6-v2", models_dir, threads=1).embedder


def _check(text: str, embedder: TokenEmbedder, folder: Path) -> DraftCheck:
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    matcher = GoalMatcher(Framework("v", "Our vision", GOALS), embedder)
    return check_draft("draft", parse(path), matcher, embedder, Approved((), (), {}))


def _remarks(check: DraftCheck, kind: str) -> list[str]:
    return [one.quote for one in check.remarks if one.kind == kind]


def test_a_goal_named_in_part_is_a_wrong_name_and_still_the_goal_of_its_section(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    check = _check(
        "# Draft\n\n## Aim\n\nThis plan serves Ambition 2, Stories and stages, and Ambition 1, "
        "Warm homes.\n",
        embedder,
        tmp_path,
    )

    [wrong] = [one for one in check.remarks if one.kind == "wrong_name"]
    assert "Stories, stages and shared places" in wrong.advice
    assert {one.goal_id for one in check.sections[0].matches} == {"1", "2"}
    assert not _remarks(check, "no_goal")


def test_a_short_promise_is_vague_and_a_refusal_or_a_question_is_not(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    check = _check(
        "# Draft\n\nWe will insulate lofts.\n\nWe will not sell any land for housing.\n\n"
        "Should we open a new theatre in the town?\n",
        embedder,
        tmp_path,
    )

    assert _remarks(check, "vague") == ["We will insulate lofts."]


def test_names_of_goals_have_room_in_the_workbook(embedder: TokenEmbedder, tmp_path: Path) -> None:
    check = _check("# Draft\n\nWe will insulate 400 homes by 2030.\n", embedder, tmp_path)

    book = load_workbook(io.BytesIO(draft_bytes(check, "xlsx")))

    assert book["What it serves"].column_dimensions["A"].width >= len("1 Warm homes")


def test_a_draft_beyond_all_measure_is_refused_in_plain_words(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="in parts"):
        _check("We will insulate 400 homes by 2030.\n\n" * 10_001, embedder, tmp_path)


def test_the_summary_names_the_ambitions_that_a_draft_serves(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    check = _check(
        "# Draft\n\n## Warmth\n\nWe will insulate 400 homes by 2030 so that they are warm and dry."
        "\n\nWe will warm 200 cold homes by 2028.\n\n## Staff\n\nOur payroll ran late in May.\n",
        embedder,
        tmp_path,
    )

    told = draft_bytes(check, "text").decode()

    assert "1 of 2 ambitions: 1 Warm homes." in told
    assert "Staff: no goal" in told


def test_a_long_draft_says_how_far_its_check_has_come(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    path = tmp_path / "draft.md"
    parts = (
        f"## Part {n}\n\nWe will warm {n} homes of street {n} by 2030.\n" for n in range(1, 301)
    )
    path.write_text("# Draft\n\n" + "\n".join(parts), encoding="utf-8")
    matcher = GoalMatcher(Framework("v", "Our vision", GOALS), embedder)
    told: list[tuple[str, int, int]] = []

    check_draft(
        "draft",
        parse(path),
        matcher,
        embedder,
        Approved((), (), {}),
        lambda stage, done, total: told.append((stage, done, total)),
    )

    assert ("Reading the draft", 256, 300) in told
    assert ("Judging sections", 300, 300) in told


def test_ambitions_with_letters_are_named_by_them_and_an_article_names_none(
    embedder: TokenEmbedder, tmp_path: Path
) -> None:
    goals = (
        Goal("A", "ambition", "Warm homes", "Everyone lives in a warm home."),
        Goal("B", "ambition", "Clean rivers", "Every river is clean."),
    )
    path = tmp_path / "draft.md"
    path.write_text(
        "# Draft\n\n## One\n\nThe work on rates serves Ambition B.\n\n"
        "## Two\n\nOur ambition a year ago was to hold the rates at that level.\n\n"
        "## Three\n\nThis plan serves Ambition A, Healthy Lives.\n",
        encoding="utf-8",
    )
    matcher = GoalMatcher(Framework("v", "Our vision", goals), embedder)

    check = check_draft("draft", parse(path), matcher, embedder, Approved((), (), {}))

    served = [{one.goal_id for one in section.matches} for section in check.sections]
    assert served[:2] == [{"B"}, set()]
    assert _remarks(check, "wrong_name") == ["This plan serves Ambition A, Healthy Lives."]
