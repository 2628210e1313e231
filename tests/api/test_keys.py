"""Who may use the service: keys, roles, audiences, rates, other sites."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from assistant.api.rates import Rates
from assistant.api.service import Service
from assistant.records.keys import Key, Keys, Role
from tests.api.conftest import BASE_URL

READABLE = {
    ("public",): {"our-vision"},
    ("partners",): {"partners-paper"},
    ("public", "board"): {"our-vision", "board-paper"},
}


@pytest.fixture(name="keys")
def _keys(app: FastAPI) -> Keys:
    service: Service = app.state.service
    return service.keys


def bearer(keys: Keys, *audiences: str, role: Role = "read") -> dict[str, str]:
    _, text = keys.create("test", role=role, audiences=audiences or ("public",))
    return {"Authorization": f"Bearer {text}"}


def test_with_keys_every_path_but_health_and_docs_needs_one(client: TestClient, keys: Keys) -> None:
    keys.create("someone", role="read", audiences=("public",))

    for path in ("/v1/documents", "/metrics", "/documents/our-vision", "/", "/v1/nothing"):
        reply = client.get(path)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        assert reply.headers["content-type"] == "application/problem+json"
    for path in ("/healthz", "/readyz", "/docs", "/openapi.json"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer x", "Bearer gt_aaaaaaaa_" + "x" * 43, "Basic !!", "Basic eDp5"]
)
def test_a_wrong_key_is_401_before_the_body_is_looked_at(
    client: TestClient, keys: Keys, value: str
) -> None:
    keys.create("someone", role="read", audiences=("public",))

    reply = client.post("/v1/answers", content=b"not json", headers={"Authorization": value})

    assert reply.status_code == 401


@pytest.mark.parametrize("audiences", READABLE)
def test_a_key_reads_its_audiences_and_no_more(
    client: TestClient, keys: Keys, audiences: tuple[str, ...]
) -> None:
    client.headers.update(bearer(keys, *audiences))

    listed = client.get("/v1/documents").json()["documents"]

    assert {each["document_id"] for each in listed} == READABLE[audiences]


def test_revoked_and_expired_keys_are_refused_and_never_open_the_service(
    client: TestClient, keys: Keys
) -> None:
    key, text = keys.create("leaver", role="read", audiences=("public",))
    _, old = keys.create("old", role="read", audiences=("public",), lifetime=timedelta(days=-1))
    headers = {"Authorization": f"Bearer {text}"}
    assert client.get("/v1/documents", headers=headers).status_code == 200

    keys.revoke(key.id)

    assert client.get("/v1/documents", headers=headers).status_code == 401
    assert (
        client.get("/v1/documents", headers={"Authorization": f"Bearer {old}"}).status_code == 401
    )
    assert client.get("/v1/documents").status_code == 401


def test_a_role_that_is_too_low_is_403(client: TestClient, keys: Keys) -> None:
    for role, status in (("read", 403), ("write", 403), ("administer", 200)):
        headers = bearer(keys, role=role)  # type: ignore[arg-type]
        assert client.get("/v1/records", headers=headers).status_code == status


def test_a_browser_may_send_the_key_as_a_password(client: TestClient, keys: Keys) -> None:
    _, text = keys.create("reader", role="read", audiences=("public",))
    basic = "Basic " + base64.b64encode(f"me:{text}".encode()).decode()

    asked = client.get("/documents/our-vision", headers={"Accept": "text/html"})
    opened = client.get("/documents/our-vision", headers={"Authorization": basic})
    forged = client.post(
        "/v1/answers",
        json={"question": "warm"},
        headers={"Authorization": basic, "Origin": "https://evil.example"},
    )

    assert asked.status_code == 401
    assert asked.headers["www-authenticate"].startswith("Basic ")
    assert opened.status_code == 200
    assert forged.status_code == 403


def test_without_keys_pages_of_other_sites_are_refused(client: TestClient) -> None:
    ask = {"question": "warm"}

    foreign = client.post("/v1/answers", json=ask, headers={"Origin": "https://evil.example"})
    own = client.post("/v1/answers", json=ask, headers={"Origin": BASE_URL})
    rebound = client.get(
        "/v1/documents", headers={"Host": "evil.example", "Sec-Fetch-Site": "same-origin"}
    )

    assert (foreign.status_code, own.status_code, rebound.status_code) == (403, 200, 403)


def test_an_answer_is_for_those_who_may_read_what_its_asker_might(
    client: TestClient, keys: Keys
) -> None:
    board, public = bearer(keys, "public", "board"), bearer(keys, "public")
    asked = client.post("/v1/answers", json={"question": "basilisk"}, headers=board).json()
    empty = client.post("/v1/answers", json={"question": "secret zebra"}, headers=board).json()
    open_to_all = client.post("/v1/answers", json={"question": "warm"}, headers=public).json()

    assert client.get(f"/v1/answers/{asked['id']}", headers=board).status_code == 200
    assert client.get(f"/v1/answers/{asked['id']}", headers=public).status_code == 404
    assert client.get(f"/v1/answers/{empty['id']}", headers=public).status_code == 404
    assert client.get(f"/v1/answers/{open_to_all['id']}", headers=board).status_code == 200


def test_a_key_has_its_own_rate_with_a_time_to_come_again() -> None:
    time = 0.0
    rates = Rates(lambda: time)
    slow = Key("a", "slow", "read", ("public",), "", requests_per_minute=2)
    other = Key("b", "other", "read", ("public",), "", requests_per_minute=2)
    rates.take(slow)
    rates.take(slow)

    with pytest.raises(HTTPException) as refused:
        rates.take(slow)
    rates.take(other)
    time = 30.0
    rates.take(slow)

    assert refused.value.status_code == 429
    assert refused.value.headers == {"Retry-After": "30"}


def test_429_is_a_problem_with_retry_after(client: TestClient, keys: Keys) -> None:
    _, text = keys.create("slow", role="read", audiences=("public",), requests_per_minute=1)
    headers = {"Authorization": f"Bearer {text}"}

    client.get("/v1/documents", headers=headers)
    reply = client.get("/v1/documents", headers=headers)

    assert reply.status_code == 429
    assert int(reply.headers["retry-after"]) > 0
    assert "Retry-After" in reply.json()["remedy"]
