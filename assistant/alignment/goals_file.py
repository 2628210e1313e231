"""goals.yaml -> the frameworks that it gives or corrects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.alignment_types import Framework, Goal
from assistant.errors import CorpusError


class GoalEntry(BaseModel):
    """One goal as given."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1)
    level: str = "ambition"
    text: str = Field(min_length=1)
    description: str = ""
    parent: str | None = None

    @field_validator("id", "parent", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int | float) else value

    @field_validator("description", mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: Any) -> Any:
        return value or ""


class FrameworkEntry(BaseModel):
    """One framework as given."""

    model_config = ConfigDict(extra="forbid")

    vision: str = Field(min_length=1)
    title: str | None = None
    goals: tuple[GoalEntry, ...] = Field(min_length=1)


class GoalsFile(BaseModel):
    """A goals.yaml."""

    model_config = ConfigDict(extra="forbid")

    frameworks: tuple[FrameworkEntry, ...] = ()


def read_goals(path: Path) -> list[Framework]:
    """Return the frameworks of a goals.yaml; none when there is no such file.

    Raises:
        CorpusError: it is no YAML, a field is wrong, or an id occurs twice; the message names it.
    """
    if not path.is_file():
        return []
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = GoalsFile.model_validate(content or {}).frameworks
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} is not a YAML file that can be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        said = first["msg"].replace("valid tuple", "list")
        place = " → ".join(str(part) for part in first["loc"])
        raise CorpusError(f"{path}: {place}: {said}. Correct it and try again.") from error
    return [_framework(entry, path) for entry in entries]


def _framework(entry: FrameworkEntry, path: Path) -> Framework:
    goals = tuple(Goal(g.id, g.level, g.text, g.description, g.parent) for g in entry.goals)
    ids = {goal.id for goal in goals}
    if len(ids) < len(goals):
        raise CorpusError(f"{path}: an id is given twice in the framework {entry.vision!r}.")
    lost = next((g for g in goals if g.parent is not None and g.parent not in ids), None)
    if lost is not None:
        raise CorpusError(
            f"{path}: the goal {lost.id!r} has the parent {lost.parent!r}, not there."
        )
    return Framework(entry.vision, entry.title or entry.vision, goals, "given")
