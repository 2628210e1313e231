"""What the settings say of a language model -> a LlamaIndex LLM, and how it takes a reply's shape.

LlamaIndex takes seconds to import, so this happens inside functions, when the first question needs
a model. The libraries' own retries are off: `llm` retries, within one time limit.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.errors import SettingsError
from assistant.models.llm_line import Line

Shape = Mapping[str, object]
REPLY = "reply"
# Ollama takes this once and for all; without it a model may go on for ever.
_MOST_TOKENS = 1024
_NO_KEY = "no-key"  # services without keys still want the header filled


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a language model is found, and what its class is given besides."""

    provider: str
    model: str
    url: str | None
    api_key: str | None
    seconds: float
    context_tokens: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenedModel:
    """A LlamaIndex LLM, its line, and the arguments that constrain or count a reply."""

    llm: Any
    line: Line
    shaped: Callable[[Shape], dict[str, Any]]
    longest: Callable[[int], dict[str, Any]]
    # For services that refuse those, as models that reason do: nothing but what they must take.
    barest: Callable[[int], dict[str, Any]] = lambda _tokens: {}


def open_llm(source: ModelSource) -> OpenedModel:
    """Return the LLM that the source names.

    Raises:
        SettingsError: there is no such provider or class, or it lacks a setting.
    """
    check_provider(source.provider)
    opener = _PROVIDERS.get(source.provider, _dotted)
    return opener(source, Line())


def check_provider(provider: str) -> None:
    """Refuse a provider that cannot exist, without importing any.

    Raises:
        SettingsError: it is neither one of ours nor a dotted name.
    """
    if provider not in _PROVIDERS and "." not in provider:
        raise SettingsError(
            f"There is no language model provider {provider!r}. Set GOLDEN_THREAD_LLM to "
            f"{', '.join(_PROVIDERS)} or to the dotted name of a LlamaIndex LLM class."
        )


def _openai_like(source: ModelSource, line: Line) -> OpenedModel:
    from llama_index.llms.openai_like import OpenAILike

    if source.url is None:
        raise SettingsError("Set GOLDEN_THREAD_LLM_URL to the service's address, ending in /v1.")
    given = {
        "model": source.model,
        "api_base": source.url,
        "api_key": source.api_key or _NO_KEY,
        "is_chat_model": True,
        "context_window": source.context_tokens,
        "temperature": 0.0,
        "timeout": source.seconds,
        "max_retries": 0,
        "http_client": httpx.Client(**line.options(source.seconds)),
    }
    llm = OpenAILike(**{**given, **source.options})
    return OpenedModel(llm, line, _json_schema, lambda tokens: {"max_tokens": tokens}, _reasoning)


def _ollama(source: ModelSource, line: Line) -> OpenedModel:
    import ollama
    from llama_index.llms.ollama import Ollama

    url = source.url or "http://127.0.0.1:11434"
    headers = {"Authorization": f"Bearer {source.api_key}"} if source.api_key else {}
    client = ollama.Client(host=url, headers=headers, **line.options(source.seconds))
    given = {
        "model": source.model,
        "base_url": url,
        "client": client,
        "context_window": source.context_tokens,
        "temperature": 0.0,
        "additional_kwargs": {"num_predict": _MOST_TOKENS},
        "request_timeout": source.seconds,
    }
    llm = Ollama(**{**given, **source.options})
    return OpenedModel(llm, line, lambda shape: {"format": dict(shape)}, lambda _tokens: {})


def _anthropic(source: ModelSource, line: Line) -> OpenedModel:
    import anthropic

    given = {
        "model": source.model,
        "api_key": source.api_key or _NO_KEY,
        "base_url": source.url,
        "temperature": 0.0,
        "timeout": source.seconds,
        "max_retries": 0,
    }
    llm = _anthropic_class(source.context_tokens)(**{**given, **source.options})
    # LlamaIndex's class takes no HTTP client, and without one a silent call cannot be hung up.
    llm._client = anthropic.Anthropic(
        api_key=source.api_key or _NO_KEY,
        base_url=source.url,
        max_retries=0,
        http_client=httpx.Client(**line.options(source.seconds)),
    )
    return OpenedModel(llm, line, _tool, lambda tokens: {"max_tokens": tokens})


def _anthropic_class(context_tokens: int) -> Any:
    """Return LlamaIndex's class, made to take models that are newer than its own list of names."""
    from llama_index.core.llms import LLMMetadata
    from llama_index.llms.anthropic import Anthropic

    class AnyAnthropic(Anthropic):  # type: ignore[misc]
        @property
        def metadata(self) -> Any:
            return LLMMetadata(
                context_window=context_tokens,
                num_output=self.max_tokens,
                is_chat_model=True,
                is_function_calling_model=True,
                model_name=self.model,
            )

    return AnyAnthropic


def _dotted(source: ModelSource, line: Line) -> OpenedModel:
    """Open any LlamaIndex LLM: its reply has the shape that the prompt asks for in words."""
    module, _, name = source.provider.rpartition(".")
    try:
        kind = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(
            f"GOLDEN_THREAD_LLM names {source.provider}, which cannot be imported ({error}). "
            "Install its package or correct the name."
        ) from error
    try:
        llm = kind(**{**_accepted(kind, source), **source.options})
    except Exception as error:
        raise SettingsError(
            f"{source.provider} does not open ({type(error).__name__}: {error}). Give what it "
            "lacks in GOLDEN_THREAD_LLM_OPTIONS."
        ) from error
    return OpenedModel(llm, line, lambda _shape: {}, lambda _tokens: {})


def _accepted(kind: Any, source: ModelSource) -> dict[str, Any]:
    """Return what the settings say under the names that the class knows."""
    offered: dict[str, Any] = {
        "model": source.model or None,
        "model_name": source.model or None,
        "api_key": source.api_key,
        "api_base": source.url,
        "base_url": source.url,
        "timeout": source.seconds,
        "request_timeout": source.seconds,
        "max_retries": 0,
        "context_window": source.context_tokens,
    }
    known = set(getattr(kind, "model_fields", {})) | set(inspect.signature(kind).parameters)
    return {name: value for name, value in offered.items() if name in known and value is not None}


def _json_schema(shape: Shape) -> dict[str, Any]:
    schema = {"name": REPLY, "schema": dict(shape), "strict": True}
    return {
        "response_format": {"type": "json_schema", "json_schema": schema},
        "stream_options": {"include_usage": True},
    }


def _reasoning(tokens: int) -> dict[str, Any]:
    """Return what OpenAI's reasoning models take: a limit of another name, and no temperature."""
    from openai import NOT_GIVEN

    return {"temperature": NOT_GIVEN, "max_completion_tokens": 4 * tokens}


def _tool(shape: Shape) -> dict[str, Any]:
    tool = {"name": REPLY, "description": "Give the reply.", "input_schema": dict(shape)}
    return {"tools": [tool], "tool_choice": {"type": "tool", "name": REPLY}}


_PROVIDERS: Mapping[str, Callable[[ModelSource, Line], OpenedModel]] = {
    "openai-like": _openai_like,
    "ollama": _ollama,
    "anthropic": _anthropic,
}
