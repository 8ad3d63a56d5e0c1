"""The rules of duty, by name, with their typed parameters; what each means is in docs/rules.md."""

from typing import Literal

from pydantic import Field, model_validator

from vaktplan.domain.base import Fact
from vaktplan.i18n import N_

from .norms import Dated
from .rule import Rule, Scope, Term


class Coverage(Rule):
    """Each shift has the doctors it needs, and no more."""

    id = "coverage"
    title = N_("Bemanning")
    scope = Scope.TIES
    parts = ("open_place", "open_session", "too_many")
    open_place: Term
    open_session: Term
    too_many: Term


class Eligibility(Rule):
    """Line, role, municipality and duty share."""

    id = "eligibility"
    title = N_("Hvem tjenestelinjen er for")
    parts = ("main",)
    main: Term


class Competence(Rule):
    """Who may stand alone, and who may be bakvakt, on the date of the shift."""

    id = "competence"
    title = N_("Kompetanse")
    parts = ("main",)
    main: Term


class Backup(Rule):
    """Who may not stand alone has a bakvakt."""

    id = "backup"
    title = N_("Bakvakt")
    scope = Scope.TIES
    parts = ("missing", "same_person", "unneeded")
    missing: Term
    same_person: Term
    unneeded: Term
    cap: int = Field(default=2, ge=1)
    new_locum_duties: int = Field(default=0, ge=0)
    on_site_duties: int = Field(default=0, ge=0)


class OnePlace(Rule):
    """Nobody is in two places at once."""

    id = "one-place"
    title = N_("Ett sted om gangen")
    parts = ("main", "practice")
    main: Term
    practice: Term


class AbsenceRule(Rule):
    """Nobody has duty while away."""

    id = "absence"
    title = N_("Fravær")
    parts = ("main",)
    main: Term


class ExemptionRule(Rule):
    """Fritak: decisions, and the age right when claimed."""

    id = "exemption"
    title = N_("Fritak")
    parts = ("main",)
    main: Term
    age: Dated


class DailyRest(Rule):
    """Time off between two duties, by profile."""

    id = "daily-rest"
    title = N_("Hvile mellom vakter")
    parts = ("main",)
    main: Term
    sfs_hours: Dated
    aml_hours: Dated
    aml_agreed_hours: Dated
    home_hours: Dated


class RestAfterNight(Rule):
    """Free after a night, and practice around it."""

    id = "rest-after-night"
    title = N_("Fri etter nattevakt")
    parts = ("after", "practice_lost", "practice_before")
    after: Term
    practice_lost: Term
    practice_before: Term
    free_until: Dated
    before_hours: Dated


class NightRun(Rule):
    """Not too many nights in a row."""

    id = "night-run"
    title = N_("Netter på rad")
    parts = ("main",)
    main: Term
    max_nights: Dated
    on_site_only: bool = True


class Cap(Fact):
    """At most `max` shifts of a kind that start within any `days` dates in a row."""

    kind: Literal["all", "duty", "duty_night", "on_site", "home", "night", "weekend"]
    days: int = Field(ge=1, le=366)
    max: Dated


class DutyCap(Rule):
    """Not too many duties in rolling windows."""

    id = "duty-cap"
    title = N_("Tak for antall vakter")
    parts = ("main",)
    main: Term
    caps: tuple[Cap, ...]


class WeekendCap(Rule):
    """Not too many weekends."""

    id = "weekend-cap"
    title = N_("Tak for helger")
    parts = ("main",)
    main: Term
    max_weekends: Dated
    weeks: int = Field(ge=1, le=156)
    on_site_only: bool = False
    out_of_hours_only: bool = False


class Spacing(Rule):
    """Duties spread out in time."""

    id = "spacing"
    title = N_("Avstand mellom vakter")
    parts = ("main",)
    main: Term
    days: int = Field(ge=1, le=28)
    on_site_only: bool = True
    out_of_hours_only: bool = False


MEASURES = ("load", "nights", "weekends", "feasts", "bakvakt")


class Fairness(Rule):
    """The load is shared by the printed formula."""

    id = "fairness"
    title = N_("Rettferdig andel")
    parts = MEASURES
    load: Term
    nights: Term
    weekends: Term
    feasts: Term
    bakvakt: Term
    steepness: dict[str, int] = Field(default_factory=dict)  # measure → K of the cost K(n - t)^2; default 1
    make_up_percent: int = Field(default=0, ge=0, le=100)

    @model_validator(mode="after")
    def _known_measures(self) -> "Fairness":
        if set(self.steepness) - set(MEASURES) or any(k < 1 for k in self.steepness.values()):
            raise ValueError("steepness names known measures, each at least 1")
        return self

    def steep(self, measure: str) -> int:
        """K of the cost K(n - t)^2."""
        return self.steepness.get(measure, 1)


class FeastMemory(Rule):
    """Not the same feast two years running, and not both jul and nyttår."""

    id = "feast-memory"
    title = N_("Høytider fra år til år")
    parts = ("same_feast", "jul_and_nyttaar")
    same_feast: Term
    jul_and_nyttaar: Term


class Wishes(Rule):
    """What the doctors ask for."""

    id = "wishes"
    title = N_("Ønsker")
    parts = ("must_off", "rather_off", "like")
    must_off: Term
    rather_off: Term
    like: Term


class Locked(Rule):
    """What is locked stands."""

    id = "locked"
    title = N_("Låste vakter")
    parts = ("main",)
    main: Term


class Stability(Rule):
    """When replanning, what was told stays."""

    id = "stability"
    title = N_("Ro i planen")
    parts = ("main",)
    main: Term
