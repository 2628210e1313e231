"""A question -> the same, what its papers share written out: "the old and the new strategy"."""

from __future__ import annotations

import re

from assistant.answering.paper_words import HEAD, STAGE

_SHARED = re.compile(
    rf"\b(?P<before>(?:(?:the )?{STAGE}, )*)(?:the )?(?P<one>{STAGE}),?"
    rf" (?P<link>and|to|or|with|than) (?:the )?(?P<other>{STAGE})"
    rf" (?P<head>(?:(?!and |to |or )[\w'’-]+ ){{0,3}}?(?:list of )?{HEAD})\b", re.I
)  # fmt: skip
# "the April report and the October one", "... and that of October".
_ONE = re.compile(
    rf"\bthe (?P<stage>{STAGE}|[a-z][\w-]+(?: and [a-z][\w-]+)?) ones?\b"
    rf"|\b(?:that|those|the ones?) (?:of|from|for) (?P<of>{STAGE})\b", re.I
)  # fmt: skip
_PAPER = re.compile(
    rf"\b(?:the|our) (?P<rest>(?:(?!the )[\w&’'.-]+ ){{1,5}}?)(?P<head>{HEAD})\b", re.I
)
_STAGES = re.compile(rf"\b{STAGE} ", re.I)
_NO_STAGE = re.compile(r"^(?:only|first|second|last|next|other|same|right|wrong|\w+est)$", re.I)


def plainly_named(text: str) -> str:
    """Write out what papers share: "the old and the new health strategy", "the October one"."""
    shared = _SHARED.sub(_each, " ".join(text.split()))
    return _ONE.sub(lambda match: _named(match, shared), shared)


def _each(match: re.Match[str]) -> str:
    head = match["head"]
    before = re.findall(STAGE, match["before"], re.I)
    listed = "".join(f"the {stage} {head}, " for stage in before)
    last = f"{match['link']} the {match['other']} {head}"
    return f"{listed}the {match['one']} {head} {last}"


def _named(match: re.Match[str], text: str) -> str:
    """Put the noun of the paper named before for "one": of its name, all but the stage."""
    stage = match["stage"] or match["of"]
    before = list(_PAPER.finditer(text, 0, match.start()))
    if not before or _NO_STAGE.match(stage):
        return match.group()
    rest = _STAGES.sub("", before[-1]["rest"]) if _STAGES.match(f"{stage} ") else ""
    return f"the {stage} {rest}{before[-1]['head']}"
