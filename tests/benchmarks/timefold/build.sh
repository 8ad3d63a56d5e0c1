#!/bin/sh
# build.sh JARS OUT: compile the Java side of the benchmarks against the jars in JARS, classes into OUT.
set -eu
jars=${1:?usage: build.sh JARS OUT}
out=${2:?usage: build.sh JARS OUT}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
find "$here/src" -name '*.java' -exec javac -Xlint:all,-processing,-classfile -cp "$jars/*" -d "$out" {} +
cp "$here/src/logback.xml" "$out/"
