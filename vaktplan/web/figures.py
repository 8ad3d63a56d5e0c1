"""What the server counts, as Prometheus reads it. No name, no token and no address is a label."""

from collections import Counter, defaultdict
from collections.abc import Mapping

BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.5)  # seconds


class Figures:
    """Answers by route and status, and how long they took."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.answers: Counter[tuple[str, int]] = Counter()
        self.slots: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(BOUNDS) + 1))
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def add(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.answers[route, status] += 1
        slots = self.slots[route]
        for k, bound in enumerate(BOUNDS):
            if seconds <= bound:
                slots[k] += 1
                break
        else:
            slots[-1] += 1
        self.seconds[route] += seconds

    def text(self, gauges: Mapping[str, float]) -> str:
        """The figures, with what else is to be seen now."""
        lines = ["# TYPE vaktplan_requests_total counter"]
        lines += [
            f"vaktplan_requests_total{{{self._labels(route, status=str(status))}}} {n}"
            for (route, status), n in sorted(self.answers.items())
        ]
        lines.append("# TYPE vaktplan_request_seconds histogram")
        for route, slots in sorted(self.slots.items()):
            lines += self._histogram(route, slots)
        for name, value in sorted(gauges.items()):
            lines += [
                f"# TYPE vaktplan_{name} gauge",
                f'vaktplan_{name}{{worker="{self.worker}"}} {value:g}',
            ]
        return "\n".join(lines) + "\n"

    def _histogram(self, route: str, slots: list[int]) -> list[str]:
        sums = [sum(slots[: k + 1]) for k in range(len(slots))]
        named = [*map(str, BOUNDS), "+Inf"]
        plain = self._labels(route)
        return [
            *(
                f"vaktplan_request_seconds_bucket{{{self._labels(route, le=b)}}} {n}"
                for b, n in zip(named, sums, strict=True)
            ),
            f"vaktplan_request_seconds_sum{{{plain}}} {self.seconds[route]:.6f}",
            f"vaktplan_request_seconds_count{{{plain}}} {sums[-1]}",
        ]

    def _labels(self, route: str, **more: str) -> str:
        labels = {"route": route, "worker": self.worker, **more}
        return ",".join(f'{k}="{v}"' for k, v in labels.items())
