# HeatSync. `make` lists what can be done here. All that is needed: Python 3.11 or newer, and make.

VENV := .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run worker test check bench screenshots translations lock chaos audit licences sbom

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.installed  ## Make the virtual environment with all that HeatSync needs to run

run: setup  ## Start everything on this machine: database, embedded Redis, web and workers
	@$(BIN)/python app.py

worker: setup  ## Start workers only (set DATABASE_URL and REDIS_URL as the web has them)
	@$(BIN)/python worker.py $(ARGS)

# Hundreds of processes start in the tests: what Python has compiled once is kept, whatever the environment says.
test: export PYTHONDONTWRITEBYTECODE =
test: check  ## Check, then run the tests against real servers and a real browser
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.installed-dev  ## Lint, types, import rules and templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_templates.py

bench: $(VENV)/.installed-dev  ## Measure the reader, a whole batch and memory
	@$(BIN)/python -m bench $(ARGS)

chaos: $(VENV)/.installed-dev  ## Ill-treat a whole installation for half an hour (SEED=number repeats the order of the faults)
	CHAOS=full $(BIN)/python -m pytest tests/chaos tests/batches/test_any_order.py tests/batches/test_finishing.py \
		tests/batches/test_links_in_turn.py tests/batches/test_recovery.py tests/batches/test_stopping.py \
		tests/web/test_cuts.py tests/hostile/test_damaged_sheets.py -q -s $(ARGS)

screenshots: $(VENV)/.installed-dev  ## Write pictures of every page in every state into screenshots/
	@$(BIN)/python -m tests.browser.screenshots

# What is in the catalogues is read as it is: nothing needs compiling.
translations: $(VENV)/.installed-dev  ## Bring the sentences of pages and templates into the catalogues of heatsync/translations/
	@new=$$(mktemp) && \
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --add-comments Translators: --strip-comments \
		--add-location file --sort-by-file --project HeatSync --msgid-bugs-address= --output-file $$new . && \
	$(BIN)/pybabel --quiet update --input-file $$new --output-dir heatsync/translations --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 120; \
	rm -f $$new

lock: $(VENV)/.installed-dev  ## Write the lock files anew after a change in pyproject.toml (ARGS=--upgrade for new versions)
	$(LOCK) $(ARGS) --extra scans pyproject.toml --output-file requirements.lock
	$(LOCK) $(ARGS) --extra scans pyproject.toml --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock
	$(LOCK) $(ARGS) --group audit --output-file requirements-audit.lock

audit: $(VENV)/audit/.installed  ## Ask the package index for known holes in what is locked; fails where it cannot answer, too
	@$(VENV)/audit/bin/pip-audit --strict --disable-pip --progress-spinner off -r requirements.lock >$(VENV)/audit/said 2>&1 \
	    && cat $(VENV)/audit/said || { grep -vE '^ |^$$|^Traceback|^During|^The above' $(VENV)/audit/said; \
	    echo "Not passed: the lines above name holes, or why nothing could be learned." >&2; exit 1; }

licences: $(VENV)/audit/.installed setup  ## Write the licences of all that is installed to run it into docs/licences.md
	@{ sed '/^|/,$$d' docs/licences.md; $(VENV)/audit/bin/pip-licenses --python $(BIN)/python --from mixed --format markdown \
	    --with-system --no-version --packages $$(sed -n 's/==.*//p' requirements.lock | sort -u); } >docs/licences.new
	@mv docs/licences.new docs/licences.md

sbom: $(VENV)/audit/.installed  ## Write what is locked, as CycloneDX, into sbom.json
	@$(VENV)/audit/bin/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible \
	    --output-file sbom.json requirements.lock

# The stamps make a second `make setup` free; a change in a lock file or in pyproject.toml installs again.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The auditors have an environment of their own: HeatSync never meets what they bring.
$(VENV)/audit/.installed: requirements-audit.lock | $(VENV)
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV):
	@for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        exec "$$python" -m venv $(VENV); \
	    fi; \
	done; \
	echo "HeatSync needs Python 3.11 or newer; none was found. Name one: make setup PYTHON=/path/to/python3" >&2; exit 1
