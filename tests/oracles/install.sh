#!/usr/bin/env bash
# Installs every foreign program that the oracle tests compare vaktplan with. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
for package in libreoffice-calc-nogui poppler-utils chromium fonts-liberation nginx-light wrk; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v strace >/dev/null || missing+=(strace)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
if [ "${#missing[@]}" -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# khal and vdirsyncer have pins of their own: they live apart from vaktplan's.
if ! .venv-oracles/bin/khal --version >/dev/null 2>&1 || ! .venv-oracles/bin/vdirsyncer --version >/dev/null 2>&1; then
    "${PYTHON:-python3.11}" -m venv --clear .venv-oracles
    .venv-oracles/bin/pip install -q --disable-pip-version-check khal==0.14.1 vdirsyncer==0.21.0
fi

installed() { [ "$(node -p "require('./node_modules/$1/package.json').version" 2>/dev/null)" = "$2" ]; }
if ! installed ical.js 2.2.1 || ! installed playwright-core 1.65.1 || ! installed axe-core 4.14.1; then
    npm install --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
        ical.js@2.2.1 playwright-core@1.65.1 axe-core@4.14.1
fi
