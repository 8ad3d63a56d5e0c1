"""The rules of the whole service, by name, with their typed parameters; what each means is in docs/rules.md."""

from typing import Literal

from pydantic import Field

from vaktplan.domain.shifts import LineKind
from vaktplan.i18n import N_

from .norms import Dated
from .rule import Rule, Scope, Term


class WeeklyRest(Rule):
    """A long rest in every week, by profile."""

    id = "weekly-rest"
    title = N_("Ukentlig hvile")
    parts = ("main",)
    main: Term
    aml_hours: Dated
    aml_agreed_hours: Dated
    home_counts: bool = True


class WorkingHours(Rule):
    """Working time of all lines and practice together, averaged over weeks."""

    id = "working-hours"
    title = N_("Samlet arbeidstid")
    parts = ("aml", "sfs")
    aml: Term
    sfs: Term
    aml_hours: Dated
    sfs_hours: Dated
    home_divisor: Dated
    weeks: int = Field(ge=1, le=52)


class MinimumPractice(Rule):
    """Enough duty in a year to keep the competence."""

    id = "minimum-practice"
    title = N_("Nok vakter til å holde kompetansen")
    parts = ("main",)
    main: Term
    duties_a_year: Dated


class TraineeProgress(Rule):
    """LIS1: a fair number of duties, spread, never more than others, never two beginners together."""

    id = "trainee-progress"
    title = N_("LIS1 i vakt")
    scope = Scope.TIES
    parts = ("too_many", "too_few", "spread", "together")
    too_many: Term
    too_few: Term
    spread: Term
    together: Term
    days: int = Field(default=3, ge=1, le=28)
    most_together: int = Field(default=1, ge=1)


class PairingRule(Rule):
    """Two doctors kept apart or together."""

    id = "pairing"
    title = N_("Hvem som går sammen")
    scope = Scope.TIES
    parts = ("apart", "back_to_back", "always_with")
    apart: Term
    back_to_back: Term
    always_with: Term
    gap_minutes: int = Field(default=0, ge=0, le=1440)


class SupervisionRule(Rule):
    """The time that a doctor and a supervisor have together each month."""

    id = "supervision"
    title = N_("Veiledning")
    scope = Scope.TIES
    parts = ("lacking", "surplus")
    lacking: Term
    surplus: Term


class Continuity(Rule):
    """The same doctor in the same ward."""

    id = "continuity"
    title = N_("Samme lege på samme avdeling")
    scope = Scope.TIES
    parts = ("unfamiliar", "changes")
    unfamiliar: Term
    changes: Term


class SpecialistShare(Rule):
    """Enough of the sessions of a house and of a service by specialists."""

    id = "specialist-share"
    title = N_("Andel spesialister")
    scope = Scope.TIES
    parts = ("house", "service")
    house: Term
    service: Term
    percent: Dated
    kinds: tuple[LineKind, ...]


class WeekendBlock(Rule):
    """The blocks of a weekend to one doctor, or split."""

    id = "weekend-block"
    title = N_("Helgevakter i blokk")
    scope = Scope.TIES
    parts = ("main",)
    main: Term
    mode: Literal["together", "split"]


class LocumLimit(Rule):
    """How many days a year a locum without the specialisation may work."""

    id = "locum-limit"
    title = N_("Vikarer på unntak fra spesialisering")
    parts = ("main",)
    main: Term
    legevakt_months: Dated
    other_months: Dated
    days_a_month: int = Field(default=21, ge=1, le=31)


class OwnFirst(Rule):
    """The municipality's own doctors within their posts before locums and overtime."""

    id = "own-first"
    title = N_("Egne leger først")
    parts = ("locum", "overtime")
    locum: Term
    overtime: Term
    week_hours: Dated
    home_divisor: Dated


class HomeShare(Rule):
    """The load shared between municipalities as agreed."""

    id = "home-share"
    title = N_("Fordeling mellom kommuner")
    scope = Scope.TIES
    parts = ("main",)
    main: Term
    tolerance_percent: int = Field(default=1, ge=0, le=100)


class MinimumDoctors(Rule):
    """Enough doctors in the duty scheme."""

    id = "minimum-doctors"
    title = N_("Nok leger i vaktordningen")
    scope = Scope.TIES
    parts = ("main",)
    main: Term
    doctors: Dated


class Notice(Rule):
    """The plan is discussed and published in time."""

    id = "notice"
    title = N_("Varsel om vaktplanen")
    scope = Scope.TIES
    parts = ("discussed", "published")
    discussed: Term
    published: Term
    discussed_days: Dated
    published_days: Dated


class RunLength(Rule):
    """Not too many, and not too few, working days in a row."""

    id = "run-length"
    title = N_("Arbeidsdager på rad")
    parts = ("too_many", "too_few")
    too_many: Term
    too_few: Term
    max_days: Dated
    min_days: int = Field(default=1, ge=1, le=14)
    on_site_only: bool = False


class RestRun(Rule):
    """Not too few, and not too many, days off in a row."""

    id = "rest-run"
    title = N_("Fridager på rad")
    parts = ("too_many", "too_few")
    too_many: Term
    too_few: Term
    max_days: int | None = Field(default=None, ge=1, le=366)
    min_days: int = Field(default=1, ge=1, le=14)
    on_site_only: bool = False


class SuccessionRule(Rule):
    """Shift types that may not follow each other."""

    id = "succession"
    title = N_("Vakter som ikke kan følge hverandre")
    parts = ("main",)
    main: Term


class Minutes(Rule):
    """A doctor's own limits on rostered time in the period."""

    id = "minutes"
    title = N_("Timer i perioden")
    parts = ("too_many", "too_few")
    too_many: Term
    too_few: Term


class TypeLimitRule(Rule):
    """At most so many shifts of a type for a doctor in the period."""

    id = "type-limit"
    title = N_("Vakttak")
    parts = ("main",)
    main: Term
