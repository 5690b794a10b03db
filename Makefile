# Two commands to begin with: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export OPENBLAS_NUM_THREADS := 1
# Without compiled modules each start of a program takes seconds.
export PYTHONDONTWRITEBYTECODE :=

# Exact versions, if wanted: make test CONSTRAINTS=constraints.txt
PIP := $(BIN)/python -m pip install --quiet $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS))
PYTEST := $(BIN)/python -m pytest
COG := $(BIN)/python -m cogapp -I docs -p "from generate import *"
GENERATED := docs/grade-a-class.md source/README.md release/README.md

.PHONY: help demo test slow-test site-test site bench docs release lab clean

help:                     ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

$(VENV)/ready: requirements.txt requirements-grader.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --requirement requirements-dev.txt
	$(PIP) --no-deps --editable .
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	touch $@

demo: $(VENV)/ready       ## grade the demo class and show where to look
	$(BIN)/python -m demo

test: $(VENV)/ready       ## run the tests, but for the slow ones and PyTorch's
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(COG) --check $(GENERATED)
	$(PYTEST) -m "not slow and not browser and not site and not torch" --numprocesses auto --dist loadfile

slow-test: $(VENV)/ready  ## run the others: a class in each way, a browser
	$(PYTEST) -m "slow or browser" --numprocesses auto --dist loadfile

site-test: $(VENV)/ready  ## run the one that fetches a Python for browsers, or say why not
	$(PYTEST) -m site -rs tests/grader/test_site.py

bench: $(VENV)/ready      ## run the measurements
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.lessons
	$(BIN)/python -m benchmarks.grading --write

docs: $(VENV)/ready       ## write the generated tables of the pages anew
	$(COG) -r $(GENERATED)

release: $(VENV)/ready    ## build release/ from source/
	$(BIN)/python -m grader release

site: $(VENV)/ready       ## build a website that runs the lessons, with solutions
	$(BIN)/python -m grader site --solutions

# The kernel of that folder asks the lesson's source wherever a notebook calls check.
lab: $(VENV)/ready        ## open JupyterLab; notebooks in source/ show hidden cases, too
	PATH="$(CURDIR)/$(BIN):$$PATH" JUPYTER_PATH="$(CURDIR)/grader/jupyter" $(BIN)/jupyter lab

clean:                    ## remove the environment and what was built
	rm -rf $(VENV) build
