"""A front door over a handful of documents in memory, with words planted to leak."""

from __future__ import annotations

import errno
import hashlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.alignment.changing import decision_on
from assistant.alignment_types import (
    AlignmentReport,
    Change,
    ChangeReport,
    Commitment,
    Decision,
    DecisionEvent,
    DraftCheck,
    Finding,
    Framework,
    Gap,
    Goal,
    GoldenThread,
    Match,
    Objectives,
    SectionCheck,
    ThreadLink,
    Verification,
)
from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.errors import IndexMissingError, NotFoundError, UsageError
from assistant.protocols import Listener
from assistant.types import (
    Answer,
    Block,
    BlockKind,
    Citation,
    Document,
    DocumentText,
    EarlierVersion,
    Filters,
    Locator,
    ParsedText,
    Question,
    Reader,
    SearchResult,
    Snapshot,
    Statement,
)

# (kind of block, its text, group); a group of lines stands together, as a parser lays it out.
Lines = Sequence[tuple[BlockKind, str, int | None]]

VISION: Lines = (
    ("heading", "Ambition 1: Warm homes", None),
    ("paragraph", "Everyone has a warm, affordable home by 2030.", None),
    ("list_item", "insulate 4,000 homes <script>alert(1)</script>", 1),
    ("list_item", "train 200 fitters & “finishers”", 1),
    ("table_head", "Year | Homes", 2),
    ("table_row", "2025 | 1,000", 2),
    ("table_row", "2030 | 4,000", 2),
    ("paragraph", "Déjà vu 🏠 homes, cafe\u0301 corners.", None),
)


NO_FILTERS = Filters()


def version_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def laid_out(lines: Lines) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, words, group in lines:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), level=1, group=group))
        text += words
    return text, tuple(blocks)


def document(document_id: str, text: str, *audience: str, **more: object) -> Document:
    plain = Document(
        id=document_id,
        path=f"vision/{document_id}.md",
        title=f"Title of {document_id}",
        kind="vision",
        sha256=version_of(document_id),
        version=version_of(text),
        audience=audience or ("public",),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@dataclass
class FakeIndex:
    """What a snapshot of the fake holds; texts by version, so that earlier ones stay."""

    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, tuple[str, tuple[Block, ...]]] = field(default_factory=dict)
    snapshot_id: str = "snapshot-1"
    sources: tuple[str, ...] = ("corpus",)

    def put(self, document_id: str, lines: Lines, *audience: str, **more: object) -> Document:
        text, blocks = laid_out(lines)
        made = document(document_id, text, *audience, **more)
        before = self.documents.get(document_id)
        if before is not None:
            earlier = EarlierVersion(before.version, before.audience)
            made = replace(made, earlier=(*before.earlier, earlier))
        self.documents[document_id] = made
        self.texts[made.version] = (text, blocks)
        return made


class FakeAssistant(Assistant):
    """Answers with every line that shares a word with the question; no model, no index."""

    def __init__(self, index: FakeIndex) -> None:
        self.index = index

    def ask(
        self, question: Question, *, reader: Reader, listener: Listener | None = None
    ) -> Answer:
        if not question.text.strip():
            raise UsageError("Ask a question.", field="question")
        if question.text == "please fail":
            raise RuntimeError("planted fault")
        if question.text == "please fill the disk":
            raise OSError(errno.ENOSPC, "No space left on device")
        if question.text.startswith("slowly"):
            time.sleep(0.8)
        found = self.search(question.text, reader=reader, filters=question.filters, top=3)
        citations = tuple(self._cite(number, result) for number, result in enumerate(found, 1))
        statements = tuple(Statement(c.quote, (c.number,)) for c in citations)
        text = " ".join(f"{s.text} [{s.citations[0]}]" for s in statements)
        if listener:
            listener.note("searching")
            for statement, citation in zip(statements, citations, strict=True):
                listener.hear(statement, [citation])
        return Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            standalone_question=question.text,
            status="answered" if found else "not_found",
            no=None if found else "nothing",
            text=text or "The documents do not answer this.",
            statements=statements,
            citations=citations,
            snapshot=self.index.snapshot_id,
        )

    def search(
        self, query: str, *, reader: Reader, filters: Filters, top: int
    ) -> Sequence[SearchResult]:
        words = {word.casefold().strip("?.,") for word in query.split()}
        found: list[SearchResult] = []
        for each in self.documents(reader=reader):
            if filters.documents and each.id not in filters.documents:
                continue
            text, blocks = self.index.texts[each.version]
            for block in blocks:
                line = text[block.start : block.end]
                if words & {word.casefold().strip(".,") for word in line.split()}:
                    found.append(self._result(each, block, line, len(found) + 1))
        return found[:top]

    def documents(self, *, reader: Reader) -> list[Document]:
        return [each for each in self.index.documents.values() if reader.may_read(each.audience)]

    def document(self, document_id: str, *, reader: Reader) -> Document:
        for each in self.documents(reader=reader):
            if each.id == document_id:
                return each
        raise NotFoundError(f"There is no document {document_id}.")

    def text(self, document_id: str, *, reader: Reader, version: str | None = None) -> DocumentText:
        now = self.document(document_id, reader=reader)
        wanted = version or now.version
        known = {now.version: now.audience} | {e.version: e.audience for e in now.earlier}
        if wanted not in known or not reader.may_read(known[wanted]):
            raise NotFoundError(f"The document {document_id} has no version {wanted}.")
        text, blocks = self.index.texts[wanted]
        return DocumentText(now, wanted, text, blocks if wanted == now.version else ())

    def snapshot(self) -> Snapshot:
        count = len(self.index.documents)
        return Snapshot(
            id=self.index.snapshot_id,
            created="2026-01-02T03:04:05+00:00",
            fingerprint="f",
            embedding_model="none",
            embedding_backend="none",
            dimensions=0,
            documents=count,
            chunks=count,
            units=count,
            parser_version="1",
            sources=self.index.sources,
        )

    def _result(self, each: Document, block: Block, line: str, rank: int) -> SearchResult:
        locator = Locator(
            document_id=each.id,
            title=each.title,
            kind=each.kind,
            version=each.version,
            start=block.start,
            end=block.end,
        )
        return SearchResult(rank=rank, score=1 / rank, text=line, locator=locator)

    def _cite(self, number: int, result: SearchResult) -> Citation:
        text, _ = self.index.texts[result.locator.version]
        return cite(number, result.locator, result.text, text)


def sample_index() -> FakeIndex:
    """Three documents for three audiences, each with a marker word of its own."""
    index = FakeIndex()
    index.put("our-vision", VISION)
    index.put(
        "partners-paper", (("paragraph", "Partners share the pelican homes.", None),), "partners"
    )
    index.put(
        "board-paper", (("paragraph", "The board weighs the basilisk homes.", None),), "board"
    )
    return index


def no_index() -> Assistant:
    raise IndexMissingError("No index has been built yet. Build one: golden-thread ingest.")


class FakeAligner:
    """One framework in the public vision, one in the board's; matches by shared words."""

    def __init__(self, index: FakeIndex) -> None:
        self.index = index
        self.decisions: dict[str, Decision] = {}
        self.events: list[DecisionEvent] = []

    def frameworks(self, *, reader: Reader) -> list[Framework]:
        return [
            Framework(each.id, each.title, (self._goal(each),))
            for each in self.index.documents.values()
            if reader.may_read(each.audience)
        ]

    def match(
        self, text: str, *, reader: Reader, vision: str | None = None, top: int | None = None
    ) -> list[Match]:
        for framework in self.frameworks(reader=reader):
            if vision in (None, framework.vision):
                goal = framework.goals[0]
                return [Match(goal.id, goal.level, goal.text, 0.5, "supports", "It does.")][:top]
        raise NotFoundError("There are no goals.")

    def verify(self, statement: str, evidence: Sequence[str]) -> Verification:
        found = statement in evidence
        return Verification("yes" if found else "no", float(found), "Word for word.")

    def objectives(self, *, reader: Reader) -> list[Objectives]:
        return []

    def thread(
        self,
        subject: str,
        *,
        reader: Reader,
        vision: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> GoldenThread:
        frameworks = self.frameworks(reader=reader)
        if not frameworks:
            raise NotFoundError("There are no goals.")
        goal = frameworks[0].goals[0]
        assert goal.citation is not None
        link = ThreadLink("vision", "supports", goal.id, goal.citation)
        return GoldenThread(subject, (goal,), (link,), ("strategy", "board"), "A thread.")

    def align(
        self, *, reader: Reader, vision: str | None = None, filters: Filters = NO_FILTERS
    ) -> AlignmentReport:
        framework = self._chosen(reader, vision)
        citation = framework.goals[0].citation
        assert citation is not None
        key = framework.vision
        found = Finding(
            f"{key}:1@{key}", "1", key, "Title", "vision", None, "supports", 0.5,
            Commitment("will"), "It does.", citation, (citation,),
        )  # fmt: skip
        finding = replace(found, decision=self.decisions.get(found.id))
        wanted = not filters.kinds or "vision" in filters.kinds
        return AlignmentReport(
            framework=framework,
            documents=((key, "Title", "vision", None),),
            findings=(finding,) if wanted else (),
            gaps=(Gap("1", "no_board", "No board paper."),),
            orphans=(),
            conflicts=(),
            snapshot=self.index.snapshot_id,
        )

    def decide(
        self,
        finding_id: str,
        *,
        stance: str | None,
        name: str,
        reason: str,
        reader: Reader,
        vision: str | None = None,
    ) -> Finding:
        for framework in self.frameworks(reader=reader):
            if finding_id == f"{framework.vision}:1@{framework.vision}":
                [found] = self.align(reader=reader, vision=framework.vision).findings
                decision = decision_on(found, stance, name, reason)
                self.decisions[finding_id] = decision
                return replace(found, decision=decision)
        raise NotFoundError(f"There is no finding {finding_id!r}.")

    def withdraw(
        self, finding_id: str, *, name: str, reason: str, reader: Reader, vision: str | None = None
    ) -> Finding:
        for framework in self.frameworks(reader=reader):
            if finding_id == f"{framework.vision}:1@{framework.vision}":
                if finding_id not in self.decisions:
                    break
                stance = self.decisions.pop(finding_id).stance
                event = DecisionEvent(finding_id, "withdraw", stance, name, reason, "2026-01-01")
                self.events.append(event)
                [found] = self.align(reader=reader, vision=framework.vision).findings
                return found
        raise NotFoundError(f"There is no finding {finding_id!r}.")

    def history(self, *, reader: Reader, finding_id: str | None = None) -> list[DecisionEvent]:
        mine = {f"{one.vision}:1@{one.vision}" for one in self.frameworks(reader=reader)}
        if finding_id is not None and finding_id not in mine:
            raise NotFoundError(f"There is no finding {finding_id!r}.")
        return [one for one in self.events if one.finding_id in mine & {finding_id}]

    def changes(
        self, *, reader: Reader, vision: str | None = None, since: str | None = None
    ) -> ChangeReport:
        framework = self._chosen(reader, vision)
        change = Change(f"{framework.vision}:1@{framework.vision}", "partly", "supports", "It is.")
        return ChangeReport(since or "snapshot-0", self.index.snapshot_id, (change,))

    def check(
        self, title: str, draft: ParsedText, *, reader: Reader, vision: str | None = None
    ) -> DraftCheck:
        framework = self._chosen(reader, vision)
        matches = tuple(self.match(draft.text, reader=reader, vision=vision))
        section = SectionCheck((), matches, Commitment("will"), draft.text[:20])
        return DraftCheck(title, framework, (section,), {"1": "supports"}, ())

    def _chosen(self, reader: Reader, vision: str | None) -> Framework:
        for framework in self.frameworks(reader=reader):
            if vision in (None, framework.vision):
                return framework
        raise NotFoundError("There are no goals.")

    def _goal(self, each: Document) -> Goal:
        text, blocks = self.index.texts[each.version]
        block = blocks[0]
        locator = Locator(each.id, each.title, each.kind, each.version, block.start, block.end)
        quote = text[block.start : block.end]
        return Goal("1", "ambition", quote, citation=cite(1, locator, quote, text))
