"""Settings -> who answers: the extractive answerer, or a language model that falls back to it.

Without a language model in the settings nothing of one is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import SettingsError
from assistant.protocols import (
    Answerer,
    LanguageModel,
    Library,
    Reranker,
    StanceJudge,
    TokenEmbedder,
)
from assistant.settings import Settings
from assistant.timing import Observe, nobody
from assistant.types import Passage, Question, Reader

if TYPE_CHECKING:
    from assistant.generation.budget import Limits
    from assistant.models.llm_providers import ModelSource

Find = Callable[[Question, Reader], Sequence[Passage]]


def open_answerer(
    settings: Settings,
    embedder: TokenEmbedder,
    library: Library,
    find: Find,
    observe: Observe = nobody,
) -> Answerer:
    """Return who answers; `find` searches again when a follow-up was rewritten.

    Raises:
        SettingsError: a language model is named, but not which.
    """
    from assistant.answering.extractive import ExtractiveAnswerer

    extractive = ExtractiveAnswerer(embedder, library)
    if settings.llm is None:
        return extractive
    from assistant.models.llm import LlamaIndexModel
    from assistant.models.timed_llm import TimedLanguageModel

    model = TimedLanguageModel(LlamaIndexModel(_source(settings, settings.llm)), observe)
    return _generative(settings, model, extractive, embedder, library, find)


def _generative(
    settings: Settings,
    model: LanguageModel,
    extractive: Answerer,
    embedder: TokenEmbedder,
    library: Library,
    find: Find,
) -> Answerer:
    from assistant.generation.answerer import GenerativeAnswerer, Generator
    from assistant.generation.budget import Ledger
    from assistant.generation.exam import Exam
    from assistant.generation.judged import Judged
    from assistant.generation.sizes import way_of
    from assistant.models.entailment import EntailmentModel

    best_way, name = way_of(settings.llm_model or ""), settings.llm_model or settings.llm or ""
    kept = settings.records_path.with_suffix(".llm.sqlite")
    generator = Generator(
        model=model,
        name=name,
        way=best_way if settings.llm_answers == "auto" else settings.llm_answers,
        limits=_limits(settings),
        ledger=Ledger(kept),
        seconds=settings.llm_timeout_seconds,
        context_tokens=settings.llm_context_tokens,
        entailment=EntailmentModel(settings.nli_model) if settings.nli_model else None,
        judges_doubts=best_way == "write",
        exam=Exam(name, Judged(kept)) if best_way == "pick" else None,
    )
    return GenerativeAnswerer(generator, extractive, embedder, library, find)


def open_language_model(settings: Settings) -> LanguageModel | None:
    """Open the language model that the settings name, None when they name none.

    Raises:
        SettingsError: the provider is named, but not the model.
    """
    if settings.llm is None:
        return None
    from assistant.models.llm import LlamaIndexModel

    return LlamaIndexModel(_source(settings, settings.llm))


def open_stance_judge(settings: Settings) -> StanceJudge | None:
    """Open what judges findings with the language model of the settings.

    None without a model, when the settings leave findings to the rules, or when the model is too
    small to be trusted with them.
    """
    if settings.llm is None or settings.llm_findings == "rules":
        return None
    from assistant.generation.sizes import way_of

    if settings.llm_findings == "auto" and way_of(settings.llm_model or "") == "pick":
        return None
    model = open_language_model(settings)
    assert model is not None
    from assistant.generation.budget import Ledger
    from assistant.generation.judged import Judged
    from assistant.generation.stances import ModelStanceJudge, StanceLimits

    kept = settings.records_path.with_suffix(".llm.sqlite")
    budget = replace(
        _limits(settings), tokens_per_answer=settings.llm_tokens_per_report, cost_per_answer=None
    )
    return ModelStanceJudge(
        model,
        settings.llm_model or settings.llm,
        limits=StanceLimits(settings.llm_timeout_seconds, settings.llm_report_seconds, budget),
        ledger=Ledger(kept),
        judged=Judged(kept),
    )


def open_model_reranker(settings: Settings) -> Reranker:
    """Open what ranks passages with the language model of the settings.

    Raises:
        SettingsError: none is set.
    """
    model = open_language_model(settings)
    if model is None:
        raise SettingsError(
            "GOLDEN_THREAD_RERANKER_MODEL is llm, but no language model is set: set "
            "GOLDEN_THREAD_LLM, or leave the reranker out."
        )
    from assistant.generation.budget import Ledger
    from assistant.generation.reranking import ModelReranker

    return ModelReranker(
        model,
        seconds=settings.llm_timeout_seconds / 2,
        limits=_limits(settings),
        ledger=Ledger(settings.records_path.with_suffix(".llm.sqlite")),
    )


def _source(settings: Settings, provider: str) -> ModelSource:
    from assistant.models.llm_providers import ModelSource, check_provider

    check_provider(provider)
    if settings.llm_model is None and "." not in provider:
        raise SettingsError(
            f"GOLDEN_THREAD_LLM is {provider}; set GOLDEN_THREAD_LLM_MODEL to the model's name too."
        )
    key = settings.llm_api_key
    return ModelSource(
        provider=provider,
        model=settings.llm_model or "",
        url=settings.llm_url,
        api_key=key.get_secret_value() if key else None,
        seconds=settings.llm_timeout_seconds,
        context_tokens=settings.llm_context_tokens,
        options=settings.llm_options,
    )


def _limits(settings: Settings) -> Limits:
    from assistant.generation.budget import Limits

    return Limits(
        tokens_per_answer=settings.llm_tokens_per_answer,
        tokens_per_day=settings.llm_tokens_per_day,
        cost_per_answer=settings.llm_cost_per_answer,
        cost_per_day=settings.llm_cost_per_day,
        prices=settings.llm_prices,
    )
