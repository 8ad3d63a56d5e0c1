"""What `publish` answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.moved import Moved
from vaktplan.domain.roster import Change, Roster
from vaktplan.export.differences import concerned
from vaktplan.rulebook.breach import Breach, Verdict


@dataclass(frozen=True)
class Objection:
    """What must be signed for: a kind ("breach", "open-place", "frozen") and what it is, in words."""

    kind: str
    what: str


@dataclass(frozen=True)
class PublishAnswer:
    """A publication, or why there is none."""

    instance: Instance
    roster: Roster
    verdict: Verdict
    status: str  # "published", "worked", "unchanged", "refused", "would-publish"
    version: int  # of the period; the one before when nothing was published
    made_at: datetime
    made_by: str
    changes: tuple[Change, ...]  # since the version before; nothing for the first
    previous: Roster | None
    moves: tuple[Moved, ...] = ()  # duties that stay and have other hours, or are there no more
    objections: tuple[Objection, ...] = ()
    late: tuple[Breach, ...] = ()  # of the notice rule
    signed_by: str = ""
    feeds: int = 0  # with new bytes
    left: tuple[str, ...] = ()  # doctors whose subscriptions ended, as they are in the workbook no more
    head: str = ""  # of the trail
    files: tuple[str, ...] = ()

    @property
    def concerned(self) -> tuple[str, ...]:
        """The doctors whose duties are others than before."""
        return concerned(self.instance, self.changes, self.moves)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "publish",
            "status": self.status,
            "first": self.instance.period.first.isoformat(),
            "last": self.instance.period.last.isoformat(),
            "version": self.version,
            "made_at": self.made_at.isoformat(),
            "made_by": self.made_by,
            "objections": [{"kind": o.kind, "what": o.what} for o in self.objections],
            "signed_by": self.signed_by,
            "changes": [{"shift": c.shift, "left": list(c.left), "came": list(c.came)} for c in self.changes],
            "moved": [_move(m) for m in self.moves],
            "late": [b.text for b in self.late],
            "feeds_changed": self.feeds,
            "subscriptions_ended": list(self.left),
            "trail_head": self.head,
            "files": list(self.files),
        }


def _move(moved: Moved) -> dict[str, Any]:
    now = moved.now
    return {
        "shift": moved.was.id,
        "doctors": list(moved.doctors),
        "start": None if now is None else now.start.isoformat(),
        "end": None if now is None else now.end.isoformat(),
    }
