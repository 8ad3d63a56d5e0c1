"""What `joint` answers: which requests can be granted together, and who blocks whom."""

from dataclasses import dataclass
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.whatif.requests import Request

from .documents import planned


@dataclass(frozen=True)
class GrantedSet:
    """Requests, by id, that can be granted together, and a roster that shows it."""

    granted: tuple[str, ...]
    roster: Roster


@dataclass(frozen=True)
class Blocked:
    """A request that is refused, and the granted ones beside which it is impossible; None: not known in time.

    `minimal`: without any one of them it is possible. `confirmed`: that they are impossible together was found again by
    a model of its own.
    """

    request: str
    by: tuple[str, ...] | None
    minimal: bool
    confirmed: bool


@dataclass(frozen=True)
class JointAnswer:
    """The set that is proposed, every maximal set that was found, and why the others are refused."""

    instance: Instance  # as it is with none of the requests granted
    requests: tuple[Request, ...]
    order: str
    open_weight: int  # of open places when none is granted
    open_places: int
    open_proven: bool
    proposed: GrantedSet | None
    sets: tuple[GrantedSet, ...]
    complete: bool  # whether there is no other maximal set
    bound: int  # no set has more requests
    blocked: tuple[Blocked, ...]
    input_sha256: str
    disagreement: tuple[str, ...] = ()  # where the check refuses a roster of a set

    @property
    def proven(self) -> bool:
        """Whether it is proven that no set has more requests than the proposed one."""
        return self.proposed is not None and len(self.proposed.granted) == self.bound

    @property
    def all_granted(self) -> bool:
        """Whether every request can be granted."""
        return self.proposed is not None and len(self.proposed.granted) == len(self.requests)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "joint",
            "status": "unknown" if self.proposed is None else "all" if self.all_granted else "some",
            "requests": [{"id": r.id, "title": r.title} for r in self.requests],
            "order": self.order,
            "open_weight": self.open_weight,
            "open_shifts": self.open_places,
            "open_proven": self.open_proven,
            "granted": None if self.proposed is None else list(self.proposed.granted),
            "roster": None if self.proposed is None else planned(self.proposed.roster),
            "bound": self.bound,
            "proven": self.proven,
            "maximal": [list(s.granted) for s in self.sets],
            "complete": self.complete,
            "blocked": [
                {
                    "request": b.request,
                    "by": None if b.by is None else list(b.by),
                    "minimal": b.minimal,
                    "confirmed": b.confirmed,
                }
                for b in self.blocked
            ],
            "disagreement": list(self.disagreement),
            "input_sha256": self.input_sha256,
        }
