"""Why a shift is a doctor's, at most 80 columns wide."""

from vaktplan.domain.instance import Instance
from vaktplan.export.explained import WhyMe
from vaktplan.export.whymelines import instead_head, why_mine

from .show import wrapped


def why_me_lines(instance: Instance, why: WhyMe) -> list[str]:
    """Who else could have had the shift and what it would have cost, and how many could not."""
    told = why_mine(instance, why)
    lines = wrapped(told.head, "")
    lines += wrapped(told.unable) if told.unable else []
    lines += wrapped(instead_head()) if told.instead else []
    lines += [line for other in told.instead for line in wrapped(f"- {other}", "    ")]
    lines += wrapped(f"- {told.more}", "    ") if told.more else []
    return [*lines, *(wrapped(told.unknown) if told.unknown else [])]
