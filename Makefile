# The commands of the project. README.md says what each is for.
VENV ?= .venv
PORT ?= 8000
PYTHON = $(VENV)/bin/python
STAMP = $(VENV)/.installed

.PHONY: run test lint test-python test-browser test-postgres bench

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

node_modules/.installed: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# On SQLite always; on PostgreSQL too when TEST_POSTGRES_URL names a server that may be used, and against Elasticsearch
# when TEST_ELASTICSEARCH_URL names one (.ci/run starts both). The browser runs by itself: beside others on two
# processors its waits would run out.
test: lint node_modules/.installed
ifndef TEST_ELASTICSEARCH_URL
	@echo "!!! Elasticsearch: not tested, TEST_ELASTICSEARCH_URL names no server (it needs a Java of at least 21)"
endif
	$(MAKE) test-python
	$(MAKE) test-browser
ifdef TEST_POSTGRES_URL
	$(MAKE) test-postgres
else
	@echo "!!! PostgreSQL: not tested, TEST_POSTGRES_URL names no server"; test -z "$$CI"
endif

test-python:
	$(PYTHON) -m pytest -n 2 --dist loadscope -m "not browser"

test-browser:
	$(PYTHON) -m pytest -m browser

# Tests that ask no database are left out by tests/conftest.py.
test-postgres:
	DATABASE_URL=$(TEST_POSTGRES_URL) $(PYTHON) -m pytest -n 2 --dist loadscope -m "not browser and not repository and not content"

# The benchmark table on a database of its own: the demonstration, then ten times it; FULL=1 goes to 100,000 insatser.
BENCH = DEMO=1 DATABASE_URL= VAR_DIR=var/bench $(PYTHON) manage.py
QUERIES ?= $(firstword $(wildcard ../shared/search/queries-dev.yaml) tests/search/judgments.yaml)
bench: $(STAMP)
	rm -rf var/bench && mkdir -p var/bench
	$(BENCH) compile_messages
	$(BENCH) migrate -v0
	$(BENCH) start_demo >var/bench/log
	$(BENCH) measure_speed $(QUERIES) --grow 2190 | tee var/bench/benchmarks.md
ifdef FULL
	$(BENCH) measure_speed $(QUERIES) --swedish --grow 3000 10000 30000 100000 | tee -a var/bench/benchmarks.md
endif
