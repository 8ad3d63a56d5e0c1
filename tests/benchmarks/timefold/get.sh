#!/bin/sh
# The jars of Timefold (Apache-2.0), from the wheel `timefold`: get.sh DIR leaves them in DIR/jars.
set -eu
dir=${1:?usage: get.sh DIR}
python=${PYTHON:-python3}
version=1.24.0b0
mkdir -p "$dir/jars"
"$python" -m pip download --quiet --disable-pip-version-check --no-deps -d "$dir" "timefold==$version"
"$python" - "$dir" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

target = Path(sys.argv[1])
with zipfile.ZipFile(next(target.glob("timefold-*.whl"))) as wheel:
    for name in wheel.namelist():
        stem = Path(name).stem
        bridge = ("jpyinterpreter", "timefold-solver-python", "timefold-solver-test")
        tests = ("junit", "mockito", "assertj", "byte-buddy", "objenesis", "opentest4j", "apiguardian")
        if name.endswith(".jar") and not stem.startswith((*bridge, *tests)):
            (target / "jars" / Path(name).name).write_bytes(wheel.read(name))
PYTHON
echo "$dir/jars"
