"""The official clients of OpenAI and MCP, unmodified, against a real server."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
from fastapi import FastAPI
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from assistant.api.service import Service
from tests.conftest import REPOSITORY


def chat(url: str, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)


def test_the_openai_client_gets_an_answer_with_its_sources(url: str) -> None:
    completion = chat(url).chat.completions.create(
        model="golden-thread",
        messages=[
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Which homes?"},
            {"role": "assistant", "content": "Warm ones."},
            {"role": "user", "content": [{"type": "text", "text": "And fitters?"}]},
        ],
        temperature=0,
    )

    message = completion.choices[0].message
    assert message.content is not None
    assert message.content.startswith("train 200 fitters & “finishers” [1]")
    assert "Sources:\n[1] [Title of our-vision](/documents/our-vision?v=" in message.content
    assert message.annotations is not None
    assert message.annotations[0].url_citation.title == "Title of our-vision"


def test_the_openai_client_gets_a_stream(url: str) -> None:
    chunks = list(
        chat(url).chat.completions.create(
            model="golden-thread-extractive",
            messages=[{"role": "user", "content": "fitters"}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )

    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text.startswith("train 200 fitters & “finishers” [1]")
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "stop"
    assert chunks[-1].usage is not None


def test_the_openai_client_sees_errors_as_its_own(app: FastAPI, url: str) -> None:
    with pytest.raises(openai.UnprocessableEntityError):
        chat(url).chat.completions.create(
            model="golden-thread", messages=[{"role": "user", "content": " "}]
        )
    service: Service = app.state.service
    _, key = service.keys.create("front end", role="read", audiences=("board",))
    with pytest.raises(openai.AuthenticationError):
        chat(url).models.list()
    assert next(m.id for m in chat(url, key).models.list()) == "golden-thread"


async def call(url: str, tool: str, arguments: dict[str, Any], key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with (
        httpx2.AsyncClient(headers=headers) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
    ):
        return await client.call_tool(tool, arguments)


def test_the_mcp_client_lists_and_calls_the_tools(url: str) -> None:
    async def listed() -> set[str]:
        async with Client(f"{url}/mcp") as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(listed()) == {
        "ask", "search", "golden_thread", "check_draft", "read_document", "list_documents",
    }  # fmt: skip
    result = asyncio.run(call(url, "ask", {"question": "fitters", "kinds": ["vision"]}))
    assert not result.is_error
    assert result.structured_content["citations"][0]["quote"] == "train 200 fitters & “finishers”"
    text = asyncio.run(call(url, "read_document", {"document_id": "our-vision"}))
    assert "fitters" in text.structured_content["text"]


def test_the_mcp_client_reads_no_more_than_its_key(app: FastAPI, url: str) -> None:
    service: Service = app.state.service
    _, public = service.keys.create("a", role="read", audiences=("public",))
    _, board = service.keys.create("b", role="read", audiences=("public", "board"))

    hidden = asyncio.run(call(url, "read_document", {"document_id": "board-paper"}, public))
    shown = asyncio.run(call(url, "read_document", {"document_id": "board-paper"}, board))
    found = asyncio.run(call(url, "search", {"query": "basilisk"}, public))

    assert hidden.is_error
    assert "basilisk" not in str(hidden)
    assert "basilisk" in shown.structured_content["text"]
    assert found.structured_content["results"] == []
    thread = asyncio.run(call(url, "golden_thread", {"subject": "homes"}, public))
    assert "basilisk" not in str(thread)


def test_the_mcp_client_follows_a_thread_and_checks_a_draft(url: str) -> None:
    thread = asyncio.run(call(url, "golden_thread", {"subject": "warm homes"}))
    check = asyncio.run(call(url, "check_draft", {"text": "# Plan\n\nWe warm homes.\n"}))
    empty = asyncio.run(call(url, "check_draft", {"text": ""}))
    other = asyncio.run(call(url, "golden_thread", {"subject": " "}))

    assert thread.structured_content["gaps"] == ["strategy", "board"]
    assert thread.structured_content["links"][0]["citation"]["quote"] == "Ambition 1: Warm homes"
    assert check.structured_content["served"] == {"1": "supports"}
    assert empty.is_error
    assert not other.is_error or "empty" in str(other)


@pytest.mark.model
def test_the_mcp_client_over_standard_input_reads_as_it_was_started(
    sample_indexes: Path, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "GOLDEN_THREAD_INDEXES_DIR": str(sample_indexes),
        "GOLDEN_THREAD_RECORDS_PATH": str(tmp_path / "records.sqlite"),
    }
    arguments = ["-m", "assistant.cli", "mcp", "--audience", "public"]
    server = StdioServerParameters(
        command=sys.executable, args=arguments, env=environment, cwd=REPOSITORY
    )

    async def asked() -> tuple[Any, Any, Any]:
        async with Client(stdio_client(server)) as client:
            question = {"question": "What did the Board agree about broadband?"}
            return (
                await client.call_tool("ask", question),
                await client.call_tool("golden_thread", {"subject": "warm homes"}),
                await client.call_tool("list_documents", {}),
            )

    answer, thread, listed = asyncio.run(asked())

    assert "£5.6 million" in answer.structured_content["citations"][0]["quote"]
    assert not thread.is_error
    assert len(listed.structured_content["documents"]) == 12
