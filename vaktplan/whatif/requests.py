"""What is asked for and not decided: fritak by discretion, and wishes to be off, each to be granted or not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Exemption, ExemptionKind, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.verify.checks.exemption import SCOPES
from vaktplan.verify.verify import Verifier
from vaktplan.verify.words import WEEKDAYS, dates

from .change import doctor_name
from .changes import Grant
from .rights import touches_period
from .scenario import Scenario

RELEASING = (r.ExemptionRule.id, r.Wishes.id)  # the rules by which what is granted rules takes out


@dataclass(frozen=True)
class Request:
    """One thing that is asked for: an id, a line for people (never why), and the facts when it is granted."""

    id: str
    title: str
    exemptions: tuple[Exemption, ...] = ()
    wishes: tuple[Wish, ...] = ()


def from_changes(instance: Instance, changes: Iterable[Grant]) -> tuple[Request, ...]:
    """Each grant as a request by itself."""
    return tuple(
        from_scenario(instance, Scenario(name=c.id, changes=(c,)), c.title(instance)) for c in changes
    )


def from_scenario(instance: Instance, scenario: Scenario, title: str = "") -> Request:
    """The grants of a scenario as one request."""
    there = len(instance.exemptions)
    for change in scenario.changes:
        instance = change.apply(instance)
    return Request(scenario.name, title or scenario.name, exemptions=instance.exemptions[there:])


def odd_changes(scenarios: Sequence[Scenario]) -> list[Fault]:
    """Changes that nobody asks a board for, and scenarios that ask for nothing."""
    hint = _("bare --grant er en søknad; prøv «vaktplan whatif» for andre endringer")
    odd = [(s, c) for s in scenarios for c in s.changes if not isinstance(c, Grant)]
    faults = [
        Fault(f"{s.name}: {c.id}", _("endringen er ingen søknad"), hint, "not-a-request") for s, c in odd
    ]
    empty = [s for s in scenarios if not s.changes]
    return faults + [Fault(s.name, _("det søkes ikke om noe"), hint, "nothing-asked") for s in empty]


def undecided(instance: Instance) -> Iterator[Request]:
    """The fritak by discretion in the facts that touch the period and have no date of decision, in their order."""
    for e in instance.exemptions:
        if e.kind is ExemptionKind.DISCRETION and e.decided is None and touches_period(e, instance.period):
            last = "" if e.last is None else e.last.isoformat()
            id = f"grant:{e.doctor}:{e.scope.value}:{e.first.isoformat()}:{last}".rstrip(":")
            title = _("{lege} får fritak: {omfang}, {datoer}").format(
                lege=doctor_name(instance, e.doctor),
                omfang=_(SCOPES[e.scope]),
                datoer=dates(e.first, e.last),
            )
            yield Request(id, title, exemptions=(e,))


def wished(instance: Instance) -> Iterator[Request]:
    """The wishes to be off, each as something that is granted wholly or not."""
    for n, w in enumerate(instance.wishes, 1):
        if w.kind is not WishKind.LIKE:
            title = _("{lege} får fri: {når}").format(
                lege=doctor_name(instance, w.doctor), når=_when(instance, w)
            )
            yield Request(f"wish:{w.doctor}:{n}", title, wishes=(w,))


def _when(instance: Instance, wish: Wish) -> str:
    parts = []
    if wish.first is not None or wish.last is not None:
        parts.append(dates(wish.first or instance.period.first, wish.last or instance.period.last))
    if wish.shift_type is not None:
        parts.append(instance.type_by_id[wish.shift_type].name)
    if wish.weekdays:
        parts += [_(WEEKDAYS[d - 1]) for d in wish.weekdays]
    return ", ".join(parts)


def without(instance: Instance, requests: Iterable[Request]) -> Instance:
    """The facts with none of the requests granted."""
    every = tuple(requests)
    exemptions = [e for request in every for e in request.exemptions]
    wishes = [w for request in every for w in request.wishes]
    return instance.model_copy(
        update={
            "exemptions": tuple(e for e in instance.exemptions if e not in exemptions),
            "wishes": tuple(w for w in instance.wishes if w not in wishes),
        }
    )


def granted(base: Instance, requests: Iterable[Request]) -> Instance:
    """The facts with these requests granted: a wish that is granted is one that must be kept."""
    every = tuple(requests)
    wishes = [w.model_copy(update={"kind": WishKind.MUST_OFF}) for request in every for w in request.wishes]
    return base.model_copy(
        update={
            "exemptions": (*base.exemptions, *(e for request in every for e in request.exemptions)),
            "wishes": (*base.wishes, *wishes),
        }
    )


def ruled_out(base: Instance, book: Book, request: Request) -> frozenset[tuple[str, str]]:
    """The takes that a request rules out when it is granted, each a hard breach by itself."""
    doctors = {e.doctor for e in request.exemptions} | {w.doctor for w in request.wishes}
    takes = Roster.of((d, s.id) for d in doctors for s in base.shifts)
    verdict = Verifier(granted(base, [request]), book.only(*RELEASING)).verify(takes)
    return frozenset((b.doctor, s) for b in verdict.hard for s in b.shifts if b.doctor)
