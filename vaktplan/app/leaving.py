"""What goes out: the folder, and the files of an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from vaktplan.answers import ExplainAnswer, PlanAnswer
from vaktplan.domain.instance import Instance
from vaktplan.errors import UsageError
from vaktplan.i18n import _

PLANS = ("plan.json", "aar.json", "*/plan.json")  # what tells that a folder is an earlier answer
EXPLAINED = "forklaring.json"


def output_folder(output: Path | None, known: Sequence[str] = PLANS) -> Path | None:
    """The folder asked for; refused when it holds anything that is not an earlier answer of the same kind."""
    if output is None:
        return None
    if output.exists() and any(output.iterdir()) and not any(list(output.glob(name)) for name in known):
        other = _("mappen {mappe} har andre filer enn en vaktplan; velg en ny eller tom mappe")
        if known is not PLANS:
            other = _("mappen {mappe} har andre filer enn en forklaring; velg en ny eller tom mappe")
        raise UsageError(other.format(mappe=output))
    return output


def fresh_folder(instance: Instance) -> Path:
    """exports/<municipality>-<first date>, or the next number: an earlier answer is never written over."""
    return _fresh(instance, f"{instance.period.first:%Y-%m-%d}")


def year_folder(instance: Instance) -> Path:
    """exports/<municipality>-<year>, or the next number."""
    return _fresh(instance, f"{instance.period.first:%Y}")


def _fresh(instance: Instance, when: str) -> Path:
    from vaktplan.export.files import safe_name

    name = f"{safe_name(instance.municipality)}-{when}"
    folder, n = Path("exports") / name, 1
    while folder.exists():
        n += 1
        folder = Path("exports") / f"{name}-{n}"
    return folder


def export(answer: PlanAnswer, folder: Path, made_at: datetime) -> tuple[str, ...]:
    from vaktplan.export.bundle import write_bundle

    report = answer.report(made_at)
    files = tuple(str(p) for p in write_bundle(report, folder))
    document: dict[str, Any] = answer.with_files(files).document()
    from vaktplan.export.files import write_json

    write_json(folder / "plan.json", document)
    return (*files, str(folder / "plan.json"))


def export_explained(answer: ExplainAnswer, folder: Path, made_at: datetime) -> ExplainAnswer:
    """Write the roster that was explained, with its explanations; the answer with what was written."""
    from vaktplan.export.bundle import write_bundle
    from vaktplan.export.files import write_json

    target = folder / EXPLAINED
    written = (*write_bundle(answer.report(made_at), folder), target)
    done = replace(answer, files=tuple(str(p) for p in written))
    write_json(target, done.document())
    return done
