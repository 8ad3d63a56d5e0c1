"""What `explain` answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance

from .documents import breach_document

if TYPE_CHECKING:
    from vaktplan.verify.supply import Place, Supply


@dataclass(frozen=True)
class ExplainAnswer:
    """Supply and demand before anything is solved, and what in the workbook contradicts itself."""

    instance: Instance
    supply: "Supply"
    input_sha256: str

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        found = self.supply
        return {
            "command": "explain",
            "status": "certain" if found.certain else "quiet" if found.quiet else "tight",
            "short": [s.model_dump(mode="json") for s in found.short],
            "locks": [breach_document(b) for b in found.locks],
            "vain_wishes": [w.model_dump(mode="json") for w in found.vain],
            "lines": [line.model_dump(mode="json") for line in found.lines],
            "places": [_place_document(p) for p in found.places],
            "input_sha256": self.input_sha256,
        }


def _place_document(place: "Place") -> dict[str, Any]:
    return {
        "shift": place.shift,
        "places": place.places,
        "able": list(place.able),
        "kept": [
            {"doctor": k.doctor, "rules": [{"rule": b.rule, "cite": b.cite} for b in k.breaches]}
            for k in place.kept
        ],
    }
