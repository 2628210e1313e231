"""What the service did -> Prometheus figures; never a question, a title or a document's name."""

from __future__ import annotations

from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.timing import STAGES

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one service, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "golden_thread_request_seconds",
            "Seconds until a request was answered, by path and status.",
            ("method", "path", "status"),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._answers = Counter(
            "golden_thread_answers",
            "Answers given, by status.",
            ("status",),
            registry=self._registry,
        )
        self._answer_seconds = Histogram(
            "golden_thread_answer_seconds",
            "Seconds that the front door took to answer.",
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._stage_seconds = Histogram(
            "golden_thread_stage_seconds",
            "Seconds of each stage of an answer; generate is a part of answer.",
            ("stage",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        for stage in STAGES:
            self._stage_seconds.labels(stage)
        self._index_age = Gauge(
            "golden_thread_index_age_seconds",
            "Age of the index that is served; NaN: none.",
            registry=self._registry,
        )

    def count_request(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one request; `path` is the route's pattern, so that ids do not appear."""
        self._requests.labels(method, path, str(status)).observe(seconds)

    def count_answer(self, status: str, seconds: float) -> None:
        """Count one answer."""
        self._answers.labels(status).inc()
        self._answer_seconds.observe(seconds)

    def count_stage(self, stage: str, seconds: float) -> None:
        """Count one run of a stage."""
        self._stage_seconds.labels(stage).observe(seconds)

    def note_index(self, created: str | None) -> None:
        """Note when the served index was built."""
        age = float("nan")
        if created is not None:
            built = datetime.fromisoformat(created)
            built = built if built.tzinfo else built.replace(tzinfo=UTC)
            age = (datetime.now(UTC) - built).total_seconds()
        self._index_age.set(age)

    def text(self) -> bytes:
        """Return the figures in Prometheus' text format."""
        return generate_latest(self._registry)
