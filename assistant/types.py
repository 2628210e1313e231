"""The nouns that every stage speaks in: frozen dataclasses without behaviour beyond their fields.

All offsets (`start`, `end`) are in Unicode code points of the document's canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["vision", "strategy", "board", "other"]
Status = Literal["draft", "approved", "superseded"]
Reading = Literal["read", "partly", "refused"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "table_head", "caption"]
AnswerStatus = Literal["answered", "partial", "not_found"]
No = Literal["nothing", "near", "not_searched"]
Support = Literal["quoted", "verified"]
# What happens while an answer is made; `replaced`: what was heard is dropped for what comes.
Stage = Literal["searching", "writing", "mending", "replaced"]

KINDS: tuple[Kind, ...] = ("vision", "strategy", "board", "other")
PUBLIC = "public"
RESTRICTED = "restricted"


# --- reading: what a file holds -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed piece in reading order; its text is `text[start:end]` of the canonical text.

    `section` is the path of headings above it, outermost first. `number` is the paragraph's
    number as printed ("4.3", "(a)"). `page` is the 1-based position in the file, `page_label`
    the number as printed. `columns` are the heads of a table row's cells. `lead` is the index
    (in the document's blocks) of the block that introduces a list item or carries a row's label.
    `list_id` / table id group the items of one list or the rows of one table.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int | None = None
    number: str | None = None
    page: int | None = None
    page_label: str | None = None
    columns: tuple[str, ...] = ()
    lead: int | None = None
    group: int | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a parser read in one file: the canonical text, its blocks, and what went wrong.

    `properties` carries what the file says of itself: title, date, organisation, status,
    bookmarks. `problems` are sentences for the reading report.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    reading: Reading = "read"


@dataclass(frozen=True, slots=True)
class Part:
    """A range of a document with a kind of its own, such as a vision in an appendix."""

    start: int
    end: int
    kind: Kind
    title: str
    organisation: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself, inferred from its text and properties.

    `restricted`: its first page says that it is exempt, confidential or not for publication.
    """

    title: str | None = None
    kind: Kind | None = None
    organisation: str | None = None
    date: str | None = None
    status: Status | None = None
    restricted: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A text that the document used to have, and who might read it then."""

    version: str
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus.

    `date` is YYYY, YYYY-MM or YYYY-MM-DD as text; `sha256` is of the file, `version` of the
    canonical text ("" when nothing could be read).
    """

    id: str
    path: str
    title: str
    kind: Kind
    sha256: str
    version: str
    organisation: str | None = None
    date: str | None = None
    status: Status | None = None
    superseded_by: str | None = None
    audience: tuple[str, ...] = (PUBLIC,)
    url: str | None = None
    parts: tuple[Part, ...] = ()
    pages: int | None = None
    inferred: tuple[str, ...] = ()
    reading: Reading = "read"
    reason: str | None = None
    problems: tuple[str, ...] = ()
    stale: bool = False
    earlier: tuple[EarlierVersion, ...] = ()


# --- finding: what a question may search, and what it finds ---------------------------------


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: the audiences they have, or None for someone who may read everything."""

    audiences: frozenset[str] | None

    def may_read(self, audience: tuple[str, ...]) -> bool:
        """Say whether a document with these audience labels is open to this reader."""
        return self.audiences is None or not self.audiences.isdisjoint(audience)

    def narrowed_to(self, audiences: tuple[str, ...] | None) -> Reader:
        """Return this reader with fewer audiences; what it does not have is never gained."""
        if audiences is None:
            return self
        asked = frozenset(audiences)
        return Reader(asked if self.audiences is None else self.audiences & asked)


EVERYTHING = Reader(None)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents to search; an empty tuple or None does not restrict. Dates are inclusive."""

    kinds: tuple[Kind, ...] = ()
    documents: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    dated_from: str | None = None
    dated_to: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item or a table row."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of blocks within one section; `blocks` is a half-open range of block indices.

    `group` names the document part that the chunk belongs to: filters allow or refuse groups.
    `text` is `canonical[start:end]`; `prefix` (title and section path) is embedded in front of it.
    """

    id: str
    document_id: str
    group: str
    kind: Kind
    start: int
    end: int
    text: str
    prefix: str
    blocks: tuple[int, int]
    section: tuple[str, ...] = ()
    number: str | None = None
    page: int | None = None
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk's row number in the index and its score by one way of searching."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with its fused score and its score by each way of searching.

    `also`: other places that say the same in the same words.
    """

    chunk: Chunk
    score: float
    found_by: Mapping[str, float] = field(default_factory=dict)
    also: tuple[Chunk, ...] = ()


# --- answering ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locator:
    """Where text stands: the document and its place, with the span in the canonical text."""

    document_id: str
    title: str
    kind: Kind
    version: str
    start: int
    end: int
    organisation: str | None = None
    date: str | None = None
    section: tuple[str, ...] = ()
    paragraph: str | None = None
    page: int | None = None
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered locator with its verbatim quote; made only by `assistant.citing`."""

    number: int
    locator: Locator
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer with the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    support: Support = "quoted"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which documents, after which earlier turns.

    `standalone` is the question as it is understood without them; None: as it was asked.
    """

    text: str
    conversation: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    answerer: Literal["extractive", "generative"] | None = None
    standalone: str | None = None

    @property
    def alone(self) -> str:
        """The question as it stands alone: what is searched for and answered."""
        return self.text if self.standalone is None else self.standalone


@dataclass(frozen=True, slots=True)
class ThreadLinks:
    """The golden thread inside an answer: citation numbers by kind, and the kinds without any."""

    vision: tuple[int, ...] = ()
    strategy: tuple[int, ...] = ()
    board: tuple[int, ...] = ()
    gaps: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, or the plain statement that there is none. `took_ms` is in milliseconds."""

    id: str
    question: str
    standalone_question: str
    status: AnswerStatus
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    snapshot: str
    no: No | None = None
    conflicts: tuple[tuple[int, ...], ...] = ()
    thread: ThreadLinks | None = None
    nearest: tuple[Citation, ...] = ()
    answerer: str = "extractive"
    model: str | None = None
    took_ms: int = 0
    scope: str = ""


def is_reworded(question: str, standalone: str) -> bool:
    """Say whether a question was understood in other words than its own; fewer are no others."""
    asked = set(re.findall(r"\w+", question.lower()))
    return not set(re.findall(r"\w+", standalone.lower())) <= asked


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One ranked passage as a reader sees it: its verbatim text, where it stands, where else."""

    rank: int
    score: float
    text: str
    locator: Locator
    also: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The canonical text of one version of a document; `document` is the document as it is now.

    `blocks` are those of the current version, empty for an earlier one.
    """

    document: Document
    version: str
    text: str
    blocks: tuple[Block, ...] = ()


# --- language models ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a language model is told: rules, then the work; `shape` is its reply's JSON schema."""

    rules: str
    task: str
    shape: Mapping[str, object]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply as it comes, with the tokens used so far when the service tells."""

    text: str
    prompt_tokens: int | None = None
    reply_tokens: int | None = None


# --- the index ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an index was built from; `created` is an ISO time in UTC.

    `sources` are the folders and files it was read from, `skipped` what of them was left out.
    """

    id: str
    created: str
    fingerprint: str
    embedding_model: str
    embedding_backend: str
    dimensions: int
    documents: int
    chunks: int
    units: int
    parser_version: str
    sources: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingestion did; `embedded` counts texts that were embedded anew."""

    snapshot: Snapshot
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    refused: tuple[Document, ...]
    embedded: int
    notes: tuple[str, ...] = ()
