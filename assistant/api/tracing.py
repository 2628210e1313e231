"""Requests and stages -> OpenTelemetry spans, when an endpoint is configured.

Without one nothing of OpenTelemetry's SDK is imported. A span holds the route's pattern and the
status, never a question.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from assistant.errors import SettingsError

_SERVICE = "golden-thread"
_NANO = 1_000_000_000


class Span(Protocol):
    """What is told of a request once it is over."""

    def end(self, route: str, status: int) -> None:
        """Name the span by its route, with the status."""
        ...


class Tracing(Protocol):
    """Where spans go."""

    @contextmanager
    def request(self, method: str, headers: Mapping[str, str]) -> Iterator[Span]:
        """Open the span of a request; it continues the trace that the caller began."""
        ...

    def stage(self, stage: str, seconds: float) -> None:
        """Note a stage that has just ended."""
        ...

    def close(self) -> None:
        """Send what is left."""
        ...


class _NoSpan:
    def end(self, route: str, status: int) -> None:
        """Forget it."""


class NoTracing:
    """Without an endpoint."""

    @contextmanager
    def request(self, method: str, headers: Mapping[str, str]) -> Iterator[Span]:  # noqa: ARG002
        """Open nothing."""
        yield _NoSpan()

    def stage(self, stage: str, seconds: float) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is left."""


class _OpenSpan:
    def __init__(self, span: Any, method: str) -> None:
        self._span = span
        self._method = method

    def end(self, route: str, status: int) -> None:
        """Name the span by its route, with the status."""
        self._span.update_name(f"{self._method} {route}")
        self._span.set_attribute("http.route", route)
        self._span.set_attribute("http.response.status_code", status)


class OpenTelemetry:
    """Spans of one service, sent by an exporter of OpenTelemetry's SDK."""

    def __init__(self, exporter: Any) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        # A provider of our own: the global one may be another library's.
        self._provider = TracerProvider(resource=Resource.create({"service.name": _SERVICE}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("assistant")
        self._propagator = TraceContextTextMapPropagator()
        self._server = SpanKind.SERVER

    @contextmanager
    def request(self, method: str, headers: Mapping[str, str]) -> Iterator[Span]:
        """Open the span of a request; it continues the trace that the caller began."""
        given = self._propagator.extract(headers)
        with self._tracer.start_as_current_span(method, context=given, kind=self._server) as span:
            span.set_attribute("http.request.method", method)
            yield _OpenSpan(span, method)

    def stage(self, stage: str, seconds: float) -> None:
        """Note a stage that has just ended, below the request that is being served."""
        ended = time.time_ns()
        span = self._tracer.start_span(stage, start_time=ended - int(seconds * _NANO))
        span.end(end_time=ended)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def open_tracing(endpoint: str | None) -> Tracing:
    """Return where spans go: an OTLP collector (gRPC), or nowhere.

    Raises:
        SettingsError: an endpoint is named, but OpenTelemetry is not installed.
    """
    if endpoint is None:
        return NoTracing()
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    except ImportError as error:
        raise SettingsError(
            "GOLDEN_THREAD_OTLP_ENDPOINT is set, but OpenTelemetry is not installed: "
            'pip install "golden-thread[otel]"'
        ) from error
    secure = endpoint.startswith("https:")
    return OpenTelemetry(OTLPSpanExporter(endpoint=endpoint, insecure=not secure))
