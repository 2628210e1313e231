"""Question and passages -> the sentences, items and rows that answer, each with its citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.answer_types import is_typed
from assistant.answering.answerability import answer_features, lacks_answer
from assistant.answering.asking import Asked, read_question
from assistant.answering.capitals import as_printed
from assistant.answering.choosing import choose
from assistant.answering.composing import (
    DISAGREE,
    Composition,
    by_standing,
    dates_the_deed,
    in_force,
    in_full,
    newest_in_force,
    telling,
)
from assistant.answering.disputes import disputed
from assistant.answering.evidence import Evidence
from assistant.answering.held import beside, holds, is_held
from assistant.answering.lists import is_of_another_number
from assistant.answering.missing import SHOWN, by_meaning, what_is_missing
from assistant.answering.model import Weights, packaged_weights
from assistant.answering.parts import QuestionPart, indirect, parts_of
from assistant.answering.premises import slip_in
from assistant.answering.quoting import Quote, locate, quote_unit
from assistant.answering.ranking import Ranked, Ranking, rank
from assistant.answering.thread import choose_thread, links
from assistant.citing import CitationList
from assistant.protocols import Library, Listener, TokenEmbedder
from assistant.types import Answer, Kind, No, Passage, Question, Reader

# Below this similarity the documents do not speak of the subject; nothing is near.
_NEAR = 0.3
# A question of alignment is answered by its gaps too, so less evidence is enough.
_LENIENCE = 0.3
_GAPS: Mapping[Kind, str] = {
    "vision": "No vision was found that speaks of it.",
    "strategy": "No strategy was found that speaks of it.",
    "board": "No board paper was found that speaks of it.",
}
# A part alone, of a question that is refused as a whole, must be all the surer.
_STRICTER = 1.3
NOTHING = "The documents do not answer this question."
NEAR = "The documents do not answer this question. The passages that come nearest are listed."


class ExtractiveAnswerer:
    """Answers with what the documents say, word for word, or says that they do not."""

    def __init__(
        self, embedder: TokenEmbedder, library: Library, weights: Weights | None = None
    ) -> None:
        self._embedder = embedder
        self._library = library
        self._weights = weights or packaged_weights()

    def answer(
        self,
        question: Question,
        passages: Sequence[Passage],
        *,
        reader: Reader,
        listener: Listener | None = None,  # noqa: ARG002 - made at once, told by the front door
    ) -> Answer:
        """Return an answer whose every citation stands verbatim in its document."""
        readable = self._readable(passages, reader)
        asked = self._read(question, readable)
        ranking = self._rank(asked, readable)
        if not ranking.units or not asked.terms:
            return _not_found(question, CitationList(), no="nothing")
        features = answer_features(ranking)
        probability = self._probability(ranking, features)
        aligned = asked.kind == "alignment"
        parts = [] if aligned else parts_of(question.alone)
        if probability < self._weights.threshold * _leniency(ranking):
            composition = Composition(self._library)
            missing = self._missing(composition, parts, ranking, (), _STRICTER)
            if composition.statements:
                return _in_part(composition, question, missing)
            return self._refused(question, ranking, features["best_similarity"])
        if aligned:
            return self._threaded(question, ranking)
        return self._composed(question, ranking, parts)

    def quotes(
        self, question: Question, passages: Sequence[Passage], *, reader: Reader
    ) -> list[Quote]:
        """Return the quotes that answer, best first; none when nothing does.

        Whoever asks says "nothing was found" of an empty list, so little is enough.
        """
        readable = self._readable(passages, reader)
        ranking = self._rank(self._read(question, readable), readable)
        if not ranking.units or not ranking.asked.terms:
            return []
        probability = self._probability(ranking, answer_features(ranking))
        is_enough = probability >= self._weights.threshold * _LENIENCE
        return choose(ranking, self._library) if is_enough else []

    def _readable(self, passages: Sequence[Passage], reader: Reader) -> list[Passage]:
        """The searches filter already; what slipped through is dropped here, not shown."""
        return [
            passage
            for passage in passages
            if reader.may_read(self._library.document(passage.chunk.document_id).audience)
        ]

    def _read(self, question: Question, passages: Sequence[Passage]) -> Asked:
        found = dict.fromkeys(passage.chunk.document_id for passage in passages)
        return read_question(as_printed(question.alone, map(self._library.document, found)))

    def _rank(self, asked: Asked, passages: Sequence[Passage]) -> Ranking:
        selection = self._weights.selection
        return rank(asked, passages, self._library, selection, self._embedder)

    def _probability(self, ranking: Ranking, features: Mapping[str, float]) -> float:
        probability = self._weights.answerable.probability(features)
        lacks = ranking.leading.needed > 0 and (
            bool(ranking.leading.lacking)
            or lacks_answer(ranking, probability)
            or is_of_another_number(ranking.asked, ranking.units[0].evidence, self._library)
        )
        return 0.0 if lacks else probability

    def _refused(self, question: Question, ranking: Ranking, similarity: float) -> Answer:
        if similarity < _NEAR or _has_no_word(ranking):
            return _not_found(question, CitationList(), no="nothing")
        nearest = self._cited(by_meaning(ranking).units[:SHOWN])
        return _not_found(question, nearest, no="near", missing=what_is_missing(ranking))

    def _threaded(self, question: Question, ranking: Ranking) -> Answer:
        """Compose the quotes from vision to board, and say for which kinds there is none."""
        quotes = in_force(choose_thread(ranking, self._library), self._library)
        composition = Composition(self._library)
        pair = disputed(ranking, quotes)
        numbered = self._side_by_side(composition, pair) if pair else []
        conflicts = [tuple(number for _, number in numbered)] if numbered else []
        rest = [quote for quote in quotes if not _is_said(quote, composition)]
        numbered += [(quote, composition.quote(quote)) for quote in rest]
        thread = links(numbered)
        composition.remark(" ".join(_GAPS[kind] for kind in thread.gaps))
        return composition.answer(question, thread=thread, conflicts=conflicts)

    def _composed(
        self, question: Question, ranking: Ranking, parts: Sequence[QuestionPart]
    ) -> Answer:
        """Say the chosen quotes; what another document says against them comes first."""
        quotes = by_standing(choose(ranking, self._library), self._library)
        composition = Composition(self._library)
        pair = disputed(ranking, quotes)
        if pair is not None:
            sides = self._side_by_side(composition, pair)
            quotes = [side for side, _ in sides]
        else:
            numbers = [
                composition.quote(quote, self._opening(ranking.asked, quote))
                for quote in telling(quotes)
            ]
            composition.conclude(ranking.leading.conclusion or slip_in(ranking), numbers)
        conflicts = [(1, 2)] if pair is not None else []
        missing = self._missing(composition, parts, ranking, quotes)
        return _in_part(composition, question, missing, conflicts)

    def _opening(self, asked: Asked, quote: Quote) -> str | None:
        """Return how the paper is named in front, where its own date is what is asked for."""
        document = self._library.document(_document_id(quote))
        return in_full(document) if dates_the_deed(asked, quote.evidence, document) else None

    def _side_by_side(
        self, composition: Composition, pair: tuple[Quote, Quote]
    ) -> list[tuple[Quote, int]]:
        """Say that documents disagree, and what each says, with its status and date."""
        composition.remark(DISAGREE)
        sides = newest_in_force(pair, self._library)
        documents = [self._library.document(_document_id(side)) for side in sides]
        return [
            (side, composition.quote(side, in_full(document)))
            for side, document in zip(sides, documents, strict=True)
        ]

    def _missing(
        self,
        composition: Composition,
        parts: Sequence[QuestionPart],
        ranking: Ranking,
        quotes: Sequence[Quote],
        strictness: float = 1.0,
    ) -> list[QuestionPart]:
        """Answer the parts that the quotes leave open; return those that nothing answers."""
        missing = []
        for part in parts:
            if not is_typed(part.asked) or is_held(part, ranking, quotes):
                continue
            found = beside(part, quotes) or self._answer_to(part, ranking, strictness)
            if found is None:
                missing.append(part)
            elif not _is_said(quote_unit(found), composition):
                composition.quote(quote_unit(found))
        return missing

    def _answer_to(
        self, part: QuestionPart, ranking: Ranking, strictness: float
    ) -> Evidence | None:
        """Return the best unit for a part, when it holds what is asked for and answers it."""
        contexts = {id(one.evidence.context): one.evidence.context for one in ranking.units}
        passages = [one.passage for one in sorted(contexts.values(), key=lambda one: one.rank)]
        again = self._rank(part.asked, passages)
        holding = [one for one in again.units if holds(part, one.evidence)]
        if not holding:
            return None
        narrowed = Ranking(again.asked, [*holding, *again.units], again.weights)
        probability = self._weights.answerable.probability(answer_features(narrowed))
        needed = self._weights.threshold * strictness
        return holding[0].evidence if probability >= needed else None

    def _cited(self, ranked: Sequence[Ranked]) -> CitationList:
        citations = CitationList()
        for one in ranked:
            text = self._library.canonical_text(one.evidence.passage.chunk.document_id)
            citations.add(locate(quote_unit(one.evidence), self._library), text)
        return citations


def _leniency(ranking: Ranking) -> float:
    if ranking.asked.kind == "alignment":
        return _LENIENCE
    return ranking.leading.needed


def _near(missing: str) -> str:
    return NEAR.replace(". ", f". {missing} ", 1) if missing else NEAR


def _has_no_word(ranking: Ranking) -> bool:
    """Say whether no passage has any word of the question: then nothing is near."""
    asked = frozenset(ranking.asked.stems)
    return all(
        asked.isdisjoint(one.evidence.stems | one.evidence.context.heading_stems)
        for one in ranking.units
    )


def _document_id(quote: Quote) -> str:
    return quote.evidence.passage.chunk.document_id


def _is_said(quote: Quote, composition: Composition) -> bool:
    """Say whether the statements hold the quote already, or a part of it."""
    return any(
        one.locator.document_id == _document_id(quote)
        and one.locator.start < quote.end
        and quote.start < one.locator.end
        for one in composition.citations.citations
    )


def _in_part(
    composition: Composition,
    question: Question,
    missing: Sequence[QuestionPart],
    conflicts: Sequence[tuple[int, ...]] = (),
) -> Answer:
    """Return the answer, partial when a part of the question is missing from it."""
    if not missing:
        return composition.answer(question, conflicts=conflicts)
    composition.remark(not_said(missing))
    return composition.answer(question, status="partial", no="near", conflicts=conflicts)


def not_said(missing: Sequence[QuestionPart]) -> str:
    """Say plainly which parts of a question the documents do not answer."""
    told = ", or ".join(indirect(part.text) for part in missing)
    return f"The passages found do not say {told}."


def _not_found(question: Question, nearest: CitationList, *, no: No, missing: str = "") -> Answer:
    return Answer(
        id="",
        question=question.text,
        standalone_question=question.alone,
        status="not_found",
        text=_near(missing) if nearest.citations else NOTHING,
        statements=(),
        citations=(),
        snapshot="",
        no=no,
        nearest=tuple(nearest.citations),
    )
