"""The Java side's rules and verify on the same random rosters.

Run as `python -m tests.benchmarks.sameverdict INSTANCE JARS [ROSTERS]`.
Priced parts must cost the same, forbidden ones come to the same amount.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import Level
from vaktplan.verify.verify import Verifier

from .exchange import write_facts
from .javaside import prepare
from .problems import Problem, load

STATIC = ("eligibility.main", "competence.main", "exemption.main", "absence.main", "wishes.must_off")
CONSTANT = ("notice.discussed", "notice.published", "minimum-doctors.main")
Parts = dict[str, int]


def rosters(facts: Path, random: Random, count: int) -> list[list[list[str]]]:
    """Rosters that keep to who may take what, and to nothing else: from nearly empty to crowded on few doctors."""
    told = json.loads(facts.read_text(encoding="utf-8"))
    found = []
    for _ in range(count):
        filled, few = random.random(), random.randint(2, len(told["doctors"]))
        some = set(random.sample([d["id"] for d in told["doctors"]], few))
        pairs = []
        for shift in told["shifts"]:
            able = [d for d in shift["able"] if d in some and d not in shift["locked"]]
            places = min(len(able), shift["places"] - len(shift["locked"]))
            if random.random() < filled:
                pairs += [[d, shift["id"]] for d in random.sample(able, places)]
        found.append(pairs)
    return found


def differences(problem: Problem, jars: Path, count: int, seed: int = 1) -> list[str]:
    """What the two say differently."""
    random = Random(seed)
    verifier = Verifier(problem.instance, problem.book, texts=False)
    locked = [(k.doctor, k.shift) for k in problem.instance.locks]
    with tempfile.TemporaryDirectory() as folder:
        facts, asked, out = (Path(folder) / f"{n}.json" for n in ("facts", "rosters", "parts"))
        write_facts(problem.instance, problem.book, facts)
        drawn = rosters(facts, random, count)
        asked.write_text(json.dumps(drawn), encoding="utf-8")
        classes = prepare(jars)
        words = ["java", "-cp", f"{classes}:{jars}/*", "duty.Judge", str(facts), str(asked), str(out)]
        subprocess.run(words, check=True)
        java: list[Parts] = json.loads(out.read_text(encoding="utf-8"))
    found = []
    for k, (pairs, theirs) in enumerate(zip(drawn, java, strict=True)):
        roster = Roster.of([*((d, s) for d, s in pairs), *locked])
        ours = _verified(verifier, roster)
        for part in sorted({*ours, *theirs}):
            a, b = ours.get(part, 0), theirs.get(part, 0)
            if a != b:
                found.append(f"roster {k}, {part}: verify {a}, Java {b}")
    return found


def _verified(verifier: Verifier, roster: Roster) -> Parts:
    """The cost of each part, or the amount of a forbidden one."""
    ours: Parts = {}
    for breach in verifier.verify(roster).breaches:
        part = f"{breach.rule}.{breach.part}"
        if part not in STATIC and part not in CONSTANT:
            ours[part] = ours.get(part, 0) + (breach.cost if breach.level is Level.SOFT else breach.amount)
    return ours


def main(arguments: list[str]) -> int:
    """Compare, and tell every difference."""
    name, jars = arguments[0], Path(arguments[1])
    count = int(arguments[2]) if len(arguments) > 2 else 200
    found = differences(load(name), jars, count)
    print("\n".join([*found[:50], f"{name}: {count} rosters, {len(found)} differences"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
