"""Container, compose and systemd files: what they name exists, and they give away what they can.

No container engine is needed: the files are read, and every command in them is looked up.
"""

from __future__ import annotations

import configparser
import fnmatch
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from assistant.api.serve import GRACE_SECONDS
from assistant.cli.main import golden_thread
from assistant.settings import PREFIX, Settings
from bot.settings import BotSettings
from tests.conftest import REPOSITORY

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
UNITS = sorted((REPOSITORY / "docs" / "examples" / "systemd").glob("*.service"))
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}
BOT_SETTINGS = {f"SLACK_{name.upper()}" for name in BotSettings.model_fields}
SECRETS = re.compile(r"xox[abp]-\w{6}|xapp-\w{6}|gt_[a-z0-9]{8}_|sk-\w{10}")


def instructions(name: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.partition(" ")[2] for line in joined.splitlines() if line.startswith(f"{name} ")]


def command_exists(arguments: list[str]) -> bool:
    """Parse a command line of golden-thread without running it."""
    context = click.Context(golden_thread)
    command = golden_thread.get_command(context, arguments[0])
    if command is None:
        return False
    command.make_context(arguments[0], arguments[1:], resilient_parsing=False)
    return True


def seconds(text: str) -> float:
    return float(text.removesuffix("s"))


def test_the_image_copies_what_is_there_and_nothing_else_is_sent_to_its_build() -> None:
    ignored = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").split("\n")
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source
        for line in instructions("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    }

    assert "*" in ignored
    assert copied == sent
    assert all((REPOSITORY / name).exists() for name in copied)
    assert not any(fnmatch.fnmatch(".env", name) for name in sent)


def test_the_image_runs_as_nobody_in_particular_and_is_asked_whether_it_lives() -> None:
    [user] = instructions("USER")
    assert user == "10001:10001"
    assert "/healthz" in " ".join(instructions("HEALTHCHECK"))
    assert instructions("STOPSIGNAL") == ["SIGTERM"]


def test_the_image_starts_a_command_that_exists_with_settings_that_exist() -> None:
    [start], [entry] = instructions("CMD")[-1:], instructions("ENTRYPOINT")
    assert yaml.safe_load(entry) == ["golden-thread"]
    assert command_exists(yaml.safe_load(start))
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", DOCKERFILE))
    assert named <= SETTINGS
    assert named >= {f"{PREFIX}RECORDS_PATH", f"{PREFIX}INDEXES_DIR", f"{PREFIX}CORPUS_DIR"}


@pytest.mark.parametrize("name", ["service", "bot"])
def test_each_container_is_hardened_and_stops_in_its_own_time(name: str) -> None:
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert set(service["environment"]) <= SETTINGS | BOT_SETTINGS
    assert "user" not in service, "the image's own user"
    assert "privileged" not in service
    if name == "service":
        assert seconds(service["stop_grace_period"]) > GRACE_SECONDS
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    else:
        assert command_exists(service["command"])
        assert service["healthcheck"]["test"][1:4] == ["python", "-m", "bot"]


def test_volumes_are_where_the_image_keeps_its_data() -> None:
    kept = set(yaml.safe_load(instructions("VOLUME")[0]))
    mounted = {
        volume.split(":")[1]
        for service in COMPOSE["services"].values()
        for volume in service["volumes"]
    }
    named = {
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service["volumes"]
        if not volume.startswith(".")
    }

    assert mounted == kept
    assert named == set(COMPOSE["volumes"])


def test_no_secret_stands_in_any_of_the_files() -> None:
    texts = [DOCKERFILE, (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")]
    texts += [unit.read_text(encoding="utf-8") for unit in UNITS]

    for text in texts:
        assert not SECRETS.search(text)
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            if name.endswith(("TOKEN", "KEY", "SECRET")):
                assert re.fullmatch(r"\$\{[A-Z_]+:-\}", value), name


def unit_of(path: Path) -> dict[str, list[str]]:
    """Return the [Service] section; a key may come several times."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif "=" in line and not line.startswith("#") and section == "[Service]":
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_exists_with_settings_that_exist(path: Path) -> None:
    unit = unit_of(path)

    program, *arguments = shlex.split(unit["ExecStart"][0])

    assert Path(program).name == "golden-thread"
    assert command_exists(arguments)
    assert {one.partition("=")[0] for one in unit["Environment"]} <= SETTINGS | BOT_SETTINGS
    assert unit["User"] != ["root"]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["NoNewPrivileges"] == ["yes"]
    assert unit["CapabilityBoundingSet"] == [""]
    state = f"/var/lib/{unit['StateDirectory'][0]}/"
    written = [
        one.partition("=")[2] for one in unit["Environment"] if one.partition("=")[2][:1] == "/"
    ]
    assert all(place.startswith(state) for place in written)
    if arguments[0] == "serve":
        assert seconds(unit["TimeoutStopSec"][0]) > GRACE_SECONDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_unit_and_finds_it_hardly_exposed(path: Path, tmp_path: Path) -> None:
    # The program is not installed where the example says.
    text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", path.read_text(encoding="utf-8"))
    unit = tmp_path / path.name
    unit.write_text(text, encoding="utf-8")

    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=25", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    complaints = [line for line in verified.stderr.splitlines() if path.name in line]
    assert complaints == []
    assert judged.returncode == 0, judged.stdout[-400:] + judged.stderr


def test_the_timer_starts_a_unit_that_is_there() -> None:
    timer = REPOSITORY / "docs" / "examples" / "systemd" / "golden-thread-ingest.timer"
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(timer)

    assert timer.with_suffix(".service") in UNITS
    assert parser["Timer"]["OnCalendar"]


def test_the_page_on_operating_names_units_and_settings_that_exist() -> None:
    page = (REPOSITORY / "docs" / "how-to" / "operate.md").read_text(encoding="utf-8")

    # A template: a name that ends in a hyphen or stands for several.
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", page))
    assert named <= SETTINGS
    for linked in re.findall(r"\]\(((?!https?:)[^)#]+)\)", page):
        assert (REPOSITORY / "docs" / "how-to" / linked).resolve().exists(), linked
