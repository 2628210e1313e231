"""goals.yaml gives frameworks, and says what is wrong with itself."""

from pathlib import Path

import pytest

from assistant.alignment.goals_file import read_goals
from assistant.errors import CorpusError


def test_goals_are_read_as_given(tmp_path: Path) -> None:
    path = tmp_path / "goals.yaml"
    path.write_text(
        "frameworks:\n- vision: v\n  goals:\n"
        "  - {id: 1, level: ambition, text: A, parent: null}\n"
        "  - {id: '1.1', level: priority, text: B, description: C, parent: 1}\n",
        encoding="utf-8",
    )

    (framework,) = read_goals(path)

    assert [(g.id, g.parent, g.description) for g in framework.goals] == [
        ("1", None, ""),
        ("1.1", "1", "C"),
    ]


def test_a_parent_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "goals.yaml"
    path.write_text(
        "frameworks:\n- {vision: v, goals: [{id: '1', text: A, parent: '9'}]}\n", encoding="utf-8"
    )

    with pytest.raises(CorpusError, match="'9'"):
        read_goals(path)


def test_without_a_file_there_are_no_frameworks(tmp_path: Path) -> None:
    assert read_goals(tmp_path / "goals.yaml") == []
