"""Host and port -> the running service; loopback only when no keys are configured."""

from __future__ import annotations

import contextlib
import logging
import resource

import uvicorn
from fastapi import FastAPI

from assistant.api.addresses import is_loopback
from assistant.api.service import Service
from assistant.api.wire import HttpProtocol
from assistant.errors import SettingsError

# Answers under way at a shutdown are finished; nobody waits longer than this for them.
GRACE_SECONDS = 30

logger = logging.getLogger(__name__)


def serve(app: FastAPI, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Run the application until the process is told to stop.

    Raises:
        SettingsError: the host can be reached from elsewhere and nobody would need a key.
    """
    service: Service = app.state.service
    has_keys = service.keys.are_configured()
    check_host(host, has_keys=has_keys)
    if not has_keys:
        logger.warning(
            "No keys are configured: listening on this machine only (%s), open to everyone on it.",
            host,
        )
    _allow_many_connections()
    uvicorn.Server(server_config(app, host=host, port=port)).run()


def _allow_many_connections() -> None:
    """Take all the open files that the system grants: each caller who waits holds one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def server_config(app: FastAPI, *, host: str, port: int) -> uvicorn.Config:
    """Return how uvicorn runs the application; the envelope writes the log, so uvicorn does not."""
    return uvicorn.Config(
        app,
        http=HttpProtocol,
        host=host,
        port=port,
        timeout_graceful_shutdown=GRACE_SECONDS,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
    )


def check_host(host: str, *, has_keys: bool) -> None:
    """Refuse a host that others can reach as long as no keys are configured.

    Raises:
        SettingsError: says why, and what to do.
    """
    if has_keys or is_loopback(host):
        return
    raise SettingsError(
        f"The service does not listen on {host}: no keys are configured, so anyone who can reach "
        "it could use it. Create a key first (golden-thread keys create), or use --host 127.0.0.1."
    )
