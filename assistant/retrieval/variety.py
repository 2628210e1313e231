"""Ranked passages -> the same, no document crowding out the others when a question spans several.

Whether a plan serves a vision shows only when both are among the passages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from assistant.types import Passage

# Each further passage of one document counts this much of its score.
_FADE = 0.85
_SPANNING = re.compile(
    r"\b(?:align\w*|golden thread|in line with|contribut\w+|consistent with|serv(?:e|es|ing)"
    r"|fits?|follow(?:s|ed)? from|carr\w+ forward|taken? forward|from vision|link\w* (?:to|with)"
    r"|support\w* (?:the|an|any|which) (?:\w+ )?(?:vision|ambition|priorit\w+|goal|aim)"
    r"|(?:which|what do the|how do the|do the|across) (?:\w+ ){0,3}(?:strateg|plan|document)\w*"
    r"|agree|compare[ds]?|differ\w*|conflict\w*|contradict\w*|vision and)\b",
    re.IGNORECASE,
)


def spans_documents(query: str) -> bool:
    """Say whether a question asks how documents stand to each other."""
    return _SPANNING.search(query) is not None


def vary(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages with the later ones of each document lowered, best first."""
    seen: Counter[str] = Counter()
    lowered: list[Passage] = []
    for passage in passages:
        document_id = passage.chunk.document_id
        lowered.append(replace(passage, score=passage.score * _FADE ** seen[document_id]))
        seen[document_id] += 1
    return sorted(lowered, key=lambda passage: -passage.score)
