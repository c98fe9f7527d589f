# Every target works on a fresh machine with Python 3.11+ and make.
SHELL := /bin/bash
# These targets are for a person at a desk: plain HTTP on localhost (see tournee/settings.py).
export DEMO ?= 1
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PORT ?= 8000
# Never fewer than two workers' worth of tests at once, never more than the machine has.
TEST_WORKERS ?= 2

# What Python has compiled is kept: else each worker and each process that a test starts would compile the whole product.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test lint e2e axe bench screenshots messages lock clean

help: ## What there is
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.setup: requirements.txt | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.setup-dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.setup

# A catalogue is compiled by polib, so that no gettext need be installed to run the product.
CATALOGUES := $(wildcard */locale/*/LC_MESSAGES/django.po locale/*/LC_MESSAGES/django.po)
.venv/.messages: $(CATALOGUES) | .venv/bin/python
	$(MANAGE) compile_catalogues
	@touch $@

setup: .venv/.setup .venv/.messages ## The environment the product runs in

setup-dev: .venv/.setup-dev .venv/.messages ## The environment it is developed and tested in

demo serve: export SITE_URL ?= http://localhost:$(PORT)
demo: setup ## The demonstration, served with its worker on port $(PORT)
	$(MANAGE) migrate -v 0
	$(MANAGE) demo
	$(MANAGE) serve --port $(PORT)

serve: setup ## Serve what the database holds, with its worker
	$(MANAGE) migrate -v 0
	$(MANAGE) serve --port $(PORT)

# On SQLite the tables are made from the models, at once: that the migrations make them is seen by the end-to-end tests
# on SQLite, and by the second run on PostgreSQL, where only the tests that use a database run again, but for what pages show.
test: setup-dev ## The tests, on SQLite, and on PostgreSQL too if TEST_DATABASE_URL names one
	DATABASE_URL= $(BIN)/pytest -n $(TEST_WORKERS) --dist loadgroup --no-loadscope-reorder --no-migrations --durations=12
	@if [ -n "$$TEST_DATABASE_URL" ]; then \
	  DATABASE_URL="$$TEST_DATABASE_URL" $(BIN)/pytest -n $(TEST_WORKERS) --dist loadgroup --no-loadscope-reorder --database-only \
	    --durations=12; \
	else echo "TEST_DATABASE_URL names no PostgreSQL: tested on SQLite only."; fi

lint: setup-dev ## Style, types, templates, floors, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_catalogues

# A calendar's reader in JavaScript, which the end-to-end tests compare with the others.
READERS := tests/e2e/readers
$(READERS)/node_modules/.package-lock.json: $(READERS)/package-lock.json
	npm ci --prefix $(READERS) --no-audit --no-fund --silent
	@touch $@

e2e: setup-dev $(READERS)/node_modules/.package-lock.json ## The product in a real browser (needs Chromium and npm)
	$(BIN)/pytest -m e2e -n $(TEST_WORKERS) --dist loadgroup --no-loadscope-reorder --durations=12 tests/e2e

axe: setup-dev ## Every page, every language, scheme and width through axe
	AXE_MATRIX=all $(BIN)/pytest -m e2e -n $(TEST_WORKERS) tests/e2e/test_accessibility.py

bench: setup-dev ## Speed, as JSON lines beside their floors, then what met its aim (ONLY="desk door": these parts)
	tests/with_postgres.sh $(BIN)/python -m tests.bench $(ONLY)

screenshots: setup-dev ## Every page as a picture, in screenshots/
	$(BIN)/python -m tests.e2e.screenshots

messages: setup-dev ## Collect what is to be translated (needs gettext)
	$(MANAGE) collect_messages

lock: ## Renew the lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.txt

clean: ## Remove what the targets made
	rm -rf .venv var screenshots .pytest_cache .mypy_cache .ruff_cache
