"""Each provider of docs/how-to/language-models.md against a server that speaks its protocol."""

from __future__ import annotations

import datetime
import ipaddress
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from assistant.errors import ModelError, SettingsError
from assistant.models.llm import LlamaIndexModel
from assistant.models.llm_providers import ModelSource
from assistant.settings import load_settings
from assistant.types import Piece, Prompt
from tests.generation.rig import quoting, rig
from tests.llm_server.replies import always
from tests.llm_server.server import FakeModelServer

PROMPT = Prompt("rules", "task", {"type": "object"}, 50)
PROVIDERS: dict[str, Callable[[str], str]] = {
    "openai-like": lambda address: f"{address}/v1",
    "ollama": lambda address: address,
    "anthropic": lambda address: address,
}


@pytest.fixture(name="server")
def _server() -> Iterator[FakeModelServer]:
    with FakeModelServer(always("Hello."), key="s3cret").running() as server:
        yield server


def _source(provider: str, url: str, **more: object) -> ModelSource:
    given = {"model": "some-model", "api_key": "s3cret", "seconds": 10.0, "context_tokens": 4096}
    return ModelSource(provider=provider, url=url, **{**given, **more})  # type: ignore[arg-type]


def _pieces(source: ModelSource, seconds: float = 10.0) -> list[Piece]:
    model = LlamaIndexModel(source)
    return list(model.pieces(PROMPT, seconds=seconds, is_gone=lambda: False))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_replies_and_tells_what_was_used(provider: str, server: FakeModelServer) -> None:
    pieces = _pieces(_source(provider, PROVIDERS[provider](server.address)))

    assert "".join(piece.text for piece in pieces) == "Hello."
    used = [(one.prompt_tokens, one.reply_tokens) for one in pieces]
    assert 100 in [one[0] for one in used]
    assert 20 in [one[1] for one in used]
    assert server.asked[0].rules == "rules"
    assert server.asked[0].task == "task"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_is_asked_for_the_shape_of_the_reply(
    provider: str, server: FakeModelServer
) -> None:
    _pieces(_source(provider, PROVIDERS[provider](server.address)))

    body = server.asked[0].body
    assert body.get("response_format") or body.get("format") or body.get("tools")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wrong_key_is_an_error_that_does_not_tell_the_key(
    provider: str, server: FakeModelServer
) -> None:
    with pytest.raises(ModelError) as caught:
        _pieces(_source(provider, PROVIDERS[provider](server.address), api_key="wr0ng"))

    assert "HTTP 401" in str(caught.value)
    assert "wr0ng" not in str(caught.value)
    assert len(server.asked) == 1


@pytest.mark.model
@pytest.mark.parametrize("provider", PROVIDERS)
def test_settings_alone_make_an_answer(provider: str, sample_indexes: Path, tmp_path: Path) -> None:
    brain = quoting("4,218 people told us")
    with FakeModelServer(brain).running() as server:
        url = PROVIDERS[provider](server.address)
        with rig(sample_indexes, tmp_path, brain, llm=provider, llm_url=url) as opened:
            answer = opened.ask()

    assert (answer.answerer, answer.model) == ("generative", "fake-70b")
    assert "4,218" in answer.text


def test_a_service_that_does_not_stream_is_understood(server: FakeModelServer) -> None:
    server.streams = False

    pieces = _pieces(_source("openai-like", f"{server.address}/v1"))

    assert "".join(piece.text for piece in pieces) == "Hello."


def test_any_llama_index_class_works_by_its_dotted_name() -> None:
    source = _source("llama_index.core.llms.mock.MockLLM", "", model="", options={"max_tokens": 3})

    assert "".join(piece.text for piece in _pieces(source)).startswith("text text text")


def test_a_proxy_of_the_environment_is_used(
    server: FakeModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.address)
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")

    _pieces(_source("openai-like", "http://llm.invalid/v1"))

    assert server.asked[0].target.startswith("http://llm.invalid/")


def test_a_private_authority_of_the_environment_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = _certificate(tmp_path)
    server = FakeModelServer(always("Hello."))
    server.encrypt(certificate, key)
    with server.running():
        source = _source("openai-like", f"{server.address}/v1")
        with pytest.raises(ModelError):
            _pieces(source, seconds=3.0)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

        assert "".join(piece.text for piece in _pieces(source)) == "Hello."


@pytest.mark.parametrize(
    "settings",
    [{"llm": "gpt"}, {"llm": "openai-like"}, {"llm": "no.such.Class", "llm_model": "m"}],
)
def test_settings_that_make_no_sense_say_what_to_do(settings: dict[str, str]) -> None:
    from assistant.answerers import _source as source_of

    with pytest.raises(SettingsError, match="GOLDEN_THREAD_LLM"):
        _pieces(source_of(load_settings(**settings), settings["llm"]))


def test_without_a_model_nothing_of_one_is_imported() -> None:
    code = (
        "import sys; from assistant.answerers import open_answerer;"
        "from assistant.settings import Settings;"
        "open_answerer(Settings(), None, None, None);"
        "bad = [m for m in ('llama_index', 'torch', 'openai', 'anthropic') if m in sys.modules];"
        "bad += [m for m in sys.modules if m.startswith('assistant.generation')];"
        "sys.exit(str(bad) if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for loopback that no public authority knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "private")])
    now = datetime.datetime.now(datetime.UTC)
    loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([loopback]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "ca.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, private


def test_a_model_that_takes_neither_temperature_nor_the_usual_limit_is_asked_without(
    server: FakeModelServer,
) -> None:
    server.takes_limits = False
    model = LlamaIndexModel(_source("openai-like", f"{server.address}/v1"))

    for _ in range(2):
        pieces = list(model.pieces(PROMPT, seconds=20.0, is_gone=lambda: False))
        assert "".join(piece.text for piece in pieces) == "Hello."

    assert "response_format" in server.asked[-1].body
    assert server.asked[-1].body["max_completion_tokens"] > 0
    assert len(server.asked) == 4  # what it takes is remembered
