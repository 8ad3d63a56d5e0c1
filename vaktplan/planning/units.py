"""The units of figures, in words."""

from vaktplan.i18n import N_, _

UNITS = {
    "contracts": N_("hjemler"),
    "doctors": N_("leger"),
    "persons": N_("personer"),
    "places": N_("plasser"),
    "percent": N_("prosent"),
    "years": N_("år"),
    "calendar-year": N_("årstall"),
    "weeks": N_("uker"),
    "days": N_("døgn"),
    "months": N_("måneder"),
    "hours": N_("timer"),
    "minutes": N_("minutter"),
    "posts": N_("årsverk"),
    "kr": N_("kr"),
    "million-kr": N_("mill. kr"),
    "times": N_("ganger"),
    "shifts": N_("vakter"),
    "shifts per year": N_("vakter per år"),
    "hours per month": N_("timer per måned"),
    "sessions": N_("økter i uken"),
    "stays": N_("opphold"),
    "number": N_("antall"),
}


def said(code: str) -> str:
    """A unit in the language on screen; a code that is not known stands as it is."""
    return _(UNITS[code]) if code in UNITS else code
