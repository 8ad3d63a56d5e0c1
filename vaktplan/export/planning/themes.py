"""What belongs together: the figures by theme, in the order they are read."""

from collections.abc import Mapping

from vaktplan.export import words
from vaktplan.export.chart import HARD_SPACE
from vaktplan.i18n import N_, _
from vaktplan.planning.figure import Figure
from vaktplan.planning.plan import Plan

LARGE = 10_000  # from here on thousands are set apart
THEMES: Mapping[str, str] = {
    "hjemler": N_("Hjemler"),
    "sykehjem": N_("Sykehjem"),
    "nfas": N_("Normen for sykehjem"),
    "lis": N_("Veiledning"),
    "vakt": N_("Vakt"),
    "arsverk": N_("Årsverk"),
    "penger": N_("Penger"),
    "ndu": N_("Netto driftsutgift"),
}


def theme_of(figure: Figure) -> str:
    """The first part of a figure's key."""
    return figure.key.split(".", 1)[0]


def by_theme(plan: Plan) -> dict[str, tuple[Figure, ...]]:
    """The figures of each theme that has any; themes without a name of their own come last."""
    found: dict[str, list[Figure]] = {theme: [] for theme in THEMES}
    for figure in plan.figures:
        found.setdefault(theme_of(figure), []).append(figure)
    return {theme: tuple(figures) for theme, figures in found.items() if figures}


def title_of(theme: str) -> str:
    """A theme as people call it."""
    return _(THEMES[theme]) if theme in THEMES else theme.capitalize()


def kroner(amount: float) -> str:
    """Kroner with hard spaces between the thousands: 14 425 000."""
    return f"{amount:,.0f}".replace(",", HARD_SPACE).replace("-", "−")


def number(figure: Figure) -> str:
    """A figure's rounded value with as many decimals as its rule keeps; two where nothing is rounded."""
    if abs(figure.rounded) >= LARGE and not figure.digits:
        return kroner(figure.rounded)
    plain = figure.rounding.value == "none"
    return words.number(figure.rounded, 2 if plain else max(0, figure.digits), trim=plain)
