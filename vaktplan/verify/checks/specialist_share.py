"""specialist-share: enough of the sessions of a house and of a service by specialists."""

from collections.abc import Iterator, Sequence

from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import SpecialistShare
from vaktplan.verify.view import View

SERVICES = {
    LineKind.LEGEVAKT: N_("legevakten"),
    LineKind.TILKALLING: N_("tilkallingsvakten"),
    LineKind.BAKVAKT: N_("bakvakten"),
    LineKind.OEHD: N_("ØHD"),
    LineKind.SYKEHJEM: N_("sykehjemmene"),
    LineKind.HELSESTASJON: N_("helsestasjonene"),
    LineKind.BEREDSKAP: N_("beredskapen"),
    LineKind.VEILEDNING: N_("veiledningen"),
}
Take = tuple[str, Shift]


def check(view: View, rule: SpecialistShare) -> Iterator[Breach]:
    """Houses, and kinds of service, where specialists have too few of the sessions that anybody has."""
    houses: dict[str, list[Take]] = {t.house: [] for t in view.instance.shift_types if t.house}
    services: dict[LineKind, list[Take]] = {kind: [] for kind in rule.kinds}
    for doctor, held in view.busy():
        for shift in held:
            if shift.on_demand or shift.line.kind not in services:
                continue
            services[shift.line.kind].append((doctor, shift))
            if shift.type.house:
                houses[shift.type.house].append((doctor, shift))
    for house, takes in houses.items():
        yield from _told(view, rule, "house", house, takes)
    for kind, takes in services.items():
        yield from _told(view, rule, "service", SERVICES[kind], takes)


def _told(
    view: View, rule: SpecialistShare, part: str, where: str, takes: Sequence[Take]
) -> Iterator[Breach]:
    percent = view.frame.whole(rule.percent, view.instance.period.first)
    others = [s for d, s in takes if not _specialist(view, d, s)]
    by = len(takes) - len(others)
    lacking = -((100 * by - percent * len(takes)) // 100)
    if lacking > 0:
        shifts = sorted({s.id: s for s in others}.values(), key=lambda s: view.frame.order[s.id])
        yield view.breach(rule, part, None, shifts, lacking, _text, part, where, by, len(takes), percent)


def _specialist(view: View, doctor: str, shift: Shift) -> bool:
    facts = view.instance.doctor_by_id[doctor].competence.specialties
    return any(s.since <= shift.date for s in facts)


def _text(part: str, where: str, by: int, of: int, percent: int) -> str:
    return _("{sted}: spesialister har {antall} av {alle} økter; det bør være minst {prosent} %.").format(
        sted=_begun(_(where)) if part == "service" else where, antall=by, alle=of, prosent=percent
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
