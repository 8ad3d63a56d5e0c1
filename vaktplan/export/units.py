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
    "kr per 8 hours": (N_("kr per 8 timer"), N_("kr per 8 timer")),
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
    "duty": (N_("vakt utenom åpningstid"), N_("vakter utenom åpningstid")),
    "duty_night": (N_("nattevakt på legevakt"), N_("nattevakter på legevakt")),
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
    "free_until": (N_("fri til kl."), "clock"),
    "before_hours": (N_("mellom praksis og natt:"), "hours"),
    "max_nights": (N_("på rad, høyst"), "nights"),
    "on_site_only": (N_("bare tilstedevakt:"), "yes-no"),
    "out_of_hours_only": (N_("bare vakt utenom åpningstid:"), "yes-no"),
    "max_weekends": (N_("høyst"), "weekends"),
    "days": (N_("fra vakt til vakt, minst"), "days"),
    "make_up_percent": (N_("fritak tas igjen i annen vakt:"), "percent"),
    "home_divisor": (N_("hjemmevakt teller én time av"), "hours"),
    "home_counts": (N_("hjemmevakt bryter hvilen:"), "yes-no"),
    "duties_a_year": (N_("minst"), "shifts per year"),
    "most_together": (N_("som trenger bakvakt på samme vakt, høyst"), "doctors"),
    "gap_minutes": (N_("rett etter hverandre er et opphold på høyst"), "minutes"),
    "percent": (N_("spesialister, minst"), "percent"),
    "legevakt_months": (N_("bare i legevakt, høyst"), "months"),
    "other_months": (N_("ellers, høyst"), "months"),
    "days_a_month": (N_("en måned er, av dager i arbeid,"), "days"),
    "week_hours": (N_("full stilling:"), "hours per week"),
    "tolerance_percent": (N_("forskjell som godtas:"), "percent"),
    "doctors": (N_("minst"), "doctors"),
    "discussed_days": (N_("drøftes før perioden, minst"), "days"),
    "published_days": (N_("publiseres før perioden, minst"), "days"),
}
PARAMETERS_OF = {  # where a rule means something of its own by a name
    ("daily-rest", "sfs_hours"): (N_("fri mellom vakter (SFS 2305):"), "hours"),
    ("daily-rest", "aml_hours"): (N_("fri mellom vakter (AML):"), "hours"),
    ("daily-rest", "aml_agreed_hours"): (N_("fri mellom vakter (AML, avtalt):"), "hours"),
    ("daily-rest", "home_hours"): (N_("fri ved hjemmevakt:"), "hours"),
    ("weekly-rest", "aml_hours"): (N_("sammenhengende fri i uken (AML):"), "hours"),
    ("weekly-rest", "aml_agreed_hours"): (N_("sammenhengende fri i uken (AML, avtalt):"), "hours"),
    ("working-hours", "aml_hours"): (N_("i snitt, høyst (AML):"), "hours per week"),
    ("working-hours", "sfs_hours"): (N_("i snitt, høyst (leger under SFS 2305):"), "hours per week"),
    ("working-hours", "weeks"): (N_("snittet tas over"), "weeks"),
    ("weekend-cap", "weeks"): (N_("i løpet av"), "weeks"),
    ("run-length", "max_days"): (N_("på rad, høyst"), "days"),
    ("run-length", "min_days"): (N_("på rad, minst"), "days"),
    ("rest-run", "max_days"): (N_("fri på rad, høyst"), "days"),
    ("rest-run", "min_days"): (N_("fri på rad, minst"), "days"),
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


def parameter(rule: str, name: str, value: Value) -> str:
    """A parameter of a rule in words, with its value."""
    said, unit_name = PARAMETERS_OF.get((rule, name)) or PARAMETERS.get(name, (name, "text"))
    return f"{_(said)} {measured(value, unit_name)}"


def cap(kind: str, most: Value, days: int) -> str:
    """A cap in a rolling window: "høyst 5 vakter på 7 dager"."""
    return _("høyst {antall} {slag} på {dager}").format(
        antall=words.norm_value(most), slag=_one_or_many(CAP_KINDS[kind], most), dager=measured(days, "days")
    )


def of_measure(measure: str, amount: float) -> str:
    """An amount of a measure: "1 natt", "2,5 poeng"."""
    return f"{words.number(amount, 2, trim=True)} {_one_or_many(MEASURES[measure], amount)}"
