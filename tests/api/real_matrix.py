"""The matrix over the real front door: papers planted for each audience, asked about by all.

Names of files and ids are neutral (a caller may guess one); only titles and texts hold the marker.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from tests.api.matrix import AUDIENCES, MARKERS, Matrix, MatrixCaller, Reply

ALIASES = {"public": "amber", "partners": "basalt", "board": "cobalt"}
SUBJECTS = {
    "public": "harbour lighthouse",
    "partners": "forest railway",
    "board": "mountain hospital",
}
ABSENT = "quartz"
DRAFT = b"# Draft\n\nWe will open the lighthouse, the railway and the hospital every day by 2030.\n"


def plant(corpus: Path) -> None:
    """Write a vision, a strategy and a board paper for each audience, and who may read them."""
    lines = ["documents:"]
    for audience in AUDIENCES:
        word, alias, subject = MARKERS[audience], ALIASES[audience], SUBJECTS[audience]
        papers = {
            "vision": f"# The {word} vision\n\n## Our ambitions\n\n"
            f"### Ambition 1: A {subject} that is safe and open to {word} families\n\n"
            f"We will keep the {subject} open every day of the year.\n\n"
            f"### Ambition 2: Skills and jobs around {word}\n\n"
            f"Everyone who works at the {subject} is trained.\n",
            "strategy": f"# The {word} strategy\n\n## Priorities\n\n"
            f"We will train 40 keepers of the {subject} with {word} college by 2029.\n",
            "board": f"# Report on the {subject}\n\n"
            f"1.1 The {subject} will be rebuilt by {word} Builders by 2031 for £4 million.\n\n"
            f"1.2 The Board is asked to agree the plan of {word} Builders.\n",
        }
        for kind, text in papers.items():
            path = corpus / kind / f"{alias}-{kind}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            lines += [f"- file: {kind}/{alias}-{kind}.md", f"  audience: [{audience}]"]
            if kind != "board":
                lines += [f"  title: The {word} {kind}"]
    (corpus / "documents.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


class RealMatrix(Matrix):
    """Asks by subject, since the real front door answers what was asked; adds the alignment."""

    @property
    def _actions(self) -> list[Any]:
        return [
            *super()._actions, self._thread, self._match, self._matrix, self._findings,
            self._check, self._framework, self._hidden_tag, self._repeat,
        ]  # fmt: skip

    def _asked(self, chance: random.Random) -> tuple[str, tuple[str, ...]]:
        audience = chance.choice(AUDIENCES)
        return f"Who will rebuild the {SUBJECTS[audience]}?", (audience,)

    def _named(self, audience: str, chance: random.Random) -> tuple[str, str]:
        kind = chance.choice(("vision", "strategy", "board"))
        return f"{ALIASES[audience]}-{kind}", f"{ABSENT}-{kind}"

    def _hidden_alike(self, caller: MatrixCaller, audience: str, send: Any) -> Reply | None:
        """Compare a vision that is hidden with one that does not exist; return what is shown."""
        reply: Reply = send(f"{ALIASES[audience]}-vision")
        if audience in caller.audiences:
            if reply.status_code != 200:
                self.misses.append(f"{ALIASES[audience]} gave {caller.audiences} {reply.text}")
                return None
            return reply
        absent: Reply = send(f"{ABSENT}-vision")
        alike = absent.text.replace(ABSENT, ALIASES[audience])
        if reply.text != alike or reply.status_code != absent.status_code:
            self.leaks.append(f"{caller.audiences} can tell {audience} exists: {reply.text}")
        return None

    def _told(self, audience: str, reply: Reply | None, what: str) -> None:
        if reply is not None and MARKERS[audience] not in reply.text:
            self.misses.append(f"{what} did not tell of {audience}: {reply.text[:200]}")

    def _thread(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        body = {"subject": SUBJECTS[audience]}

        def send(vision: str) -> Reply:
            return self._send(caller, "POST", "/v1/threads", json={**body, "vision": vision},
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._told(audience, self._hidden_alike(caller, audience, send), "thread")

    def _match(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        body = {"text": f"We keep the {SUBJECTS[audience]} open."}

        def send(vision: str) -> Reply:
            return self._send(caller, "POST", "/v1/goals/match", json={**body, "vision": vision},
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._told(audience, self._hidden_alike(caller, audience, send), "match")

    def _matrix(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)
        form = chance.choice(("json", "csv", "html"))

        def send(vision: str) -> Reply:
            return self._send(caller, "GET", f"/v1/alignment?vision={vision}&format={form}",
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._told(audience, self._hidden_alike(caller, audience, send), f"alignment {form}")

    def _findings(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)

        def send(vision: str) -> Reply:
            return self._send(caller, "GET", f"/v1/findings?vision={vision}",
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._hidden_alike(caller, audience, send)

    def _check(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)

        def send(vision: str) -> Reply:
            files = {"file": ("draft.md", DRAFT)}
            return self._send(caller, "POST", "/v1/checks", files=files, data={"vision": vision},
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._hidden_alike(caller, audience, send)

    def _framework(self, caller: MatrixCaller, chance: random.Random) -> None:
        audience = chance.choice(AUDIENCES)

        def send(vision: str) -> Reply:
            return self._send(caller, "GET", f"/v1/frameworks/{vision}",
                              headers={"X-Request-ID": "same"})  # fmt: skip

        self._told(audience, self._hidden_alike(caller, audience, send), "framework")

    def _hidden_tag(self, caller: MatrixCaller, chance: random.Random) -> None:
        """A tag that fits anything does not tell that a hidden document is there."""
        audience = chance.choice(AUDIENCES)
        path = chance.choice(("/v1/documents/{}", "/v1/documents/{}/text", "/documents/{}"))
        reply = self._send(
            caller, "GET", path.format(f"{ALIASES[audience]}-board"), headers={"If-None-Match": "*"}
        )
        if reply.status_code != (304 if audience in caller.audiences else 404):
            self.leaks.append(f"a tag gave {caller.audiences} {reply.status_code} for {audience}")

    def _repeat(self, caller: MatrixCaller, chance: random.Random) -> None:
        """The same Idempotency-Key of several callers gives each their own reply."""
        question, (audience,) = self._asked(chance)
        reply = self._send(
            caller, "POST", "/v1/answers", json={"question": question},
            headers={"Idempotency-Key": f"shared-{audience}"},
        )  # fmt: skip
        # While another of the same key is under way it is 409.
        if reply.status_code == 200:
            self._expect(caller, "repeat", reply.text, (audience,))
        elif reply.status_code != 409:
            self.misses.append(f"repeat gave {reply.status_code}: {json.dumps(reply.text)[:200]}")
