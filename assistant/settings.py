"""Environment and golden-thread.toml -> Settings: what an operator may change, data only.

Flags beat the environment, the environment beats `golden-thread.toml` in the working folder, that
beats the defaults. An unknown GOLDEN_THREAD_* name is an error, so a typo is never silent.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError

PREFIX = "GOLDEN_THREAD_"
TOML_FILE = "golden-thread.toml"
PACKAGED_MODEL = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """Every setting with its default; names in the environment carry the prefix GOLDEN_THREAD_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", toml_file=TOML_FILE, env_ignore_empty=True
    )

    corpus_dir: Path = Field(Path("corpus"), description="Folder of the documents.")
    indexes_dir: Path = Field(Path("indexes"), description="Folder of the built indexes.")
    records_path: Path = Field(
        Path("records.sqlite"), description="SQLite file of answers, feedback and decisions."
    )
    public_url: str | None = Field(
        None, description="Address at which readers open citations; put in front of their links."
    )
    url: str | None = Field(None, description="Address of the HTTP service that the bot asks.")
    api_key: SecretStr | None = Field(None, description="Key that the bot sends to the service.")
    embedding_model: str = Field(
        PACKAGED_MODEL, description="sentence-transformers model, by name or folder."
    )
    reranker_model: str | None = Field(
        None,
        description="Cross-encoder that reranks passages, by name or folder; llm: the model below.",
    )
    chroma_url: str | None = Field(
        None, description="Address of a Chroma server, instead of the embedded store."
    )
    llm: str | None = Field(
        None, description="Language model: openai-like, ollama, anthropic or a dotted class."
    )
    llm_model: str | None = Field(None, description="Name of the language model.")
    llm_url: str | None = Field(None, description="Address of the language model's service.")
    llm_api_key: SecretStr | None = Field(None, description="Key of the language model's service.")
    llm_options: dict[str, Any] = Field(
        {}, description="More arguments of the LlamaIndex class, as a JSON object."
    )
    llm_answers: Literal["auto", "write", "pick"] = Field(
        "auto", description="Let the model write sentences, or pick quotes; auto: by its size."
    )
    llm_context_tokens: int = Field(
        8192, gt=1000, description="How many tokens the model reads at once."
    )
    llm_timeout_seconds: float = Field(
        30.0, gt=0, description="Longest that an answer waits for the model."
    )
    llm_tokens_per_answer: int = Field(
        20_000, gt=0, description="Most tokens, read and written, that one answer may use."
    )
    llm_tokens_per_day: int | None = Field(
        None, description="Most tokens that all answers of a day (UTC) may use."
    )
    llm_prices: tuple[float, float] = Field(
        (0.0, 0.0), description="Cost of a million tokens read and written, as [1.0, 3.0]."
    )
    llm_cost_per_answer: float | None = Field(None, description="Most that one answer may cost.")
    llm_cost_per_day: float | None = Field(
        None, description="Most that all answers of a day (UTC) may cost."
    )
    llm_findings: Literal["auto", "model", "rules"] = Field(
        "auto", description="Who judges findings: the model, the rules; auto: by the model's size."
    )
    llm_report_seconds: float = Field(
        60.0, gt=0, description="Longest that a report waits for the model to judge its findings."
    )
    llm_tokens_per_report: int = Field(
        200_000, gt=0, description="Most tokens that judging the findings of one report may use."
    )
    nli_model: str | None = Field(
        None, description="Cross-encoder for entailment that checks generated sentences too."
    )
    log_level: str = Field("WARNING", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: Literal["text", "json"] = Field(
        "text", description="Log lines for people, or JSON objects for machines."
    )
    otlp_endpoint: str | None = Field(
        None,
        description="OpenTelemetry collector (OTLP over gRPC) that the service sends spans to.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the parent's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: flags, environment, golden-thread.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**flags: Any) -> Settings:
    """Return the settings, with `flags` that are not None put above all else.

    Raises:
        SettingsError: a name is unknown or a value makes no sense.
    """
    _refuse_unknown_names()
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"The setting {name} cannot be used: {first['msg']}. "
            f"Correct {PREFIX}{name.upper()} or {TOML_FILE}."
        ) from error


def _refuse_unknown_names() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(n for n in os.environ if n.startswith(PREFIX) and n not in known)
    if unknown:
        raise SettingsError(
            f"Unknown setting {', '.join(unknown)}. Known settings: {', '.join(sorted(known))}."
        )
