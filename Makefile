# make install   set up .venv with everything that the other recipes need
# make rank      print the ranking of the shipped quarter
# make test      run the whole test suite
# make browser   install what the tests of the page need (Chromium, axe-core, LibreOffice), where it can be, and run them
# make fuzz      spoil 5,000 rubric files and check that each ends in findings or a clean pass
# make check     style, types, layers, rubric files: what CI runs beside the tests
# make format    put the style right where a tool can
# make bench     time the bulk job and the commands beside their peers (installs DuckDB and Polars) and write
#                benchmarks/results.md; then time the page, which Chromium opens
# make data      make the shipped quarters again from their script
# make docs      make the pages of kinds and of what a check finds again from the program

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
READY_PEERS := .venv/.ready-peers

.PHONY: install programs rank test browser fuzz check format bench data docs

install: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "redprop needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

$(READY_PEERS): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $(READY_PEERS)

programs: $(READY)
	@tests/browser/install.sh

rank: install
	@$(BIN)/redprop rank

test: install programs
	$(BIN)/python -m pytest -n auto

browser: install programs
	$(BIN)/python -m pytest tests/browser

fuzz: install
	REDPROP_FUZZ=5000 $(BIN)/python -m pytest tests/fuzz -n auto

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/redprop check rubrics benchmarks/bulk.yaml --fail-on warning --no-marks

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY_PEERS) programs
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/page.py

data: install
	$(BIN)/python data/make.py

docs: install
	$(BIN)/python docs/make_checks.py
	$(BIN)/python docs/make_kinds.py
