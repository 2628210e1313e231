"""Who asks where -> what the answer may be made of. Without a word about it: public only."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.types import PUBLIC, Filters, Reader
from bot.jobs import Asked

PUBLIC_ONLY = Reader(frozenset({PUBLIC}))


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be read, and which documents are asked."""

    reader: Reader = PUBLIC_ONLY
    filters: Filters = field(default_factory=Filters)


class Rights:
    """In a channel the channel decides, in a direct message the person."""

    def of(self, _asked: Asked) -> Scope:
        """Return what an answer to this question may be made of."""
        return Scope()
