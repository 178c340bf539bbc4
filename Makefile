# Everything installs what it misses first (scripts/setup.sh) and says so.

PYTHON = .venv/bin/python
WORKERS ?= 2
ARGS ?=

.PHONY: help demo test lint types bench cores clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 9
	@echo
	@echo 'V8DBG_NODES=22,24.0.0 narrows the Node.js releases, ARGS="-k stack -x" goes to pytest,'
	@echo 'V8DBG_WHOLE=1 leaves no program and no object out, which takes hours,'
	@echo 'V8DBG_CACHE=DIR is where Node.js binaries and cores are kept (~/.cache/v8dbg-tests).'

demo: ## a sample service, its JavaScript stack live and from a core: in gdb, in lldb, with neither
	@scripts/setup.sh demo
	@demo/demo.sh

test: ## all tests, on every Node.js release of the matrix
	@scripts/setup.sh test
	@PYTHONPATH=tests $(PYTHON) -m pytest -p no_skips -n $(WORKERS) --dist loadgroup $(ARGS)

lint: ## ruff
	@scripts/setup.sh tools
	@$(PYTHON) -m ruff check .

types: ## mypy --strict over v8dbg/
	@scripts/setup.sh tools
	@$(PYTHON) -m mypy

bench: ## seconds and memory of commands: what they add to a debugger, on whole heaps, and against V8's own snapshot
	@scripts/setup.sh demo
	@$(PYTHON) tests/bench.py $(ARGS)
	@test -n "$(ARGS)" || $(PYTHON) tests/bench_heap.py
	@test -n "$(ARGS)" || $(PYTHON) tests/bench_snapshot.py

cores: ## every core of the tests, made ahead
	@scripts/setup.sh test
	@PYTHONPATH=tests $(PYTHON) -m pytest -q -n $(WORKERS) tests/test_programs.py $(ARGS)

clean: ## removes .venv, build leftovers and the cached cores; Node.js binaries stay
	@-python3 tests/targets.py -c
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
