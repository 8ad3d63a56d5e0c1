"""The Nfas draft norm worked out activity by activity, as it adds itself up."""

from vaktplan.i18n import N_

from .figure import Rounding
from .reckoning import Row

NEAREST, UP, DOWN = Rounding.NEAREST, Rounding.UP, Rounding.DOWN
OTHER = ("supervision", "group", "teaching", "meetings", "courses", "study", "lunch")
EDUCATION = ("supervision", "group", "teaching", "courses", "study")
LONG = ("yearly-check", "admission", "decision", "meeting", "consent", "complex", "simple", "round")
SHORT = ("admission", "discharge", "assessment", "round", "meeting")


def _sum(names: tuple[str, ...], prefix: str = "") -> str:
    """The norms of some activities, added up."""
    return " + ".join(f"{{norm:nfas.{prefix}{name}}}" for name in names)


ROWS = (
    Row("nfas.other-hours", N_("Ikke-klinisk arbeid i uken"), "hours", _sum(OTHER), NEAREST, 1),
    Row(
        "nfas.other-share",
        N_("Ikke-klinisk andel av stillingen"),
        "percent",
        "{nfas.other-hours} / {norm:nfas.week} * 100",
        DOWN,
        note=N_("Normen sier 30 prosent; timene gir litt mer."),
    ),
    Row("nfas.education-hours", N_("Utdanningsaktivitet i uken"), "hours", _sum(EDUCATION), NEAREST, 1),
    Row(
        "nfas.education-share",
        N_("Utdanningsaktivitet, andel av stillingen"),
        "percent",
        "{nfas.education-hours} / {norm:nfas.week} * 100",
        NEAREST,
    ),
    Row(
        "nfas.course-hours",
        N_("Kurstimer i uken"),
        "hours",
        "{norm:nfas.course-days} * {norm:nfas.week} / 5 / {norm:nfas.ordinary-weeks}",
        UP,
    ),
    Row(
        "nfas.clinical-hours",
        N_("Klinisk tid i uken for hel stilling"),
        "hours",
        "{norm:nfas.week} * (1 - {norm:nfas.other-share} / 100)",
        NEAREST,
        1,
    ),
    Row(
        "nfas.clinical-hours-left",
        N_("Klinisk tid i uken når de ikke-kliniske timene er trukket fra"),
        "hours",
        "{norm:nfas.week} - {nfas.other-hours}",
        NEAREST,
        1,
    ),
    Row(
        "nfas.long-hours",
        N_("Langtid: legetimer i året per pasient"),
        "hours",
        _sum(LONG, "long-"),
        NEAREST,
        1,
    ),
    Row(
        "nfas.long-week",
        N_("Langtid: legetimer i uken per pasient"),
        "hours",
        "{nfas.long-hours} / {norm:nfas.ordinary-weeks}",
        NEAREST,
        2,
    ),
    Row(
        "nfas.long-a-post",
        N_("Langtid: pasienter for hel stilling"),
        "persons",
        "{nfas.clinical-hours} / {nfas.long-week}",
        NEAREST,
    ),
    Row(
        "nfas.long-a-post-left",
        N_("Langtid: pasienter for hel stilling når de ikke-kliniske timene er trukket fra"),
        "persons",
        "{nfas.clinical-hours-left} / {nfas.long-week}",
        NEAREST,
        1,
    ),
    Row(
        "nfas.long-a-day",
        N_("Langtid: pasienter per dag, avrundet norm"),
        "persons",
        "{norm:nfas.long-a-post} / 5",
        NEAREST,
    ),
    Row(
        "nfas.long-minutes",
        N_("Langtid: minutter klinisk tid per pasient i uken"),
        "minutes",
        "{nfas.clinical-hours} * 60 / {norm:nfas.long-a-post}",
        NEAREST,
        1,
    ),
    Row(
        "nfas.long-minutes-gross",
        N_("Langtid: minutter av hele arbeidsuken per pasient"),
        "minutes",
        "{norm:nfas.week} * 60 / {norm:nfas.long-a-post}",
        NEAREST,
        1,
    ),
    Row(
        "nfas.long-round-ordinary",
        N_("Langtid: visitt annenhver ordinær uke i året"),
        "hours",
        "{norm:nfas.long-round-minutes} / 60 * {norm:nfas.ordinary-weeks} / 2",
        NEAREST,
        2,
    ),
    Row(
        "nfas.long-round-all",
        N_("Langtid: visitt annenhver uke hele året"),
        "hours",
        "{norm:nfas.long-round-minutes} / 60 * 52 / 2",
        NEAREST,
        2,
    ),
    Row("nfas.short-hours", N_("Korttid: legetimer per opphold"), "hours", _sum(SHORT, "short-"), NEAREST),
    Row(
        "nfas.short-week",
        N_("Korttid: legetimer i uken per pasient"),
        "hours",
        "{nfas.short-hours} / {norm:nfas.short-stay}",
        NEAREST,
        2,
    ),
    Row(
        "nfas.short-a-post",
        N_("Korttid: pasienter for hel stilling"),
        "persons",
        "{nfas.clinical-hours} / {nfas.short-week}",
        NEAREST,
    ),
    Row(
        "nfas.short-a-day",
        N_("Korttid: pasienter per dag, avrundet norm"),
        "persons",
        "{norm:nfas.short-a-post} / 5",
        NEAREST,
        1,
    ),
    Row(
        "nfas.short-minutes",
        N_("Korttid: minutter per pasient i uken"),
        "minutes",
        "{nfas.short-week} * 60",
        NEAREST,
    ),
    Row(
        "nfas.short-minutes-post",
        N_("Korttid: minutter klinisk tid per pasient i uken, avrundet norm"),
        "minutes",
        "{nfas.clinical-hours} * 60 / {norm:nfas.short-a-post}",
        NEAREST,
    ),
    Row(
        "nfas.short-fixed",
        N_("Korttid: timer per opphold uansett lengde"),
        "hours",
        _sum(("admission", "discharge", "meeting"), "short-"),
        note=N_("Innskriving, utskriving og samarbeidsmøte skjer én gang per opphold."),
    ),
    Row(
        "nfas.short-weekly",
        N_("Korttid: timer i uken så lenge oppholdet varer"),
        "hours",
        "({norm:nfas.short-assessment} + {norm:nfas.short-round}) / {norm:nfas.short-stay}",
    ),
)
