# Two commands are enough: `make demo` and `make test`. They need git, make and Python 3.11, and no root.

PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
LOGS := $(VENV)/logs
RUN := $(BIN)/accanto
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

# Node trusts its own list of certificates: give it the machine's, where there is one.
CA_BUNDLE := /etc/ssl/certs/ca-certificates.crt
ifneq (,$(wildcard $(CA_BUNDLE)))
export NODE_EXTRA_CA_CERTS ?= $(CA_BUNDLE)
endif

# The look depends on every page: classes and icons that none uses are left out of it.
LOOK := accanto/core/static/accanto/accanto.css
PAGES := $(shell find accanto \( -name '*.html' -o -name '*.py' \) -not -path '*/migrations/*')
MODULES := assets/node_modules/.package-lock.json

# Two installations that exist only while we check: one for developers, one as in production.
CHECK_ENV := ACCANTO_TESTING=true ACCANTO_SECRET_KEY=only-for-checks ACCANTO_HOME=$(LOGS)/home
PRODUCTION_ENV := ACCANTO_HTTPS=true ACCANTO_HOSTS=accanto.example ACCANTO_HOME=$(LOGS)/production
CHECKS := format lint templates layers types migrations deploy translations documents

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-sqlite test-postgres coverage mutants check $(CHECKS) assets icons compile messages \
	docs bench screenshots wheel lock clean

# Says one line when all is well, and everything when it is not.
define quietly
	@mkdir -p $(LOGS); $(1) >$(LOGS)/$@ 2>&1 || { cat $(LOGS)/$@; echo "$@: NOT well"; exit 1; }; echo "$@: well"
endef

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(STAMPS)/runtime $(LOOK) compile ## The demo site on http://127.0.0.1:8000 (PORT= changes it)
	@$(RUN) demo --port $(PORT)

demo-reset: $(STAMPS)/runtime $(LOOK) compile ## The demo site from the beginning
	@$(RUN) demo --reset --port $(PORT)

test: $(STAMPS)/test $(LOOK) compile ## Every test, on SQLite and on PostgreSQL, in a browser where there is one
	@$(BIN)/python tools/run_tests.py $(ARGS)

test-sqlite: $(STAMPS)/test $(LOOK) compile ## Tests on SQLite alone (ARGS= for pytest)
	@ACCANTO_TEST_DB=sqlite $(BIN)/python -m pytest $(ARGS)

test-postgres: $(STAMPS)/test $(LOOK) compile ## Tests on PostgreSQL alone (ARGS= for pytest)
	@ACCANTO_TEST_DB=postgres $(BIN)/python -m pytest $(ARGS)

coverage: $(STAMPS)/test $(LOOK) compile ## Which lines the tests on SQLite reach; all branches of the scoping
	@$(BIN)/coverage run -m pytest -q $(ARGS)
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include=accanto/core/scoping.py,accanto/core/actor.py,accanto/accounts/actor.py --fail-under=100

mutants: $(STAMPS)/test $(LOOK) compile ## Break the scoping one small way at a time: does a test notice? (ARGS= for files)
	@$(BIN)/python tools/mutants.py $(ARGS)

check: ## Format, lint, templates, layers, types, migrations, production settings, translations, documents
	@$(MAKE) --keep-going $(CHECKS) && echo "all checks: well"

format: $(STAMPS)/test
	$(call quietly,$(BIN)/ruff format --check .)

lint: $(STAMPS)/test
	$(call quietly,$(BIN)/ruff check .)

templates: $(STAMPS)/test
	$(call quietly,$(BIN)/djlint accanto --lint)

layers: $(STAMPS)/test
	$(call quietly,$(BIN)/lint-imports --no-cache --config pyproject.toml)

types: $(STAMPS)/test
	$(call quietly,$(CHECK_ENV) $(BIN)/mypy)

migrations: $(STAMPS)/test
	$(call quietly,$(CHECK_ENV) $(RUN) django makemigrations --check --dry-run)

deploy: $(STAMPS)/test $(LOOK)
	$(call quietly,$(PRODUCTION_ENV) $(RUN) check --deploy)

translations: $(STAMPS)/test
	$(call quietly,$(BIN)/python tools/messages.py check)

documents: $(STAMPS)/test compile
	$(call quietly,$(CHECK_ENV) $(RUN) docs --check)

assets: $(STAMPS)/assets $(MODULES) ## Build the look: styles, scripts, fonts, icons
	@$(BIN)/node assets/build.mjs
	@touch $(LOOK)

$(LOOK): $(wildcard assets/*.json assets/*.mjs assets/src/*) $(PAGES)
	@echo "Building the look…"
	@$(MAKE) assets >/dev/null

$(MODULES): assets/package-lock.json | $(STAMPS)/assets
	@$(BIN)/npm ci --prefix assets --loglevel=error --no-update-notifier --no-audit --no-fund --ignore-scripts
	@touch $@

icons: $(STAMPS)/runtime ## Draw the portal's pictures anew, after its icon.svg changed
	@$(BIN)/python tools/icons.py

compile: $(STAMPS)/runtime
	@$(BIN)/python hatch_build.py

messages: $(STAMPS)/test ## Collect the strings to translate
	@$(BIN)/python tools/messages.py extract

docs: $(STAMPS)/runtime compile ## Write the generated documents
	@$(CHECK_ENV) $(RUN) docs

bench: $(STAMPS)/runtime $(LOOK) compile ## Measure
	@$(RUN) bench identity
	@$(RUN) bench screens
	@$(RUN) bench portal
	@$(RUN) bench directory
	@$(RUN) bench matching

screenshots: $(STAMPS)/test $(LOOK) compile ## The README's screenshots, from the demo site
	@$(RUN) screenshots

wheel: $(STAMPS)/test $(LOOK) compile ## Build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist

lock: ## Write requirements/*.txt anew from their .in files (needs uv)
	@for name in runtime assets test; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

clean: ## Remove what was made, but not the data in var/
	@rm -rf $(VENV) dist assets/node_modules accanto/core/static/accanto
	@find accanto -name '*.mo' -delete

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or say where it is with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs…"
	@$(PIP) --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/assets: requirements/assets.txt | $(STAMPS)/runtime
	@echo "Installing what builds the look…"
	@$(PIP) --require-hashes -r requirements/assets.txt
	@touch $@

$(STAMPS)/test: requirements/test.txt | $(STAMPS)/runtime
	@echo "Installing what the tests need…"
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@
