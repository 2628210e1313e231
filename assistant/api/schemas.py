"""The shapes of the JSON of INTERFACES.md: response bodies with descriptions and examples.

Knows pydantic only, so that the command line can print a body without loading the web framework.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import AnswerStatus, Kind, No, Reading, Status, Support


class LocatorBody(BaseModel):
    """Where text stands. `start` and `end` count code points of the text of `version`."""

    document_id: str = Field(examples=["wenshire-2040-vision"])
    title: str = Field(examples=["Wenshire 2040: our vision"])
    kind: Kind = Field(description="Kind of the document, or of the part that holds the text.")
    organisation: str | None = Field(None, examples=["Wenshire Partnership"])
    date: str | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD.", examples=["2017-09"])
    section: list[str] = Field(
        description="Headings above the text, outermost first.",
        examples=[["Part 2: Ambitions", "Enjoy life long into old age"]],
    )
    paragraph: str | None = Field(None, description="Its number as printed.", examples=["4.3"])
    page: int | None = Field(None, description="1-based position in the file.", examples=[6])
    page_label: str | None = Field(None, description="Page number as printed.", examples=["iv"])
    start: int = Field(description="First code point of the text.", examples=[120])
    end: int = Field(description="Code point after the last.", examples=[172])
    version: str = Field(description="sha256 of the canonical text.")
    url: str = Field(
        description="Opens the document's plain page at the marked text.",
        examples=["/documents/wenshire-2040-vision?v=9f86d0&c=120-172#c"],
    )


class _Numbered(BaseModel):
    number: int = Field(description="The number in brackets in the answer's text.", examples=[1])


# The fields of the base named last come first.
class CitationBody(LocatorBody, _Numbered):
    """A numbered locator with its verbatim quote: `quote == text[start:end]`."""

    quote: str = Field(examples=["Everyone has a warm, affordable home."])


class StatementBody(BaseModel):
    """One sentence of the answer and the numbers of the citations that carry it."""

    text: str = Field(examples=["Everyone has a warm, affordable home."])
    citations: list[int] = Field(examples=[[1]])
    support: Support = Field(
        description="`quoted`: it is the document's own words; `verified`: checked against them."
    )


class ThreadLinksBody(BaseModel):
    """The golden thread inside an answer: citation numbers by kind, and the kinds without any."""

    vision: list[int] = Field(examples=[[1]])
    strategy: list[int] = Field(examples=[[2]])
    board: list[int] = Field(examples=[[]])
    gaps: list[Kind] = Field(examples=[["board"]])


class AnswerBody(BaseModel):
    """An answer whose every statement rests on numbered, verbatim citations."""

    model_config = ConfigDict(title="Answer")

    id: str = Field(description="Opens the answer again at /v1/answers/{id}.", examples=["a1b2c3"])
    question: str = Field(examples=["Which homes will be built by 2030?"])
    standalone_question: str = Field(description="The question with the conversation folded in.")
    status: AnswerStatus
    no: No | None = Field(
        None,
        description="Which kind of no, for `not_found` and `partial`: `nothing` in the "
        "documents, something `near`, or `not_searched`.",
    )
    conflicts: list[list[int]] = Field(description="Citations that disagree with each other.")
    text: str = Field(
        description="Ready to show; citation numbers in brackets.",
        examples=["Everyone has a warm, affordable home. [1]"],
    )
    statements: list[StatementBody]
    citations: list[CitationBody]
    thread: ThreadLinksBody | None = Field(
        None, description="Null when the question is not one of alignment."
    )
    nearest: list[CitationBody] = Field(
        description="For `not_found`: up to three citations that came closest."
    )
    answerer: str = Field(examples=["extractive"])
    model: str | None = Field(None, description="Language model that worded it, if any.")
    snapshot: str = Field(description="The index that it was read from.")
    took_ms: int = Field(description="Milliseconds.", examples=[42])
    scope: str = Field("", description="How much was searched, as far as the caller may know.")
    changed_documents: list[str] = Field(
        default_factory=list,
        description="For an earlier answer: cited documents whose text has changed since. The "
        "citations still open on the words that they quoted.",
    )


class SearchResultBody(LocatorBody):
    """One ranked passage."""

    rank: int = Field(examples=[1])
    score: float = Field(description="Higher is better; comparable within one search only.")
    text: str = Field(description="The passage, verbatim.")


class SearchBody(BaseModel):
    """Ranked passages, best first."""

    model_config = ConfigDict(title="SearchResults")

    results: list[SearchResultBody]
    snapshot: str
    took_ms: int = Field(description="Milliseconds.", examples=[8])


class DocumentBody(BaseModel):
    """One document of the corpus, refused files included."""

    model_config = ConfigDict(title="Document")

    document_id: str = Field(examples=["wenshire-2040-vision"])
    path: str = Field(description="Where the file lies in the corpus.")
    title: str
    kind: Kind
    organisation: str | None = None
    date: str | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    status: Status | None = None
    superseded_by: str | None = Field(None, description="Id of the document that replaced it.")
    audience: list[str] = Field(description="Who may read it.", examples=[["public"]])
    inferred: list[str] = Field(description="Fields that no manifest gave.", examples=[["date"]])
    pages: int | None = None
    reading: Reading = Field(description="How much of the file could be read.")
    reason: str | None = Field(
        None,
        description="Why not: encrypted, empty, needs_ocr, wrong_type, damaged, too_large or "
        "timeout.",
    )
    stale: bool = Field(description="The file became unreadable; this is its last good version.")
    problems: list[str] = Field(default_factory=list, description="What was met in reading it.")
    version: str = Field("", description="sha256 of the canonical text; empty when none was read.")
    url: str | None = Field(None, description="Where the document is published.")


class DocumentsBody(BaseModel):
    """The documents that the caller may read, ordered by id."""

    model_config = ConfigDict(title="Documents")

    documents: list[DocumentBody]
    next: str | None = Field(
        None, description="Pass as `after` for the next page; null at the end."
    )


class DocumentTextBody(BaseModel):
    """The canonical text that all offsets refer to."""

    model_config = ConfigDict(title="DocumentText")

    document_id: str
    version: str = Field(description="sha256 of the text.")
    text: str
