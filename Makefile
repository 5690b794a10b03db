# Two commands to begin with: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := $(CURDIR)
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test bench release lab lint clean

$(VENV)/ready: requirements.txt requirements-grader.txt requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

demo: $(VENV)/ready       ## grade the demo class and show where to look
	$(BIN)/python -m demo

test: $(VENV)/ready       ## run all tests
	$(BIN)/ruff check .
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

bench: $(VENV)/ready      ## run the measurements
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.lessons
	$(BIN)/python -m benchmarks.grading --write $(if $(OTTER),--otter $(OTTER))

release: $(VENV)/ready    ## build release/ from source/
	$(BIN)/python -m grader release

lab: $(VENV)/ready        ## open JupyterLab; notebooks in source/ find utils/
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/jupyter lab

clean:
	rm -rf $(VENV) gradebook.db feedback
