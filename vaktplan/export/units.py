"""Numbers with their units: "11 timer", "1 helg", "høyst 2 vakter per bakvakt"."""

from vaktplan.i18n import N_, _
from vaktplan.rulebook.norms import Value

from . import words

UNITS = {  # for one, and for any other count
    "hours": (N_("time"), N_("timer")),
    "minutes": (N_("minutt"), N_("minutter")),
    "days": (N_("dag"), N_("dager")),
    "weeks": (N_("uke"), N_("uker")),
    "months": (N_("måned"), N_("måneder")),
    "years": (N_("år"), N_("år")),
    "nights": (N_("natt"), N_("netter")),
    "weekends": (N_("helg"), N_("helger")),
    "shifts": (N_("vakt"), N_("vakter")),
    "doctors": (N_("lege"), N_("leger")),
    "persons": (N_("person"), N_("personer")),
    "percent": (N_("prosent"), N_("prosent")),
    "hours per week": (N_("time per uke"), N_("timer per uke")),
    "hours per month": (N_("time per måned"), N_("timer per måned")),
    "shifts per year": (N_("vakt per år"), N_("vakter per år")),
    "kr per hour": (N_("kr per time"), N_("kr per time")),
}
SELF_EVIDENT = ("text", "names", "yes-no", "date", "clock", "class", "month-day", "days-of-year")
MEASURES = {  # what is counted in each measure
    "load": (N_("poeng"), N_("poeng")),
    "nights": (N_("natt"), N_("netter")),
    "weekends": (N_("helgevakt"), N_("helgevakter")),
    "feasts": (N_("høytidsvakt"), N_("høytidsvakter")),
    "bakvakt": (N_("bakvakt"), N_("bakvakter")),
}
CAP_KINDS = {
    "all": (N_("vakt"), N_("vakter")),
    "on_site": (N_("tilstedevakt"), N_("tilstedevakter")),
    "home": (N_("hjemmevakt"), N_("hjemmevakter")),
    "night": (N_("nattevakt"), N_("nattevakter")),
    "weekend": (N_("helgevakt"), N_("helgevakter")),
}
PARAMETERS = {  # what is said before the number of a parameter of a rule, and its unit
    "cap": (N_("per bakvakt, høyst"), "shifts"),
    "new_locum_duties": (N_("bakvakt på nye vikarers første:"), "shifts"),
    "on_site_duties": (N_("bakvakt på stedet på legens første:"), "shifts"),
    "age": (N_("rett til fritak for den som er over:"), "years"),
    "sfs_hours": (N_("fri mellom vakter (SFS 2305):"), "hours"),
    "aml_hours": (N_("fri mellom vakter (AML):"), "hours"),
    "aml_agreed_hours": (N_("fri mellom vakter (AML, avtalt):"), "hours"),
    "home_hours": (N_("fri ved hjemmevakt:"), "hours"),
    "free_until": (N_("fri til kl."), "clock"),
    "before_hours": (N_("mellom praksis og natt:"), "hours"),
    "max_nights": (N_("på rad, høyst"), "nights"),
    "on_site_only": (N_("bare tilstedevakt:"), "yes-no"),
    "max_weekends": (N_("høyst"), "weekends"),
    "weeks": (N_("i løpet av"), "weeks"),
    "days": (N_("fra vakt til vakt, minst"), "days"),
    "make_up_percent": (N_("fritak tas igjen i annen vakt:"), "percent"),
}


def unit(name: str, value: Value = 0) -> str:
    """The name of a unit, in the singular for one; nothing for values that need none."""
    if name in SELF_EVIDENT:
        return ""
    return _one_or_many(UNITS[name], value) if name in UNITS else name


def _one_or_many(forms: tuple[str, str], value: Value) -> str:
    return _(forms[0] if value == 1 else forms[1])


def measured(value: Value, name: str) -> str:
    """A value with its unit: "11 timer", "1 helg", "15:00"."""
    return f"{words.norm_value(value)} {unit(name, value)}".strip()


def parameter(name: str, value: Value) -> str:
    """A parameter of a rule in words, with its value."""
    said, unit_name = PARAMETERS.get(name, (name, "text"))
    return f"{_(said)} {measured(value, unit_name)}"


def cap(kind: str, most: Value, days: int) -> str:
    """A cap in a rolling window: "høyst 5 vakter på 7 dager"."""
    return _("høyst {antall} {slag} på {dager}").format(
        antall=words.norm_value(most), slag=_one_or_many(CAP_KINDS[kind], most), dager=measured(days, "days")
    )


def of_measure(measure: str, amount: float) -> str:
    """An amount of a measure: "1 natt", "2,5 poeng"."""
    return f"{words.number(amount, 2, trim=True)} {_one_or_many(MEASURES[measure], amount)}"
