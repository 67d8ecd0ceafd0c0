# nahbar: two commands matter, `make demo` and `make test`; each makes what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO ?= demo
PORT ?= 8700

.PHONY: demo test test-live check bench install clean translations docs format

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'nahbar needs Python 3.11 or newer: set PYTHON=/path/to/python3.11')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	# pip compiles what it copies; what stays in place would be compiled at every start where Python may not write.
	$(BIN)/python -m compileall -q src
	touch $@

demo: $(STAMP)
	$(BIN)/nahbar demo $(DEMO) --port $(PORT)

# The test processes share the cores already; threads of linear algebra would only wait for each other, busily.
test: export OPENBLAS_NUM_THREADS = 1
test: export OMP_NUM_THREADS = 1
test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal

# Real servers and clients on this machine (Bluesky, Segment, RudderStack, Dovecot); needs Node 20 and npm, and dovecot; skips without.
test-live: $(STAMP)
	NAHBAR_LIVE=1 $(BIN)/python -m pytest tests/live -rs

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.translations --check
	$(BIN)/python -m tools.reference --check

bench: $(STAMP)
	$(BIN)/python -m benchmarks

translations: $(STAMP)
	$(BIN)/python -m tools.translations

docs: $(STAMP)
	$(BIN)/python -m tools.reference

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
