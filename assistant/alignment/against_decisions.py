"""Statements of a draft and board papers -> the decisions that they seem to differ from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.alignment.statements import Said, Source
from assistant.language.conflicts import clash
from assistant.language.decided import differs, is_decision

# A decision further from a statement than this is about something else.
_ALIKE = 0.4


def against_decisions(
    draft: Source, approved: Sequence[Source]
) -> Iterator[tuple[Said, Said, Source, str]]:
    """Yield statement, decision, its paper and the difference; conflicts proper are left out."""
    for source in approved:
        places = [n for n, said in enumerate(source.said) if is_decision(said.text)]
        if source.document.status in {"draft", "superseded"} or not places or not draft.said:
            continue
        alike = draft.vectors @ source.vectors[places].T
        for i, j in zip(*(alike >= _ALIKE).nonzero(), strict=True):
            mine, theirs = draft.said[int(i)], source.said[places[int(j)]]
            how = differs(mine.text, theirs.text)
            if how is not None and clash(mine.text, theirs.text) is None:
                yield mine, theirs, source, how
