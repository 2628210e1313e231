"""POST /v1/chat/completions: the shape that chat front ends speak, answered with citations."""

from __future__ import annotations

import time
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.callers import TheCaller
from assistant.api.chat_stream import chat_chunks
from assistant.api.documented import JSON_BODY, problems
from assistant.api.events import Waiting
from assistant.api.problems import reference_of
from assistant.api.requests import MAX_TURNS, WORDS
from assistant.api.schemas import AnswerBody, CitationBody
from assistant.api.service import TheService
from assistant.api.turns import ANSWERING
from assistant.assistant import checked_words
from assistant.protocols import Listener
from assistant.types import Question, Turn

MODELS = ("golden-thread", "golden-thread-extractive", "golden-thread-generative")
JsonObject = dict[str, Any]

router = APIRouter(tags=["chat"])


# What OpenAPI can say of the question: some message has words in it.
_WORDS = {"type": "string", "pattern": WORDS}
_PART = {"properties": {"type": {"const": "text"}, "text": _WORDS}, "required": ["type", "text"]}
SAYS_SOMETHING: JsonObject = {
    "properties": {"content": {"anyOf": [_WORDS, {"type": "array", "contains": _PART}]}},
    "required": ["content"],
}


class ChatPart(BaseModel):
    """A part of a message; only text is read."""

    type: str = Field(examples=["text"])
    text: str = ""


class ChatMessage(BaseModel):
    """One message; the last one of the user is the question."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[ChatPart] | None = Field(None, examples=["What will be done?"])


class StreamOptions(BaseModel):
    """What a stream carries beside the text."""

    model_config = ConfigDict(strict=True)

    include_usage: bool | None = None


class ChatRequest(BaseModel):
    """A chat as OpenAI's clients send it; settings of language models are ignored."""

    model_config = ConfigDict(strict=True)

    messages: list[ChatMessage] = Field(
        min_length=1, max_length=1000, json_schema_extra={"contains": SAYS_SOMETHING}
    )
    model: str = Field("golden-thread", max_length=200, examples=list(MODELS))
    stream: bool | None = None
    stream_options: StreamOptions | None = None


class ChatReply(BaseModel):
    """The message: the answer's text with its sources below it."""

    role: Literal["assistant"] = "assistant"
    content: str
    annotations: list[JsonObject] = Field(description="A `url_citation` for each source.")
    refusal: None = None


class ChatChoice(BaseModel):
    """The only choice."""

    index: int = 0
    message: ChatReply
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class ChatUsage(BaseModel):
    """Nothing is charged by tokens here; the counts are of characters / 4, as a hint."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(BaseModel):
    """An answer in the shape of a chat completion; `answer` is the whole of it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[ChatChoice]
    usage: ChatUsage
    answer: AnswerBody


class ChatModel(BaseModel):
    """A way of answering that a chat may name as its model."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "golden-thread"


class ChatModels(BaseModel):
    """The models that a chat may name."""

    object: Literal["list"] = "list"
    data: list[ChatModel]


@router.get("/v1/models", operation_id="listModels", summary="Models for chat front ends")
def list_models() -> ChatModels:
    """Return the names that a chat may give as its model."""
    return ChatModels(data=[ChatModel(id=name) for name in MODELS])


@router.post(
    "/v1/chat/completions",
    operation_id="createChatCompletion",
    summary="Answer in the shape of a chat completion",
    response_model=ChatCompletion,
    responses={
        200: {
            "description": "The answer, or its chunks when streamed.",
            "content": {
                "text/event-stream": {
                    "itemSchema": {"type": "object", "properties": {"data": {"type": "string"}}}
                }
            },
        },
        **problems(400, 413, 415, 422),
    },
    dependencies=[JSON_BODY, ANSWERING],
)
def create_chat_completion(
    body: ChatRequest, request: Request, service: TheService, caller: TheCaller
) -> Response | ChatCompletion:
    """Answer the last message of the user; earlier messages are the conversation."""
    assistant = service.open_assistant()
    question = _question(body)

    def answer(listener: Listener | None = None) -> AnswerBody:
        return service.answer(
            assistant, question, reader=caller.reader, asker=caller.asker, listener=listener
        )

    if body.stream:
        return StreamingResponse(
            chat_chunks(
                Waiting(answer, reference_of(request)),
                lambda answered: _completion(body, answered).model_dump(mode="json"),
                model=body.model,
                with_usage=bool(body.stream_options and body.stream_options.include_usage),
            ),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )
    return _completion(body, answer())


def _question(body: ChatRequest) -> Question:
    """Return the last message of the user (of anyone, if no user speaks) after what came before.

    Messages without words, as calls of tools are, count for nothing.
    """
    spoken = [message for message in body.messages if _text(message).strip()] or body.messages[-1:]
    speakers = [m for m in spoken if m.role in ("user", "assistant")] or spoken[-1:]
    asked = [number for number, m in enumerate(speakers) if m.role == "user"]
    last = asked[-1] if asked else len(speakers) - 1
    earlier = speakers[max(0, last - MAX_TURNS) : last]
    way = body.model.removeprefix("golden-thread-")
    return Question(
        text=checked_words(_text(speakers[last]), "messages"),
        conversation=tuple(
            Turn("user" if m.role == "user" else "assistant", _text(m)) for m in earlier
        ),
        answerer=way if way in ("extractive", "generative") else None,  # type: ignore[arg-type]
    )


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, list):
        return "\n".join(part.text for part in message.content if part.type == "text")
    return message.content or ""


def _completion(body: ChatRequest, answer: AnswerBody) -> ChatCompletion:
    content = _content(answer)
    return ChatCompletion(
        id=f"chatcmpl-{answer.id}",
        created=int(time.time()),
        model=body.model,
        choices=[ChatChoice(message=ChatReply(content=content, annotations=_annotations(answer)))],
        usage=_usage(body, content),
        answer=answer,
    )


def _content(answer: AnswerBody) -> str:
    cited = answer.citations or answer.nearest
    heading = "Sources:" if answer.citations else "Nearest:"
    sources = [_source(citation) for citation in cited]
    return "\n\n".join([answer.text, "\n".join([heading, *sources])] if sources else [answer.text])


def _source(citation: CitationBody) -> str:
    place = ", ".join([citation.title, *citation.section[-1:]])
    return f"[{citation.number}] [{place}]({citation.url}): “{citation.quote}”"


def _annotations(answer: AnswerBody) -> list[JsonObject]:
    annotations = []
    for citation in answer.citations:
        mark = f"[{citation.number}]"
        start = max(0, answer.text.find(mark))
        annotations.append(
            {
                "type": "url_citation",
                "url_citation": {
                    "start_index": start,
                    "end_index": start + len(mark),
                    "title": citation.title,
                    "url": citation.url,
                },
            }
        )
    return annotations


def _usage(body: ChatRequest, content: str) -> ChatUsage:
    asked = sum(len(_text(message)) for message in body.messages) // 4
    return ChatUsage(
        prompt_tokens=asked,
        completion_tokens=len(content) // 4,
        total_tokens=asked + len(content) // 4,
    )
