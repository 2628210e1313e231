"""The nouns of the bot's work: what an event asks for, kept until it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

JobKind = Literal["ask", "share", "home", "pane", "check", "feedback"]


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. `key` is unique in the workspace; jobs of one `lane` run one by one.

    `attempts` counts this attempt too; `notice` is the ts of a message that says "later".
    """

    kind: JobKind
    key: str
    lane: str
    payload: Mapping[str, Any]
    attempts: int = 0
    created: float = 0.0
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came: who asked what where, and how to answer.

    `root` is the ts of the thread's first message. `response_url` is set for a slash command,
    whose answer only the asker sees. `external` says that another organisation reads along or
    asks. `redelivered` says that Slack sent the event before.
    """

    user: str
    text: str
    channel: str
    ts: str = ""
    root: str = ""
    team: str = ""
    channel_type: str = ""
    response_url: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    external: bool = False
    redelivered: bool = False

    @property
    def is_follow_up(self) -> bool:
        """Whether something was said in the thread before."""
        return bool(self.root) and self.root != self.ts

    @property
    def is_private(self) -> bool:
        """Whether only the asker reads the answer."""
        return bool(self.response_url) or self.channel.startswith("D")

    def to_payload(self) -> dict[str, Any]:
        """Return what the store keeps."""
        return asdict(self)

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Asked:
        """Return the question that a job's payload holds."""
        return cls(**{**payload, "files": tuple(payload.get("files", ()))})


class LaterError(Exception):
    """The job cannot be done now: try again in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:g} s")
        self.seconds = seconds
