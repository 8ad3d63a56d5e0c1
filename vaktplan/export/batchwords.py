"""How a district of a batch went, in words."""

from vaktplan.i18n import N_

STATES = {
    "covered": N_("dekket"),
    "unavoidable": N_("hull, bevist"),
    "unproven": N_("hull, ubevist"),
    "breaches": N_("krav brutt"),
    "impossible": N_("umulig"),
    "out-of-time": N_("ikke funnet"),
    "failed": N_("feilet"),
    "missing": N_("gjenstår"),
}
COUNTED = {
    "covered": N_("alt dekket"),
    "unavoidable": N_("hull bevist uunngåelige"),
    "unproven": N_("hull, ikke bevist uunngåelige"),
    "breaches": N_("krav brutt"),
    "impossible": N_("umulig"),
    "out-of-time": N_("ingen plan funnet i tide"),
    "failed": N_("feilet"),
    "missing": N_("gjenstår"),
}
