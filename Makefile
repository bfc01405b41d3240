# Unrolled: `make run` and `make test` are all that is needed. Wants Python >= 3.11, make and git.
SHELL := /bin/bash
PORT ?= 8501
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin

.PHONY: run test nightly lint types unit e2e fuzz clean docker sbom

run: .venv/run.stamp
	@port=$$($(BIN)/python deploy/free_port.py $(PORT)); \
	[ "$$port" = "$(PORT)" ] || echo "Port $(PORT) is taken; using $$port."; \
	PORT=$$port exec $(BIN)/python -m server

test: .venv/test.stamp
	$(MAKE) --no-print-directory -j2 lint types
	$(MAKE) --no-print-directory unit e2e

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tests.scripts

types: .venv/test.stamp
	$(BIN)/mypy

unit: .venv/test.stamp
	$(BIN)/python -m tests.proxy
	$(BIN)/python -m pytest --ignore=tests/e2e -n auto --dist worksteal  # tests of one file mostly share a process and its servers

e2e: .venv/test.stamp
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest tests/e2e -n 2 --dist worksteal  # a server, a browser and a page each

# What takes too long for every change: a training, exercises by the hundred, what is like something that is looked at with every change
nightly: .venv/test.stamp
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -m nightly

# Any number of addresses made at random: make fuzz N=20000
N ?= 2000
fuzz: .venv/test.stamp
	$(BIN)/python -m tests.addresses $(N)

docker:
	docker build -t unrolled .

# The list of all parts of the image with their hashes (CycloneDX)
sbom: .venv/sbom.stamp
	.venv/lister/bin/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON -o sbom.json

clean:
	rm -rf .venv sbom.json build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Unrolled needs Python 3.11 or newer with its venv module (Debian: apt install python3-venv); none was found."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/run.stamp

# It has an environment of its own: nothing that runs or tests the app needs it.
.venv/sbom.stamp: | .venv/bin/python
	$(BIN)/python -m venv .venv/lister
	.venv/lister/bin/pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
	@touch $@
