"""Builds the example instances and writes each as canonical JSON and as a workbook."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from instances.build_sandefjord import sandefjord  # noqa: E402
from instances.build_sandefjord_larvik import sandefjord_larvik  # noqa: E402
from instances.build_smavik import smavik  # noqa: E402
from instances.planning_facts import facts  # noqa: E402
from instances.sandefjord_year import sandefjord_2027  # noqa: E402
from vaktplan.domain.instance import Instance  # noqa: E402
from vaktplan.read.planning_template import write_with_planning  # noqa: E402
from vaktplan.read.template import write_workbook  # noqa: E402

INSTANCES = {"smavik": smavik, "sandefjord": sandefjord, "sandefjord-larvik": sandefjord_larvik}

PLANS = {"sandefjord": facts}  # whose workbook has the planning sheets too
YEARS = {"sandefjord": sandefjord_2027}  # begins where the best roster of the month before ends


def canonical(instance: Instance) -> str:
    """The instance as JSON that is the same for the same facts, byte for byte."""
    data = instance.model_dump(mode="json")
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write what each example's folder holds."""
    for name, make in INSTANCES.items():
        instance = make()
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        (folder / "instance.json").write_text(canonical(instance), encoding="utf-8")
        if name in PLANS:
            write_with_planning(instance, PLANS[name](), folder / "workbook.xlsx")
        else:
            write_workbook(instance, folder / "workbook.xlsx")
    for name, make in YEARS.items():
        instance = make()
        stem = HERE / name / f"{instance.period.first.year}"
        stem.with_suffix(".json").write_text(canonical(instance), encoding="utf-8")
        write_workbook(instance, stem.with_suffix(".xlsx"))


if __name__ == "__main__":
    main()
