# The commands of the project. README.md says what each is for.
VENV ?= .venv
PORT ?= 8000
PYTHON = $(VENV)/bin/python
STAMP = $(VENV)/.installed

.PHONY: run test lint test-python test-browser test-postgres bench bench-engine bench-serving audit audit-packages

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

# tests/conftest.py says which modules begin.
PYTEST_TOGETHER = $(PYTHON) -m pytest -n 2 --dist loadscope --no-loadscope-reorder
test-python:
	$(PYTEST_TOGETHER) -m "not browser"

test-browser:
	$(PYTHON) -m pytest -m browser

# What asks no database, or gets the same answer from each (tests/alike.py says what), is left out by tests/conftest.py.
test-postgres:
	DATABASE_URL=$(TEST_POSTGRES_URL) $(PYTEST_TOGETHER) -m "not browser and not repository and not content"

# The benchmark tables, each engine on a database of its own: the demonstration, then ten times it; FULL=1 goes to a
# hundred times, and to 300,000 documents. PostgreSQL where BENCH_POSTGRES_URL names a server that may be used,
# Elasticsearch where ELASTICSEARCH_URL names a cluster.
QUERIES ?= $(firstword $(wildcard ../shared/search/queries-dev.yaml) tests/search/judgments.yaml)
SIZES = 2190 $(if $(FULL),21900 40000)
BENCH = DEMO=1 DATABASE_URL=$(BENCH_DATABASE) ELASTICSEARCH_URL=$(BENCH_CLUSTER) ELASTICSEARCH_PREFIX=bench VAR_DIR=var/bench $(PYTHON) manage.py
BENCH_ON_SERVER = $(dir $(BENCH_POSTGRES_URL))insatskatalogen_bench
bench: $(STAMP)
	rm -rf var/bench && mkdir -p var/bench
	$(PYTHON) manage.py compile_messages
	$(MAKE) bench-serving
	$(MAKE) bench-engine
ifdef BENCH_POSTGRES_URL
	psql -q $(BENCH_POSTGRES_URL) -c 'DROP DATABASE IF EXISTS insatskatalogen_bench' -c 'CREATE DATABASE insatskatalogen_bench'
	$(MAKE) bench-engine BENCH_DATABASE=$(BENCH_ON_SERVER)
	psql -q $(BENCH_POSTGRES_URL) -c 'DROP DATABASE insatskatalogen_bench'
else
	@echo "!!! PostgreSQL: not measured, BENCH_POSTGRES_URL names no server"
endif
ifdef ELASTICSEARCH_URL
	rm -f var/bench/insatskatalogen.sqlite3*
	$(MAKE) bench-engine BENCH_CLUSTER=$(ELASTICSEARCH_URL)
else
	@echo "!!! Elasticsearch: not measured, ELASTICSEARCH_URL names no cluster"
endif

bench-engine:
	$(BENCH) migrate -v0
	$(BENCH) start_demo >>var/bench/log
	$(BENCH) measure_speed $(QUERIES) --grow $(SIZES) | tee -a var/bench/benchmarks.md

# Requests a second through gunicorn and the shipped nginx, with wrk.
SERVING = DEMO=1 DATABASE_URL= VAR_DIR=var/serving $(PYTHON) manage.py
bench-serving: $(STAMP)
ifeq ($(and $(shell command -v nginx),$(shell command -v wrk)),)
	@echo "!!! Serving: not measured, nginx or wrk is missing"
else
	rm -rf var/serving && mkdir -p var/serving var/bench
	$(SERVING) migrate -v0
	$(SERVING) start_demo >var/serving/log
	$(PYTHON) -m tests.serving.measure var/serving | tee -a var/bench/benchmarks.md
endif

# Every template in every variant by all of axe's rules, and known faults of the packages.
audit: node_modules/.installed audit-packages
	$(PYTHON) -m pytest -m browser tests/browser/test_accessibility.py

# Asks the registries, so it needs the network; with --strict what could not be asked is a fault and not "none found".
AUDIT = var/audit/bin
audit-packages:
	test -x $(AUDIT)/pip-audit || { python3 -m venv var/audit && $(AUDIT)/pip install --quiet pip-audit; }
	$(AUDIT)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock \
	  || { echo "!!! Python packages: faults, or not asked"; exit 1; }
	npm audit --audit-level=moderate || { echo "!!! Node packages: faults, or not asked"; exit 1; }
