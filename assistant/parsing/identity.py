"""What a document says of itself -> Identity; whatever cannot be told stays None."""

from __future__ import annotations

from pathlib import Path

from assistant.types import Identity, ParsedText


def infer_identity(parsed: ParsedText, path: Path) -> Identity:
    """Infer title, kind, organisation, date and status (Identity lives in assistant.types)."""
    return Identity(title=parsed.properties.get("title"))
