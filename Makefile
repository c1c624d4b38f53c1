# One way in (`make run`), one way to test (`make test`).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
GOLD ?= ../shared/eval
ARTICLE ?= seeds/kim-poutine.txt
# For tools that import ONNX Runtime before the program is imported, such as those that train the model.
export ORT_DISABLE_TELEMETRY := 1

.DEFAULT_GOAL := help
.PHONY: help env run test lint types imports unit window-tests score bench lock model resolver translations wheel clean

help:
	@echo "make run     open the reader on the founding article"
	@echo "make test    set up, then lint, types, import rules and all tests"
	@echo "make env     the virtual environment only (VENV=DIR puts it elsewhere)"
	@echo "make score   names, identity, quotations and speakers against the gold articles"
	@echo "make bench   start-up, analysis and drawing times"
	@echo "make model   train the French names model from scratch"
	@echo "make resolver  train who speaks and who is meant, and report on unseen articles"
	@echo "make translations  take up new texts; then fill in resources/translations/*.ts and run it again"
	@echo "make wheel   build the installable package into dist/"

env: $(STAMP)

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; choose one with: make PYTHON=/path/to/python3 env" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. Please run:  sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(STAMP)
	@packaging/system/libraries.sh window
	@$(BIN)/reader $(ARTICLE)

test: $(STAMP)
	@packaging/system/libraries.sh tests
	@$(MAKE) --no-print-directory lint types imports unit window-tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/basedpyright

imports: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m "not xvfb"

window-tests: $(STAMP)
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1600x1000x24" $(BIN)/python -m pytest -q -m xvfb

score: $(STAMP)
	$(BIN)/python $(GOLD)/score.py --run "$(BIN)/reader analyze --format jsonl" $(GOLD)/dev

bench: $(STAMP)
	@$(BIN)/python packaging/bench

# Trains the names model from scratch (about an hour on two quiet cores; goes on where it was stopped).
# MODEL_OPTIONS=--measure stops behind the figures on the articles that were left out, and ships nothing.
# PyTorch stands outside the lock: its builds for processors and for graphics cards differ by machine.
MODEL_VENV ?= build/model-env
DATA ?= ../shared/data
model:
	$(PYTHON) -m venv $(MODEL_VENV)
	$(MODEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(MODEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/model.lock
	PYTHONPATH=. $(MODEL_VENV)/bin/python -u packaging/models --data $(DATA) $(MODEL_OPTIONS)

# Trains who speaks and who is meant (about 80 minutes on two cores; goes on where it was stopped), and reports.
# NAMES_NETWORK is the PyTorch state that `make model` leaves. Rules are fitted where the program runs, the network
# where PyTorch is; then both are weighed on articles that neither has seen.
NAMES_NETWORK ?= build/model/all/final.pt
resolver: $(STAMP)
	PYTHONPATH=. $(BIN)/python -u packaging/quotes --data $(DATA)
	PYTHONPATH=. $(MODEL_VENV)/bin/python -u packaging/resolver --names $(NAMES_NETWORK)
	PYTHONPATH=. $(BIN)/python -u packaging/resolver/weigh.py

TRANSLATIONS := resources/translations
LUPDATE = $(BIN)/pyside6-lupdate -silent -no-obsolete -locations none -extensions py reader
translations: $(STAMP)
	$(LUPDATE) -ts $(TRANSLATIONS)/reader_fr.ts
	$(LUPDATE) -pluralonly -ts $(TRANSLATIONS)/reader_en.ts
	$(BIN)/pyside6-lrelease -silent $(TRANSLATIONS)/reader_fr.ts $(TRANSLATIONS)/reader_en.ts

wheel: $(STAMP)
	$(BIN)/python -m hatchling build -t wheel

# Needs uv; writes versions and hashes, never addresses.
lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header requirements/app.in -o requirements/app.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header requirements/dev.in -c requirements/app.lock -o requirements/dev.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header requirements/model.in -c requirements/app.lock -o requirements/model.lock

clean:
	rm -rf build dist .pytest_cache .ruff_cache .hypothesis
