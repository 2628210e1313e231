"""What is wrong with a payload, in the form that Slack uses in response_metadata.messages."""

from __future__ import annotations

from typing import Any


class Problems(list[str]):
    def add(self, text: str, pointer: str) -> None:
        self.append(f"[ERROR] {text} [json-pointer:{pointer}]")

    def length(self, value: Any, maximum: int, pointer: str, minimum: int = 0) -> None:
        if not isinstance(value, str):
            return
        if len(value) > maximum:
            self.add(f"must be less than {maximum + 1} characters", pointer)
        elif len(value) < minimum:
            self.add(f"must be more than {minimum - 1} characters", pointer)

    def items(self, value: Any, maximum: int, pointer: str) -> None:
        if isinstance(value, list) and len(value) > maximum:
            self.add(f"no more than {maximum} items allowed", pointer)

    def filled(self, value: Any, pointer: str) -> None:
        if not isinstance(value, list) or not value:
            self.add("must be a non-empty array", pointer)

    def present(self, value: Any, name: str, pointer: str) -> None:
        if not value:
            self.add(f"missing required field: {name}", pointer)

    def one_of(self, value: Any, allowed: tuple[str, ...], pointer: str) -> None:
        if value not in allowed:
            self.add(f"must be one of {', '.join(allowed)}", pointer)

    def text(
        self,
        text: Any,
        maximum: int,
        pointer: str,
        required: bool = False,
        plain: bool = False,
    ) -> None:
        """Check a text object."""
        if text is None:
            self.present(not required, "text", pointer)
            return
        if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
            self.add("must be a text object", pointer)
            return
        if plain and text["type"] != "plain_text":
            self.add("must be plain_text", f"{pointer}/type")
        if not isinstance(text.get("text"), str):
            self.add("missing required field: text", pointer)
        self.length(text.get("text"), maximum, f"{pointer}/text", minimum=1)
