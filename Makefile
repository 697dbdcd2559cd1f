# Two commands do everything on a fresh machine with Python 3.11+, git and make:
#   make demo   install into .venv, seed an SQLite database, show ISGS
#   make test   pass the whole suite, on SQLite and on a real PostgreSQL
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATABASE ?= kbase.sqlite

.PHONY: demo test lint format docs bench bench-names kill-test wheel clean

$(BIN)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kbase needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q kbase  # as pip does for a wheel: a start takes half as long
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary yaml-rs -e '.[fast]' 2>/dev/null \
	  || echo 'no wheel of yaml-rs for this platform: checking takes longer'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary graphviz-pure -e '.[pictures]' 2>/dev/null \
	  || command -v dot >/dev/null 2>&1 || echo 'no wheel of graphviz-pure for this platform: install Graphviz to draw pictures'
	touch $@

$(BIN)/.dev: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@# a PostgreSQL server: the system's, else one from a wheel
	@command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check '.[postgresql]' \
	  || echo 'no PostgreSQL server can be had here: its tests will be skipped'
	touch $@

demo: $(BIN)/.installed
	$(BIN)/kbase seed data --database $(DATABASE)
	$(BIN)/kbase show isgs --database $(DATABASE)

test: $(BIN)/.dev lint
	$(BIN)/python -m pytest -n auto

lint: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(BIN)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/kbase format data

docs: $(BIN)/.dev
	$(BIN)/python docs/generate.py

bench: $(BIN)/.dev
	$(BIN)/python tests/bench/bench.py

bench-names: $(BIN)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' || echo 'some peers cannot be installed here: they are skipped'
	$(BIN)/python tests/bench/names_bench.py

kill-test: $(BIN)/.dev
	KBASE_KILLS=200 $(BIN)/python -m pytest tests/database/test_kill.py -s

wheel: $(BIN)/.dev
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis kbase.sqlite*
