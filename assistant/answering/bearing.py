"""Passages and a subject -> how well each quotable unit bears on it, and whether it does at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, gather
from assistant.language.commitment import commitment
from assistant.language.kin import kin, roots
from assistant.language.quantities import quantities
from assistant.language.rarity import rarity
from assistant.language.terms import Word, words
from assistant.language.wordlists import word_set
from assistant.protocols import Library, Vectors
from assistant.types import Passage

# Words of the subject in the unit count more than those of its heading.
_OWN, _HEADED = 0.3, 0.12
_ACTS, _FIGURE, _DECIDES = 0.08, 0.12, 0.1
_SHORT, _CLAIMS, _LEADS, _ASKS, _ROW = -0.3, -0.2, -0.1, -0.3, -0.08
_FEWEST_WORDS = 5
_FOREIGN = -0.3
# English of this length has one of the small words that every English text has.
_LONG = 10
# That a paper serves something is said better by what it does.
_CLAIM = re.compile(
    r"^\W*(?:[\d.]+\s+)?(?:this|the|our) (?:objective|goal|report|strategy|plan|work|section)"
    r" (?:also )?(?:serves|contributes)\b|^\W*it (?:also )?(?:serves|contributes)\b"
    r"|\bambition served\b", re.I
)  # fmt: skip
_DECISION = re.compile(
    r"\bDecision:|\b[Bb]oard (?:has )?(?:also )?agreed\b|\bRESOLVE|\bresolved to\b"
)
_ACTION = re.compile(r"\bAction:")
_PROCESS = re.compile(
    r"\b(?:measures?|table|figure|section|appendix) (?:below|above)\b|\bpresented (?:the|a) \w+"
    r"|\bthis report tells\b|\bmore detail\b", re.I
)  # fmt: skip
# "The programme is" only leads to a list; "Agreed by the partnership on 3 May" says nothing.
_OPEN = re.compile(r":\s*$|\b(?:is|are|was|were|will|has|have|to|the|of|and|by|for|with)\W*$", re.I)
_FORMAL = re.compile(
    r"^\W*(?:agreed|approved|adopted|issued|published|endorsed|draft(?: \d+)?)\b[^.]*"
    r"\b(?:19|20)\d\d\W*$", re.I
)  # fmt: skip
_TASK = re.compile(r"\bto (?:bring|write|present|report|publish|send|name)\b|\bis asked to\b", re.I)
_SMALL = word_set("the of and to in for is are was were will that with by from be have has at as")
_FIRM = ("will", "done")
_NO_COUNT = frozenset(("one", "single", "once", "both", "first"))
# On the subject: near in meaning, or with most of its words and half as near.
_NEAR, _NEAR_IN_WORDS = 0.5, 0.28
_MOST_WORDS = 0.6
_NAMED_NEAR, _NAMED_WORDS = 0.42, 0.34
_EVERY_WORD, _FAR = 0.95, 0.18


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: its words, its vector, and whether figures or decisions are wanted."""

    text: str
    vector: Vectors
    wants_figures: bool = False
    wants_decisions: bool = False

    @property
    def terms(self) -> tuple[Word, ...]:
        """The words, each stem once."""
        return tuple({word.stem: word for word in words(self.text)}.values())


@dataclass(frozen=True, slots=True)
class Bearing:
    """A unit, how well it bears on the subject, and what share of the subject's words it has."""

    evidence: Evidence
    score: float
    coverage: float

    @property
    def is_on_subject(self) -> bool:
        """Whether it may be quoted when its paper was not asked for by name."""
        near = self.evidence.similarity
        return near >= _NEAR or (self.coverage >= _MOST_WORDS and near >= _NEAR_IN_WORDS)

    @property
    def is_on_it_at_all(self) -> bool:
        """Whether it may be quoted for a paper that was asked for by name."""
        near = self.evidence.similarity
        enough = self.coverage >= _NAMED_WORDS and near >= _NEAR_IN_WORDS
        enough = enough or (self.coverage >= _EVERY_WORD and near >= _FAR)
        return self.is_on_subject or near >= _NAMED_NEAR or enough


def bearings(subject: Subject, passages: Sequence[Passage], library: Library) -> list[Bearing]:
    """Return the units of the passages, the one that bears best on the subject first."""
    documents = dict.fromkeys(passage.chunk.document_id for passage in passages)
    weights = rarity(subject.terms, map(library.canonical_text, documents))
    found = [
        _bearing(subject, evidence, weights)
        for evidence in gather(passages, subject.vector, library)
        if evidence.block.kind not in ("heading", "table_head")
    ]
    return sorted(found, key=lambda one: -one.score)


def _bearing(subject: Subject, evidence: Evidence, weights: Mapping[str, float]) -> Bearing:
    own = _coverage(weights, evidence.stems)
    headed = evidence.stems | evidence.near_stems | evidence.context.section_stems
    share = _coverage(weights, headed)
    score = evidence.similarity + _OWN * own + _HEADED * share + _worth(subject, evidence)
    return Bearing(evidence, score, max(own, share))


def _coverage(weights: Mapping[str, float], stems: frozenset[str]) -> float:
    """Return the share of the subject's words, by how telling they are, or of their kin."""
    there = roots(stems)
    total = sum(weights.values())
    held = sum(
        weight
        for stem, weight in weights.items()
        if stem in stems or not kin(stem).isdisjoint(there)
    )
    return held / total if total else 0.0


def _worth(subject: Subject, evidence: Evidence) -> float:
    """Rather what acts, or gives a figure when figures are compared, than what only speaks."""
    text = evidence.text
    # A priority is named before it is set: "Nobody on the street. End rough sleeping by 2030."
    firm = (commitment(one).strength in _FIRM for one in (text, text.partition(". ")[2]))
    worth = _ACTS if any(firm) else 0.0
    if subject.wants_figures and _has_figure(text):
        worth += _FIGURE
    if _DECISION.search(text):
        worth += _DECIDES * (1 + subject.wants_decisions)
    worth += _form(evidence)
    if evidence.block.kind == "table_row" and not subject.wants_figures:
        worth += _ROW
    return worth + (_CLAIMS if _CLAIM.search(text) else 0.0)


def _form(evidence: Evidence) -> float:
    """Take away what a unit loses that is hardly a sentence, asks, introduces or gives a task."""
    text = evidence.text
    lost = _SHORT if len(evidence.words) < _FEWEST_WORDS else 0.0
    if text.rstrip().endswith("?"):
        lost += _ASKS
    if _is_foreign(evidence):
        lost += _FOREIGN
    if _PROCESS.search(text):
        lost += _CLAIMS
    if _OPEN.search(text) or _TASK.search(text) or _ACTION.search(text):
        lost += _LEADS
    if _FORMAL.search(text):
        lost += _CLAIMS
    return lost


def _is_foreign(evidence: Evidence) -> bool:
    """Say whether the unit is in another language, as half of a bilingual paper is."""
    if evidence.block.kind == "table_row" or len(evidence.words) < _LONG:
        return False
    return not any(word.text.lower() in _SMALL for word in evidence.words)


def _has_figure(text: str) -> bool:
    """Say whether the unit gives an amount, a share or a count; "a single cause" is none."""
    return any(
        one.kind in ("money", "percent")
        or (one.kind == "number" and one.text.lower() not in _NO_COUNT)
        for one in quantities(text)
    )
