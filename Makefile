# What a person types here; `make help` lists it. PYTHON=python3.12 takes another Python, ARGS="..." is handed on.
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin

.PHONY: help setup run test bench check check-decks lint-decks format clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## make .venv, once; mends or updates it where that is needed
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is missing; on Debian or Ubuntu: sudo apt install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) packaging/make_venv.py

run: setup ## start the program
	@$(BIN)/roadmap-cards $(ARGS)

test: setup ## run the tests
	@$(BIN)/pytest $(ARGS)

bench: ## measure beside Anki, in .venv-bench: ARGS="--sizes 2000 --quick" is a short run
	@$(PYTHON) packaging/make_venv.py bench
	@.venv-bench/bin/python -m bench $(ARGS)

check: setup ## style, types, architecture, dependencies and the shipped decks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	@$(MAKE) --no-print-directory check-decks

check-decks: setup ## the shipped decks alone: lint, form, published ids, proofs
	$(BIN)/roadmap-cards lint decks
	$(BIN)/roadmap-cards fmt --check decks
	$(BIN)/roadmap-cards ids decks
	$(BIN)/roadmap-cards verify decks --mutate

lint-decks: setup ## the lint of the shipped decks
	@$(BIN)/roadmap-cards lint decks

format: setup ## put the code in the project's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove .venv, .venv-bench and all that can be made again
	rm -rf .venv .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
