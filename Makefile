# The commands of the project. README.md says what each is for.
VENV ?= .venv
PORT ?= 8000
PYTHON = $(VENV)/bin/python
STAMP = $(VENV)/.installed

.PHONY: run test lint test-python test-postgres audit bench messages clean

run: export DEMO ?= 1
run: export PORT := $(PORT)
run: $(STAMP)
	@mkdir -p var
	$(PYTHON) manage.py compile_messages
	$(PYTHON) manage.py migrate -v0
	$(PYTHON) manage.py start_demo
	$(PYTHON) manage.py runserver --noreload 127.0.0.1:$(PORT)

$(STAMP): requirements.lock
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

lint: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	PYTHONPATH=site:. $(VENV)/bin/lint-imports
	$(PYTHON) manage.py compile_messages
	$(PYTHON) manage.py makemigrations --check --dry-run

test: $(STAMP)
	$(PYTHON) -m pytest
