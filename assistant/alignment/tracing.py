"""A subject, a framework and what the documents say -> the golden thread of the subject."""

from __future__ import annotations

from assistant.alignment.findings import cite_said
from assistant.alignment.matrix import is_wanted
from assistant.alignment.meaning import goals_meant, is_plain, with_unrelated
from assistant.alignment.readings import Readings
from assistant.alignment.statements import Said, Source
from assistant.alignment.subjects import family, named_goals, spoken_of
from assistant.alignment.threading import (
    golden_thread,
    links_of_goals,
    links_of_subject,
    links_of_vision,
)
from assistant.alignment_types import AlignmentReport, GoldenThread, ThreadLink
from assistant.citing import CitationList
from assistant.protocols import Embedder
from assistant.types import Citation, Filters


def traced(
    subject: str,
    report: AlignmentReport,
    readings: Readings,
    every: list[Source],
    embedder: Embedder,
    filters: Filters,
) -> GoldenThread:
    """Return the thread of a goal, by its id or name, or of any subject, over a reader's report."""
    framework, texts, citations = report.framework, readings.texts(every), CitationList()

    def cite(said: Said) -> Citation:
        return cite_said(said, texts, citations)

    goals = named_goals(subject, framework)
    links: list[ThreadLink] = []
    are_plain = bool(goals)
    if not goals:
        near = readings.finder(framework).goals_of(subject, embedder.embed([subject]))
        meant = goals_meant(subject, framework, embedder)
        are_plain = any(is_plain(subject, one, framework, embedder) for one in meant[:1])
        goals = with_unrelated(meant, near, are_plain=are_plain)
        sources = [one for one in every if is_wanted(one, filters)]
        links = links_of_subject(goals, spoken_of(subject, sources, embedder), cite)
    if are_plain and all(one.stance != "supports" for one in links):
        # The goal itself is asked for, or the documents act on it in words of their own.
        links += links_of_goals(family(goals[:1], framework), report.findings)
    links += links_of_vision(goals, every, cite)
    return golden_thread(subject, goals, links, len(report.unread))
