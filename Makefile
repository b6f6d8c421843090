# All tasks for this repository; `make help` lists them.
# Nothing but Python >= 3.11 and make is needed: the rest sets itself up in .venv.

# As in Sphinx's own Makefile; `make html O=-j4` passes options on.
SPHINXOPTS ?=
SOURCEDIR  ?= .
BUILDDIR   ?= _build
# the day that `make check` compares dates with
TODAY      ?= $(shell date +%F)

# `make linkcheck` ends after so many minutes
MINUTES    ?= 10

# how many times as many examples `make soak` tries
SOAK       ?= 50

# references that lead nowhere are reported too
STRICT     := -n

PYTHON     ?= $(shell for p in python3 python3.13 python3.12 python3.14 python3.11; do \
                command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
                && echo $$p && break; done)
VENV       := .venv
BIN        := $(VENV)/bin
SITE       := $(VENV)/.site
DEV        := $(VENV)/.dev
SPHINX     := $(BIN)/sphinx-build

.DEFAULT_GOAL := help
.PHONY: help html docs paper update schema test test-full test-content test-all test-lowest soak bench audit live lint types check linkcheck catalogs looks clean lock python-is-new Makefile

help:
	@awk -F ':.*## ' '/^## / {print "\n" substr($$0, 4) ":"} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  make FORMAT       any other Sphinx builder: text, epub, latex, dirhtml, ..."

## For those who write the site

html: $(SITE) ## build the site into _build/html
	@$(SPHINX) -M html "$(SOURCEDIR)" "$(BUILDDIR)" $(STRICT) $(SPHINXOPTS) $(O); status=$$?; \
	echo; echo "Open $(abspath $(BUILDDIR))/html/index.html"; \
	if [ $$status -ne 0 ]; then echo "There were errors, see above: each names its file and line."; fi; \
	exit $$status

live: $(SITE) ## build, open in the browser, and reload there whenever you save (O=--no-open)
	@$(BIN)/python -m groupsite.live "$(SOURCEDIR)" "$(BUILDDIR)/live" -n $(SPHINXOPTS) $(O)

check: $(SITE) ## list all problems, and suggest improvements for papers of YEARS=2 (0: all); SILENT="doi news" hides some
	@$(SPHINX) -Q -b check -d "$(BUILDDIR)/doctrees" -D groupsite_today=$(TODAY) \
	  $(if $(YEARS),-D groupsite_advice_years=$(YEARS)) $(if $(SILENT),-D groupsite_silent="$(SILENT)") \
	  "$(SOURCEDIR)" "$(BUILDDIR)/check" -n $(SPHINXOPTS) $(O)

linkcheck: $(SITE) ## ask every external address whether it works, for MINUTES=10 at most
	@$(SPHINX) -q -b linkcheck -d "$(BUILDDIR)/doctrees" -D groupsite_linkcheck_seconds=$$(($(MINUTES) * 60)) \
	  "$(SOURCEDIR)" "$(BUILDDIR)/linkcheck" $(SPHINXOPTS) $(O)

paper: $(SITE) ## add a paper by its ID=10.5555/example (DOI, arXiv, PMID, ISBN, …), with NEWS=1 its news; O=--help shows more
	@$(BIN)/python -m groupsite add --site "$(SOURCEDIR)" $(if $(NEWS),--news) $(O) $(if $(ID),"$$ID") || \
	  [ $$? -eq 1 ] # it is there already

update: $(SITE) ## ask what has become of papers: published, DOI, pages, retracted; APPLY=1 writes it, with NEWS=1 its news
	@$(BIN)/python -m groupsite update --site "$(SOURCEDIR)" $(if $(APPLY),--apply) $(if $(NEWS),--news) $(O) || \
	  [ $$? -eq 1 ] # nothing is new

schema: $(SITE) ## let your editor complete the keys and ids in .yml files
	@$(BIN)/python -m groupsite schema --site "$(SOURCEDIR)" $(O) || [ $$? -eq 1 ] # all is up to date

test-content: $(DEV) ## check what is built from the pages, .bib and .yml (GROUPSITE_SITE=folder)
	@sh tests/setup-browser.sh
	$(BIN)/python -m pytest tests/content $(PYTESTOPTS)

docs: $(SITE) ## build the documentation for authors into _build/docs
	@$(SPHINX) -q -b html -d "$(BUILDDIR)/docs-doctrees" docs "$(BUILDDIR)/docs" $(STRICT) -W --keep-going $(SPHINXOPTS) $(O)
	@echo "Open $(abspath $(BUILDDIR))/docs/index.html"

clean: ## remove what was built
	rm -rf "$(BUILDDIR)" .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache

## For those who change the code

test: $(DEV) ## run the tests for daily work on the code
	$(BIN)/python -m pytest -m "not full and not browser" $(PYTESTOPTS)

test-full: $(DEV) ## run all tests, including those of the content, and a short soak
	@sh tests/setup-browser.sh
	@sh tests/setup-java.sh
	$(BIN)/python -m pytest $(PYTESTOPTS)
	GROUPSITE_SOAK=5 $(BIN)/python -m pytest -m "hypothesis and not full" --hypothesis-seed=1 $(PYTESTOPTS)

test-all: ## run all tests with every installed Python from 3.11 to 3.14
	@sh tests/setup-browser.sh
	@sh tests/test-all.sh $(PYTESTOPTS)

test-lowest: $(DEV) ## run all tests with the lowest versions that requirements.in allows
	@sh tests/setup-browser.sh
	@sh tests/test-lowest.sh $(PYTESTOPTS)

soak: $(DEV) ## look for rare faults for hours: SOAK times as many random edits and inputs
	GROUPSITE_SOAK=$(SOAK) $(BIN)/python -m pytest -m hypothesis $(PYTESTOPTS)

bench: $(DEV) ## measure builds against plain Sphinx, page weights, filters
	@sh tests/setup-browser.sh
	@$(BIN)/python -m tests.bench

audit: $(DEV) ## check pinned packages for known vulnerabilities
	@$(BIN)/python -m tests.audit

catalogs: $(DEV) ## update the catalogues of all languages
	@$(BIN)/python -m tests.catalogs

looks: $(DEV) ## take the pictures of the looks in the documentation again
	@sh tests/setup-browser.sh
	@$(BIN)/python -m tests.looks

lint: $(DEV) ## check style and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(DEV) ## check types
	$(BIN)/mypy

lock: $(DEV) ## pin the newest versions of the packages in *.in
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements.txt requirements.in
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-dev.txt requirements-dev.in

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it, or say where it is: make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && apt-get install -qy python3-venv && $(PYTHON) -m venv $(VENV); \
	  else echo "Python's module venv is missing; install it (Debian: sudo apt-get install python3-venv)"; exit 1; fi; }

python-is-new: | $(VENV)/bin/python
	@$(BIN)/python -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "%s is of Python %d.%d, and 3.11 or newer is needed; remove the folder %s and run make again" % ("$(VENV)", v[0], v[1], "$(VENV)"))'

$(SITE): requirements.txt | $(VENV)/bin/python python-is-new
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(SITE)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# files, not Sphinx builders
requirements.txt requirements-dev.txt: ;

# any other Sphinx builder
%: Makefile $(SITE)
	$(SPHINX) -M $@ "$(SOURCEDIR)" "$(BUILDDIR)" $(STRICT) $(SPHINXOPTS) $(O)
