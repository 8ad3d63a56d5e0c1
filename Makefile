# Two commands on a fresh machine: `make demo` and `make test`. Everything else is for developers.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint unit oracles long bench i18n examples lock clean

demo: $(READY)
	$(BIN)/vaktplan plan instances/smavik
	@echo; echo "Look at vaktplan.html in a browser and vaktplan.xlsx in Excel or LibreOffice, in the folder named above."

test: lint unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not oracle and not long"

# The tests against foreign programs: LibreOffice, khal, vdirsyncer, ical.js, Chromium with axe, nginx. Installs them (Debian, as root).
oracles: $(READY)
	bash tests/oracles/install.sh
	$(BIN)/python -m pytest -n 2 --dist loadscope -q -m "oracle and not long"

# The big random programmes: 10 000 near-feasible rosters, the whole enumeration, every planted fault, Timefold's rules beside verify (needs
# javac 17).
long: $(READY)
	test -d .timefold/jars || PYTHON=$(BIN)/python sh tests/benchmarks/timefold/get.sh .timefold
	$(BIN)/python -m pytest -q -m long tests/agreement
	$(BIN)/python -m pytest -n 2 -q -m long --ignore=tests/agreement

# Ratios against a baseline in the same run, medians; never asserted. With SUITE=tiny, short, sandefjord, year, public or all: engines side
# by side, and a report in docs/benchmarks/; with SUITE=feeds the server beside nginx. BENCH is the folder of the public instances
# (schedulingbenchmarks.org/nrp), JARS that of Timefold's jars (sh tests/benchmarks/timefold/get.sh DIR; needs Java 17); what is not
# given is left out.
bench: $(READY)
	$(BIN)/python -m tests.benchmarks $(if $(SUITE),--suite $(SUITE)) $(if $(BENCH),--bench "$(BENCH)") $(if $(JARS),--jars "$(JARS)")

# The English catalogue: collect new texts, and compile.
i18n: $(READY)
	$(BIN)/python -m tests.catalogue

# instances/*/workbook.xlsx and instance.json, and exports/eksempel/ from the best known roster.
examples: $(READY)
	$(BIN)/python instances/make.py
	$(BIN)/python -m tests.example

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

# New pins, with hashes (needs uv).
lock:
	cd requirements && uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header dev.in -o dev.txt
	cd requirements && uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c dev.txt run.in -o run.txt

clean:
	rm -rf .venv .venv-oracles .timefold node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
