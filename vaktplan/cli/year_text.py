"""The answer of `year` in words, at most 80 columns wide."""

import textwrap
from collections.abc import Iterable
from statistics import mean
from typing import TYPE_CHECKING

from vaktplan.domain.days import Period
from vaktplan.domain.people import Role
from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.ledger.year import YearMeasure, YearRow
from vaktplan.rulebook.rules import MinimumPractice

from .plan_text import summary as month_summary
from .show import note

if TYPE_CHECKING:
    from vaktplan.answers import PlanAnswer, YearAnswer

WIDTHS = (20, 16, 12, 9, 14)


def month_line(month: Period, answer: "PlanAnswer | None") -> None:
    """Say that a month begins, and how it ended."""
    name = _name(month)
    if answer is None:
        note(_("{måned}: planlegger …").format(måned=name))
        return
    note(
        _("{måned}: {udekket} udekket, {hard} krav brutt, avstand til beste {gap}, {sek} s").format(
            måned=name,
            udekket=answer.open_places,
            hard=len(answer.verdict.hard) if answer.verdict else 0,
            gap=words.percent(answer.outcome.gap),
            sek=round(answer.outcome.seconds),
        )
    )


def summary(made: "YearAnswer") -> str:
    """The year: lawful, covered, fair; then each doctor's line; then those who stand apart and why."""
    lines = [_head(made)]
    if made.stopped is not None:
        text = _("Stoppet ved {måned}. Fortsett med --resume -o {mappe}").format(
            måned=_name(made.stopped.instance.period), mappe=made.folder
        )
        lines += [*textwrap.wrap(text, 78), "", month_summary(made.stopped), ""]
    lines += _own_faults(made)
    if made.rows:
        lines += [_totals(made), *_spread(made.rows), "", _heading()]
        lines += [_doctor(r) for r in made.rows if _takes_part(r)]
        lines += _apart(made.outside)
        lines += _few(made)
        lines += _locums(made)
    if made.files:
        lines += ["", _("Filer:"), *(f"  {f}" for f in made.files)]
    lines.append(_("Månedene ligger i {mappe}").format(mappe=made.folder))
    return "\n".join(lines)


def _name(month: Period) -> str:
    return words.month(month.first)


def _own_faults(made: "YearAnswer") -> list[str]:
    """Where vaktplan itself is wrong."""
    head = _("FEIL I VAKTPLAN: løser og kontroll er uenige. Ikke publiser; meld fra:")
    return [head, *(f"  {text}" for text in made.disagreement)] if made.disagreement else []


def _head(made: "YearAnswer") -> str:
    period = made.instance.period
    return _("{kommune} {fra}–{til}: {n} måneder").format(
        kommune=made.instance.municipality,
        fra=f"{period.first:%d.%m.%Y}",
        til=f"{period.last:%d.%m.%Y}",
        n=len(made.months),
    )


def _totals(made: "YearAnswer") -> str:
    both = sum(r.jul_and_nyttaar for r in made.rows)
    b = made.bakvakt
    parts = [
        _("{n} krav brutt, {m} udekkede plasser.").format(n=made.hard, m=made.open_places),
        _("{n} leger har både jul og nyttår.").format(n=both),
        _(
            "Bakvakter: {n}, av dem {over} for de {k} vaktene til LIS1; {m} om hver kveld, natt og helg hadde en."
        ).format(n=b.taken, over=b.for_trainees, m=b.windows, k=b.trainee_duties),
    ]
    return "\n".join(textwrap.wrap(" ".join(parts), 78))


def _spread(rows: Iterable[YearRow]) -> list[str]:
    """How far from the fair share the doctors ended, measure by measure."""
    every = list(rows)
    lines = []
    for measure, said in (
        ("load", _("belastning")),
        ("nights", _("netter")),
        ("weekends", _("helger")),
        ("feasts", _("høytider")),
    ):
        times = [m.times for m in (r.of(measure) for r in every) if m.times is not None and m.target >= 1]
        if times:
            lines.append(
                _("  {mål:<11} av rettferdig andel: minst {lav}, i snitt {midt}, mest {høy}").format(
                    mål=said, lav=_times(min(times)), midt=_times(mean(times)), høy=_times(max(times))
                )
            )
    return [_("Spredning (antall delt på andelen, for dem med andel 1 eller mer):"), *lines] if lines else []


def _heading() -> str:
    columns = (_("Lege"), _("Belastning/andel"), _("Netter/andel"), _("Helger"), _("Bakvakter"))
    return "  ".join(
        c[:w].ljust(w) if i == 0 else c[:w].rjust(w)
        for i, (c, w) in enumerate(zip(columns, WIDTHS, strict=True))
    )


def _doctor(row: YearRow) -> str:
    cells = (
        _beside(row.of("load")),
        _beside(row.of("nights")),
        str(row.of("weekends").count),
        str(row.of("bakvakt").count),
    )
    mark = "" if row.within else " *"
    name = (row.name[: WIDTHS[0] - len(mark)] + mark).ljust(WIDTHS[0])
    return "  ".join((name, *(c.rjust(w) for c, w in zip(cells, WIDTHS[1:], strict=True))))


def _beside(m: YearMeasure) -> str:
    return f"{m.count} / {words.number(m.target, 1)}"


def _takes_part(row: YearRow) -> bool:
    return any(m.count or m.target for m in row.measures)


def _apart(rows: Iterable[YearRow]) -> list[str]:
    """Who ended outside a duty of nights or a twentieth of the load, and why."""
    lines = []
    for row in rows:
        if _takes_part(row):
            why = "; ".join(_(reason) for reason in row.reasons)
            load, nights = row.of("load").difference, row.of("nights").difference
            text = _("{navn}: {last} poeng og {netter} netter fra andelen: {hvorfor}").format(
                navn=row.name, last=_signed(load), netter=_signed(nights), hvorfor=why
            )
            lines += textwrap.wrap(text, 78, initial_indent="  ", subsequent_indent="    ")
    head = _("* Lenger fra andelen enn én natt eller 5 % av belastningen:")
    return ["", head, *lines] if lines else []


def _few(made: "YearAnswer") -> list[str]:
    """GPs with fewer duties than keep the competence, by the book's number."""
    rule = made.book.get(MinimumPractice)
    if rule is None or not made.complete:
        return []
    first, last = made.instance.period.first, made.instance.period.last
    if (last - first).days < 364:
        return []
    wanted, doctors = rule.duties_a_year.whole(last), made.instance.doctor_by_id
    few = [
        f"{r.name} {r.duties}"
        for r in made.rows
        if r.of("load").share > 0
        and r.duties < wanted
        and Role.FASTLEGE in doctors[r.doctor].roles
        and all(doctors[r.doctor].serves_on(day) for day in (first, last))
    ]
    text = _("Færre enn {n} vakter i året: {leger}.").format(n=wanted, leger=", ".join(few))
    return ["", *textwrap.wrap(text, 78, subsequent_indent="  ")] if few else []


def _locums(made: "YearAnswer") -> list[str]:
    """Who worked on the exception from the specialisation, and when it is reported."""
    if not made.locums:
        return []
    who = ", ".join(_("{navn} {n} dager").format(navn=each.name, n=each.days) for each in made.locums)
    text = _(
        "Unntaket i kompetanseforskriften § 4, meldes statsforvalteren innen 31.03.{år}: {leger}."
    ).format(år=made.instance.period.last.year + 1, leger=who)
    return ["", *textwrap.wrap(text, 78, subsequent_indent="  ")]


def _signed(value: float) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + words.number(abs(value), 1)


def _times(value: float) -> str:
    return f"{words.number(value, 2)} ×"
