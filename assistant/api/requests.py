"""The JSON of INTERFACES.md -> the nouns: request bodies, checked field by field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant.types import Filters, Kind, Question, Status, Turn

MAX_QUESTION = 2000
MAX_TURNS = 100
MAX_NAMES = 1000

# One character that is not white space: what the front door calls a question. The separators of
# files and records are white space to the front door, but not to every reader of patterns.
WORDS = r"[^\s\x1c-\x1f\x85]"
QuestionText = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_QUESTION, pattern=WORDS)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PartialDate = Annotated[str, StringConstraints(pattern=f"^{_DATE}$")]
# A form sends an empty field for one that is not filled in.
FormName = Annotated[str, StringConstraints(max_length=200)]
FormDate = Annotated[str, StringConstraints(pattern=f"^({_DATE})?$")]


def whole(value: object) -> object:
    """Return 10 for 10.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# JSON does not tell 10 from 10.0, so neither do we.
WholeNumber = Annotated[int, BeforeValidator(whole)]


class RequestBody(BaseModel):
    """Unknown and mistyped fields are refused by name, so that a typo is never silently ignored."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TurnBody(RequestBody):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    text: str = Field(max_length=20_000)


class FiltersBody(RequestBody):
    """Which documents to search; an absent or empty list does not restrict."""

    kinds: list[Kind] = Field(default_factory=list, max_length=4)
    documents: list[Name] = Field(
        default_factory=list, max_length=MAX_NAMES, description="Document ids."
    )
    organisations: list[Name] = Field(default_factory=list, max_length=MAX_NAMES)
    statuses: list[Status] = Field(default_factory=list, max_length=3)
    dated_from: PartialDate | None = Field(
        None,
        description="Inclusive. A partial date stands for its whole period; undated "
        "documents fail date filters.",
        examples=["2017-01-01"],
    )
    dated_to: PartialDate | None = Field(None, description="Inclusive.", examples=["2024"])


class AnswerRequest(RequestBody):
    """A question to answer from the documents."""

    question: QuestionText = Field(examples=["What will be done about cold homes?"])
    conversation: list[TurnBody] = Field(
        default_factory=list, max_length=MAX_TURNS, description="Earlier turns, oldest first."
    )
    filters: FiltersBody | None = None
    audiences: list[Name] | None = Field(
        None,
        max_length=MAX_NAMES,
        description="Narrows what the caller may read for this question; never widens it.",
    )
    answerer: Literal["extractive", "generative"] | None = Field(
        None, description="The configured default when absent."
    )
    stream: bool = Field(
        default=False,
        description="Stream the answer as server-sent events, as the header "
        "`Accept: text/event-stream` does.",
    )


class SearchRequest(RequestBody):
    """A query to find passages for."""

    query: QuestionText = Field(examples=["cold homes"])
    top: WholeNumber = Field(10, ge=1, le=100, description="How many passages at most.")
    filters: FiltersBody | None = None
    audiences: list[Name] | None = Field(
        None, max_length=MAX_NAMES, description="Narrows what the caller may read."
    )


def question_of(body: AnswerRequest) -> Question:
    """Return the question that the body asks."""
    return Question(
        text=body.question,
        conversation=tuple(Turn(turn.role, turn.text) for turn in body.conversation),
        filters=filters_of(body.filters),
        answerer=body.answerer,
    )


def filters_of(body: FiltersBody | None) -> Filters:
    """Return the filters that the body sets."""
    if body is None:
        return Filters()
    return Filters(
        kinds=tuple(body.kinds),
        documents=tuple(body.documents),
        organisations=tuple(body.organisations),
        statuses=tuple(body.statuses),
        dated_from=body.dated_from,
        dated_to=body.dated_to,
    )


def audiences_of(audiences: list[str] | None) -> tuple[str, ...] | None:
    """Return the audiences that a request narrows to, None when it does not."""
    return None if audiences is None else tuple(audiences)
