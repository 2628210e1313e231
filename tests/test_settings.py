"""Settings come from flags, then the environment, then the file, and typos are never silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import load_settings


def test_a_flag_beats_the_environment_and_the_environment_beats_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "golden-thread.toml").write_text(
        'corpus_dir = "from-file"\nindexes_dir = "from-file"\npublic_url = "http://file"\n'
    )
    monkeypatch.setenv("GOLDEN_THREAD_INDEXES_DIR", "from-environment")
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIR", "from-environment")

    settings = load_settings(corpus_dir=Path("from-flag"))

    assert settings.corpus_dir == Path("from-flag")
    assert settings.indexes_dir == Path("from-environment")
    assert settings.public_url == "http://file"


def test_an_unknown_name_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_CORPUS_DIRR", "x")

    with pytest.raises(SettingsError, match="GOLDEN_THREAD_CORPUS_DIRR"):
        load_settings()


def test_an_unknown_name_in_the_file_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "golden-thread.toml").write_text('corpse_dir = "x"\n')

    with pytest.raises(SettingsError, match="corpse_dir"):
        load_settings()


def test_a_key_does_not_show_when_the_settings_are_printed() -> None:
    assert "hush" not in repr(load_settings(llm_api_key="hush"))
