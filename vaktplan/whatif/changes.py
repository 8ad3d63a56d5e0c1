"""Every named change by its kind: the list is all that can be asked."""

from typing import Annotated

from pydantic import Field

from .change import Change
from .fritak import Claim, Grant, Limit, Refuse
from .people import Away, Leave, Position, Reduce, ill
from .service import OtherBook, ShareNights, night_types
from .staff import Employed, Join, MoreLis1

__all__ = [
    "CHANGES",
    "KINDS",
    "AnyChange",
    "Away",
    "Change",
    "Claim",
    "Employed",
    "Grant",
    "Join",
    "Leave",
    "Limit",
    "MoreLis1",
    "OtherBook",
    "Position",
    "Reduce",
    "Refuse",
    "ShareNights",
    "ill",
    "night_types",
]

CHANGES: tuple[type[Change], ...] = (
    Grant,
    Claim,
    Refuse,
    Limit,
    Leave,
    Join,
    Reduce,
    Position,
    Away,
    OtherBook,
    MoreLis1,
    Employed,
    ShareNights,
)
KINDS: dict[str, type[Change]] = {str(c.model_fields["kind"].default): c for c in CHANGES}
AnyChange = Annotated[
    Grant
    | Claim
    | Refuse
    | Limit
    | Leave
    | Join
    | Reduce
    | Position
    | Away
    | OtherBook
    | MoreLis1
    | Employed
    | ShareNights,
    Field(discriminator="kind"),
]
