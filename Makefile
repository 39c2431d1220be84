# Two commands need nothing but Python 3.11 or newer, git and make:
#   make example   sets up and checks the registers in examples/
#   make check     sets up and runs everything that CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: example check lint types contracts current rules npm test nightly generate docs accept benchmark clean

example: $(READY)
	@for name in zzp manufacturer stem; do \
	  printf '\n$$ grondslag check --root examples/%s\n\n' $$name; \
	  $(BIN)/grondslag check --root examples/$$name --as-of 2026-11-24 --exit-zero || exit $$?; \
	done

check: lint types contracts current rules npm test

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "grondslag needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

current: $(READY)
	$(BIN)/python -m grondslag.model.generate --check
	$(BIN)/python docs/make_reference.py --check
	$(BIN)/python docs/make_catalogue.py --check

rules: $(READY)
	$(BIN)/grondslag rules format policies --check
	$(BIN)/grondslag rules test
	$(BIN)/grondslag rules coverage
	$(BIN)/grondslag rules mutate

test: $(READY)
	$(BIN)/python -m pytest -n auto

# Programs of others that read our formats. Without npm their tests are skipped, and say so.
npm:
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --prefix build/npm \
	    @microsoft/sarif-multitool-linux@5 gitlab-ci-local@4.61.0 axe-core@4 html-validate@9.7.1; \
	else echo 'npm is not there: some tests will be skipped'; fi

# Some 25,000 more seeded cases for the two engines and the law of more facts.
nightly: $(READY)
	$(BIN)/python -m pytest -n auto --nightly tests/properties

generate: $(READY)
	$(BIN)/python -m grondslag.model.generate
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_catalogue.py

docs: $(READY)
	$(BIN)/mkdocs build --strict -f site/mkdocs.yml

accept: $(READY)
	$(BIN)/python -m pytest --accept

benchmark: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
