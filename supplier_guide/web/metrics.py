"""What Prometheus reads: requests by route, their latency, what the index holds."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        """Register each figure once, in a registry of its own."""
        self._registry = CollectorRegistry()
        self.latency = Histogram(
            "supplier_guide_request_seconds",
            "Time to answer, by route and status.",
            ("route", "status"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self.refused = Counter(
            "supplier_guide_rate_limited_total", "Requests refused by the rate limit.", registry=self._registry
        )
        self.applied = Gauge(
            "supplier_guide_index_applied", "Number of the last change in the index.", registry=self._registry
        )
        self.lag = Gauge(
            "supplier_guide_index_lag", "Changes in the store that the index has not applied.", registry=self._registry
        )

    def text(self) -> bytes:
        """Return all figures in the text format."""
        return generate_latest(self._registry)
