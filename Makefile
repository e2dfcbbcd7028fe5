VENV ?= var/test-venv

.PHONY: test
test:
	test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	$(VENV)/bin/pip install -q pytest PyYAML
	$(VENV)/bin/python -m pytest tests
