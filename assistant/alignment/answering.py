"""A question about the framework in words -> an answer from the alignment, with its citations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.alignment.asking import (
    ANY_GOAL,
    FrameworkQuestion,
    goal_named,
    is_whole_vision,
    label,
    read_framework_question,
    speaks_of_a_goal,
    subject_of,
)
from assistant.alignment.standing_to import tell_standing, tell_standing_to_all
from assistant.alignment.telling import (
    ON_REPORTS,
    Telling,
    Told,
    tell_goals,
    tell_served_by,
    tell_serving,
)
from assistant.alignment.telling_coverage import (
    tell_coverage,
    tell_last_board,
    tell_measures,
    tell_not_serving,
    tell_owners,
    tell_unmeasured,
    without_superseded,
)
from assistant.alignment.telling_threads import tell_thread, with_board_above
from assistant.alignment.thread_questions import may_ask_for_thread, read_thread_question
from assistant.alignment_types import AlignmentReport, Framework, Goal, GoldenThread
from assistant.citing import CitationList
from assistant.language.terms import content_stems
from assistant.language.titles import (
    documents_behind,
    is_named_in,
    is_spoken_of,
    named_documents,
    names_a_document,
    no_such_document,
)
from assistant.types import (
    Answer,
    Citation,
    Document,
    Filters,
    Kind,
    Question,
    Reader,
    Statement,
    ThreadLinks,
)

_OF_REPORTS: Mapping[str, Callable[[FrameworkQuestion, AlignmentReport], Telling]] = {
    **ON_REPORTS,
    "coverage": tell_coverage,
    "unmeasured": tell_unmeasured,
}
_OF_GOALS: Mapping[str, Callable[[Goal, AlignmentReport, Collection[str]], Telling]] = {
    "owners": tell_owners,
    "measures": tell_measures,
    "last_board": tell_last_board,
}
_CHAIN: tuple[Kind, ...] = ("vision", "strategy", "board")


class Texts(Protocol):
    """What is needed of an open snapshot besides the alignment."""

    def documents(self, *, reader: Reader) -> list[Document]:
        """Return every document that the reader may read."""
        ...

    def searched(self, *, reader: Reader, filters: Filters) -> list[Document]:
        """Return the documents that the reader may read and the filters allow."""
        ...

    def canonical_text(self, document_id: str) -> str:
        """Return the text that all offsets of the document refer to."""
        ...


class Alignment(Protocol):
    """What is needed of the alignment: its frameworks and its reports, kept for each reader."""

    def frameworks(self, *, reader: Reader, filters: Filters = ...) -> list[Framework]:
        """Return the frameworks that the reader may read."""
        ...

    def align(
        self,
        *,
        reader: Reader,
        vision: str | None = None,
        filters: Filters = ...,
        asks_model: bool = ...,
    ) -> AlignmentReport:
        """Return the matrix of a framework."""
        ...

    def thread(self, subject: str, *, reader: Reader, filters: Filters = ...) -> GoldenThread:
        """Return the golden thread of a goal, by its id, or of a subject."""
        ...

    def goal_about(self, subject: str, framework: Framework, level: str) -> Goal | None:
        """Return the goal of a level that a few words speak of; None when none does."""
        ...


class FrameworkAnswers:
    """Answers questions about goals, gaps and contradictions."""

    def __init__(self, open_alignment: Callable[[], Alignment], texts: Texts) -> None:
        self._open = open_alignment
        self._texts = texts

    def answer(self, question: Question, *, reader: Reader) -> Answer | None:
        """Return the answer; None when the question is not one about the framework."""
        answer = self._of_framework(question, reader)
        return self._of_thread(question, reader) if answer is None else answer

    def _of_thread(self, question: Question, reader: Reader) -> Answer | None:
        """Follow the goal that is named, or that a subject belongs to, through the papers."""
        if not may_ask_for_thread(question.alone):
            return None
        alignment = self._open()
        frameworks = alignment.frameworks(reader=reader)
        if len(frameworks) != 1:
            return None
        asked = read_thread_question(question.alone, frameworks[0])
        if asked is None:
            return None
        documents = self._texts.documents(reader=reader)
        named = _meant(asked.named, documents) if asked.goal is None else []
        if named:
            return None
        subject = asked.goal.id if asked.goal else asked.subject
        thread = alignment.thread(subject, reader=reader, filters=question.filters)
        if asked.goal is not None:
            thread = replace(thread, subject=asked.goal.text)
        spoken = [one.id for one in documents if is_named_in(question.alone, one)]
        known = {one.id: one for one in documents}
        telling = tell_thread(thread, known, spoken)
        parent = _parent(asked.goal, frameworks[0])
        if telling is not None and parent is not None and "board" in (telling.gaps or ()):
            above = alignment.thread(parent.id, reader=reader, filters=question.filters)
            telling = with_board_above(telling, above, parent, known)
        answer = None if telling is None else self._composed(question, telling)
        return answer if answer and self._keeps_to(question.filters, answer, reader) else None

    def _of_framework(self, question: Question, reader: Reader) -> Answer | None:
        asked = read_framework_question(question.alone)
        if asked is None:
            return None
        alignment = self._open()
        framework = _framework(asked, alignment.frameworks(reader=reader))
        if framework is None:
            return None

        def report() -> AlignmentReport:
            return alignment.align(
                reader=reader,
                vision=framework.vision,
                filters=question.filters,
                asks_model=False,
            )

        if asked.wanted == "verdict":
            goal = self._goal(asked, framework, alignment)
            telling = self._standing(asked, goal, report, reader)
        else:
            telling = self._tell(asked, framework, alignment, report, reader)
        answer = None if telling is None else self._composed(question, telling)
        return answer if answer and self._keeps_to(question.filters, answer, reader) else None

    def _keeps_to(self, filters: Filters, answer: Answer, reader: Reader) -> bool:
        """Say whether every citation is of a document that the question is about."""
        allowed = {one.id for one in self._texts.searched(reader=reader, filters=filters)}
        return all(one.locator.document_id in allowed for one in answer.citations)

    def _tell(
        self,
        asked: FrameworkQuestion,
        framework: Framework,
        alignment: Alignment,
        report: Callable[[], AlignmentReport],
        reader: Reader,
    ) -> Telling | None:
        if asked.wanted == "goals":
            return tell_goals(asked, framework)
        if asked.wanted == "served_by":
            return self._served_by(asked, report, reader)
        if asked.wanted in _OF_REPORTS:
            documents = self._texts.documents(reader=reader)
            return _OF_REPORTS[asked.wanted](asked, _current(report(), documents))
        return self._of_goal(asked, framework, alignment, report, reader)

    def _of_goal(
        self,
        asked: FrameworkQuestion,
        framework: Framework,
        alignment: Alignment,
        report: Callable[[], AlignmentReport],
        reader: Reader,
    ) -> Telling | None:
        """Say what serves, measures or owns a goal, or does not serve it; None without the goal."""
        if asked.wanted == "about":
            return _named(alignment.goal_about(asked.goal, framework, _level(asked)))
        is_any = is_whole_vision(asked.goal) or ANY_GOAL.match(asked.goal) is not None
        goal = None if is_any else self._goal(asked, framework, alignment)
        if goal is None and not (is_any and asked.wanted == "not_serving"):
            return None
        documents = self._texts.documents(reader=reader)
        current = _current(report(), documents)
        if goal is None or asked.wanted == "not_serving":
            return tell_not_serving(asked, goal, current)
        if asked.wanted == "serving":
            return tell_serving(asked, goal, current)
        named = [
            one.id for one in documents if one.kind != "vision" and is_named_in(asked.text, one)
        ]
        return _OF_GOALS[asked.wanted](goal, current, named)

    def _goal(
        self, asked: FrameworkQuestion, framework: Framework, alignment: Alignment
    ) -> Goal | None:
        """Return the goal that is named, or that the words clearly speak of as a goal."""
        named = goal_named(asked.goal, framework)
        if named is not None or not speaks_of_a_goal(asked.goal):
            return named
        subject, level = subject_of(asked.goal)
        return alignment.goal_about(subject, framework, level)

    def _standing(
        self,
        asked: FrameworkQuestion,
        goal: Goal | None,
        report: Callable[[], AlignmentReport],
        reader: Reader,
    ) -> Telling | None:
        """Say how the document that is named stands to a goal, or to the vision as a whole."""
        documents = self._texts.documents(reader=reader)
        behind = documents_behind(asked.name, documents)
        named = [one for one in behind if one.kind != "vision"]
        if not named:
            return None
        if is_whole_vision(asked.goal):
            return tell_standing_to_all(named[0], report())
        return tell_standing(named, goal, report()) if goal else None

    def _served_by(
        self, asked: FrameworkQuestion, report: Callable[[], AlignmentReport], reader: Reader
    ) -> Telling | None:
        documents = self._texts.documents(reader=reader)
        named = _meant(asked.name, documents)
        if named:
            telling = tell_served_by(asked, report(), [named[0].id])
            return None if telling.missing else telling
        texts = (self._texts.canonical_text(one.id) for one in documents if one.version)
        if names_a_document(asked.name) and not is_spoken_of(asked.name, texts):
            return Telling(plain=no_such_document(asked.name), is_refusal=True)
        return None

    def _composed(self, question: Question, telling: Telling) -> Answer:
        citations = CitationList()
        statements, texts, clashes = [], [telling.opening], []
        for one in telling.told:
            numbers = tuple(self._cite(quote, citations) for quote in one.quotes)
            words = one.text if one.text.endswith((".", "”", "?")) else f"{one.text}."
            statements.append(Statement(words, numbers))
            texts.append(f"{words} {''.join(f'[{number}]' for number in numbers)}")
            clashes += [numbers] if one.clashes else []
        # That nothing was found rests on no quote, so it is said as a no.
        is_no = telling.is_refusal or not statements
        return Answer(
            id="",
            question=question.text,
            standalone_question=question.alone,
            status="not_found" if is_no else "answered",
            no="nothing" if is_no else None,
            text=" ".join(text for text in [*texts, telling.plain] if text),
            statements=tuple(statements),
            citations=tuple(citations.citations),
            snapshot="",
            conflicts=tuple(clashes),
            thread=_links(citations.citations, telling.gaps),
        )

    def _cite(self, quote: Citation, citations: CitationList) -> int:
        return citations.add(quote.locator, self._texts.canonical_text(quote.locator.document_id))


def _meant(phrase: str, documents: Sequence[Document]) -> list[Document]:
    return named_documents(phrase, documents) or documents_behind(phrase, documents)


def _named(goal: Goal | None) -> Telling | None:
    return Telling([Told(label(goal), (goal.citation,))]) if goal and goal.citation else None


def _level(asked: FrameworkQuestion) -> str:
    return "priority" if asked.asks_priorities else "ambition" if "ambition" in asked.text else ""


def _current(report: AlignmentReport, documents: Sequence[Document]) -> AlignmentReport:
    return without_superseded(report, {one.id: one.status for one in documents if one.status})


def _parent(goal: Goal | None, framework: Framework) -> Goal | None:
    return next((one for one in framework.goals if goal and one.id == goal.parent), None)


def _links(citations: Sequence[Citation], gaps: tuple[Kind, ...] | None) -> ThreadLinks | None:
    """Return the citations by the kind of their document; None for what is no golden thread."""
    if gaps is None:
        return None
    numbers: dict[str, tuple[int, ...]] = {
        kind: tuple(one.number for one in citations if one.locator.kind == kind) for kind in _CHAIN
    }
    return ThreadLinks(numbers["vision"], numbers["strategy"], numbers["board"], gaps)


def _framework(asked: FrameworkQuestion, frameworks: Sequence[Framework]) -> Framework | None:
    """Return the framework that is asked of: the only one, or the one whose title is named."""
    if asked.wanted == "goals" and asked.name:
        named = frozenset(content_stems(asked.name))
        frameworks = [one for one in frameworks if named <= frozenset(content_stems(one.title))]
    if len(frameworks) < 2:
        return frameworks[0] if frameworks else None
    words = frozenset(content_stems(asked.text))
    named_by = [
        one for one in frameworks if frozenset(content_stems(one.title)) & words - {"vision"}
    ]
    return named_by[0] if len(named_by) == 1 else None
