"""The answer of `bench physicians` in words, at most 80 columns wide."""

import textwrap
from typing import TYPE_CHECKING

from vaktplan.export import words
from vaktplan.i18n import _

from .show import number

if TYPE_CHECKING:
    from vaktplan.answers.physicians import MonthLine, PhysiciansAnswer
    from vaktplan.ledger.spread import Spread

WIDTHS = (12, 7, 7, 6, 7, 3)
GROUP = 14


def summary(made: "PhysiciansAnswer") -> str:
    """A line for each month; what the columns are; what was odd; where the files are."""
    lines = [_head(made), ""]
    if made.disagreement:
        lines += [_("FEIL I VAKTPLAN: løser og kontroll er uenige. Ikke publiser; meld fra:")]
        lines += [*(f"  {text}" for text in made.disagreement), ""]
    if made.months:
        lines += [*_heading(), *(_line(m) for m in made.months), "", *_explained()]
    if made.stopped:
        how = _("avbrutt") if made.interrupted else _(words.STATUSES[made.stopped])
        text = _("Stoppet: {hvordan}. Fortsett med --resume -o {mappe}").format(
            hvordan=how, mappe=made.folder
        )
        lines += ["", *textwrap.wrap(text, 78)]
    lines += ["", _("Filer:"), *(f"  {f}" for f in made.files)]
    return "\n".join(lines)


def _head(made: "PhysiciansAnswer") -> str:
    text = _("{n} av {alle} måneder, {udekket} udekkede plasser, {hard} krav brutt, {sek} s i alt.")
    return text.format(
        n=len(made.months),
        alle=made.asked,
        udekket=number(made.open_places),
        hard=made.hard,
        sek=number(made.seconds),
    )


def _heading() -> list[str]:
    over = " " * (sum(WIDTHS) + len(WIDTHS) - 1)
    columns = (_("måned"), _("udekket"), _("kostnad"), _("grense"), _("avstand"), _("sek"))
    three = " ".join(name.rjust(4) for name in (_("min"), _("maks"), _("std")))
    return [
        "  ".join([over, _("last/andel").center(GROUP), _("ønsker oppfylt").center(GROUP)]),
        f"{_cells(columns)}  {three}  {three}",
    ]


def _line(m: "MonthLine") -> str:
    people = m.tier("people")
    cells = (
        m.name,
        str(m.open_places),
        str(people.cost),
        str(people.bound),
        _("bevist") if all(t.proven for t in m.tiers) else words.percent(m.gap),
        str(round(m.seconds)),
    )
    return f"{_cells(cells)}  {_three(m.spreads.load)}  {_three(m.spreads.wishes)}"


def _cells(texts: tuple[str, ...]) -> str:
    first, *rest = zip(texts, WIDTHS, strict=True)
    return " ".join([f"{first[0]:<{first[1]}}", *(f"{text:>{width}}" for text, width in rest)])


def _three(spread: "Spread | None") -> str:
    if spread is None:
        return " ".join(f"{'–':>4}" for _i in range(3))
    numbers = (spread.least, spread.most, spread.deviation)
    return " ".join(f"{words.number(n, 2):>4}" for n in numbers)


def _explained() -> list[str]:
    text = _(
        "Kostnad og grense er fordeling og ønsker; avstanden er den største av alle trinn. Last/andel er hver leges "
        "vakter delt på rettferdig andel, og ønsker oppfylt er delen av ønskene som er innfridd, begge over alle "
        "månedene til og med denne: minst, mest og standardavvik mellom legene."
    )
    return textwrap.wrap(text, 78)
