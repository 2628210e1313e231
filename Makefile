# Everything happens in .venv, which the first target that needs it makes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.ready

.PHONY: demo test check bench serve docs format clean

demo: $(SETUP)  ## ingest the sample corpus, ask it three questions, write the alignment report
	$(BIN)/golden-thread ingest corpus/sample
	@for question in \
	  "Does the health strategy serve the ambition on long lives, lived well?" \
	  "What did the Board agree about broadband?" \
	  "How many homes will be retrofitted by March 2030?"; \
	do echo; echo "> $$question"; echo; $(BIN)/golden-thread ask "$$question" || [ $$? -eq 3 ]; done
	@mkdir -p demo
	$(BIN)/golden-thread align --format html -o demo/alignment.html
	@echo "The alignment report is in demo/alignment.html"

test: $(SETUP)  ## run every test
	$(BIN)/python -m pytest

check: $(SETUP)  ## style, types and architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(SETUP)  ## speed and quality measures
	$(BIN)/python -m benchmarks

serve: $(SETUP)  ## the HTTP service on http://127.0.0.1:8000
	$(BIN)/golden-thread serve

docs: $(SETUP)  ## write the generated reference pages
	$(BIN)/python -m assistant.cli.reference .
	$(BIN)/python -m assistant.api.reference

format: $(SETUP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV)

# constraints.txt holds the versions that were tested together.
$(SETUP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	touch $(SETUP)
