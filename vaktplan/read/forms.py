"""The short forms of the command line's changes, known without reading anything."""

from collections.abc import Mapping

from vaktplan.i18n import N_

ILL = "ill"  # as away, but nothing is owed; that it was illness is kept nowhere
FORMS: Mapping[str, str] = {
    "grant": N_("LEGE:OMFANG:FRA[:TIL]"),
    "claim": N_("LEGE:OMFANG"),
    "refuse": N_("LEGE[:OMFANG]"),
    "limit": N_("LEGE:[OMFANG]:[FRA]:[TIL]"),
    "leave": N_("LEGE:FRA"),
    "join": N_("LEGE[:FRA]"),
    "reduce": N_("LEGE:PROSENT[:FRA[:TIL]]"),
    "position": N_("LEGE:PROSENT"),
    "away": N_("LEGE:FRA:TIL[:nei]"),
    ILL: N_("LEGE:FRA:TIL"),
    "book": N_("NAVN"),
    "lis1": N_("ANTALL"),
    "employed": N_("ANTALL[:PROSENT]"),
    "share-nights": N_("PROSENT[:VAKTTYPE,VAKTTYPE]"),
}
