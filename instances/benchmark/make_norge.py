"""Writes generated districts as instance files: the whole table of norge.toml, some of it, or a family of sizes."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from instances.benchmark.district import district, family  # noqa: E402
from instances.benchmark.rows import TABLE, as_toml, drawn, rows  # noqa: E402
from instances.make import canonical  # noqa: E402
from vaktplan.domain.instance import Instance  # noqa: E402
from vaktplan.export.files import safe_name  # noqa: E402


def norge(only: int | None = None) -> Iterator[tuple[str, Instance]]:
    """The districts of the table with their file names; `only` of them, evenly from small to large."""
    table = rows()
    if only is not None:
        by_size = sorted(table, key=lambda row: (row.doctors, row.seed))
        chosen = {by_size[round(n * (len(table) - 1) / max(1, only - 1))].seed for n in range(only)}
        table = tuple(row for row in table if row.seed in chosen)
    for row in table:
        yield safe_name(row.name), district(row)


def sizes(text: str) -> list[int]:
    """Whole numbers with commas between, none below three."""
    found = [int(part) for part in text.split(",")]
    if min(found) < 3:
        raise argparse.ArgumentTypeError("a district has at least three doctors")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="the folder of the instance files")
    parser.add_argument(
        "--only", type=int, metavar="N", help="N of the districts, evenly from small to large"
    )
    parser.add_argument(
        "--family",
        type=sizes,
        metavar="4,10,30",
        help="instead, a district of each of these numbers of doctors",
    )
    parser.add_argument("--table", action="store_true", help="draw norge.toml anew from its seed")
    asked = parser.parse_args(arguments)
    if asked.table:
        TABLE.write_text(as_toml(drawn()), encoding="utf-8")
    if asked.out is None:
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    made = [(f"familie-{n:03}", family(n)) for n in asked.family] if asked.family else norge(asked.only)
    for name, instance in made:
        (asked.out / f"{name}.json").write_text(canonical(instance), encoding="utf-8")


if __name__ == "__main__":
    main()
