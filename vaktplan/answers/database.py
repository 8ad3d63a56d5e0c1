"""What `db` answers."""

from dataclasses import dataclass, field
from typing import Any

from vaktplan.store.health import Health


@dataclass(frozen=True)
class DatabaseAnswer:
    """The answer of every `db` command; `done` is "upgraded", "up-to-date", "checked", "backed-up" or "restored"."""

    done: str
    database: str  # as it may be shown: no password
    health: Health
    files: tuple[str, ...] = field(default=())  # what was written, or set aside

    @property
    def exit_code(self) -> int:
        """0 for a whole database, 3 for one with faults."""
        return 3 if self.health.faults else 0

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "db",
            "status": "error" if self.health.faults else "ok",
            "exit_code": self.exit_code,
            "done": self.done,
            "database": self.database,
            "revision": self.health.revision,
            "publications": self.health.publications,
            "subscriptions": self.health.subscriptions,
            "trails": [{"tenant": t.tenant, "rows": t.rows, "head": t.head} for t in self.health.trails],
            "faults": [f.as_document() for f in self.health.faults],
            "files": list(self.files),
        }
