# Short commands for people. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Debian's Python has neither ensurepip nor git beside it: the environment is made without pip and
# filled from outside. Hashes are checked for everything that is fetched.
INSTALL := $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python install --quiet
LOCKED := $(INSTALL) --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --no-config --generate-hashes --no-emit-index-url \
	--universal --python-version 3.11 --custom-compile-command "make lock"

# Each stamp stands for one finished installation, and is renewed when what it was made from changes.
SITE_READY := $(VENV)/site.stamp
DEVELOPMENT_READY := $(VENV)/development.stamp
SCHEMAS_READY := $(VENV)/schemas.stamp
PEERS_READY := bench/work/tools/peers.stamp
PAGE_CHECKERS_READY := node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help site test coverage test-pythons check lint types imports docs docs-current pictures format serve bench bench-full lock release clean browser

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The worked example has a clock of its own: in any year it shows notices that are open, and others yet to come.
EXAMPLE_DAY := 2026-11-30T12:00

site: $(SITE_READY) ## set up, then build content/ into output/
	$(BIN)/sitegen build --now $(EXAMPLE_DAY)
	@echo
	@echo "The site is in output/. To look at it, and to see changes as you write: make serve"

serve: $(SITE_READY) ## show the site in a browser, and again after every change
	$(BIN)/sitegen serve

test: $(DEVELOPMENT_READY) $(SCHEMAS_READY) $(PAGE_CHECKERS_READY) browser ## set up, then run every test, in a real browser too
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# Not a part of `make test`: measuring makes the tests two and a half times as slow (docs/decisions/0042-coverage-apart.md).
coverage: $(DEVELOPMENT_READY) $(SCHEMAS_READY) $(PAGE_CHECKERS_READY) browser ## run the tests, and print which lines and branches none of them runs
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --cov --cov-report=term

# Of some tests: make test-pythons TESTS=tests/model.
TESTS ?= --numprocesses auto --dist loadfile
test-pythons: $(DEVELOPMENT_READY) $(SCHEMAS_READY) $(PAGE_CHECKERS_READY) browser ## run the tests with each Python that we support and this machine has
	@tools/pythons.sh $(TESTS)

check: lint types imports docs-current ## lint, types, the direction of imports, and documents up to date

lint: $(DEVELOPMENT_READY) ## look for faults of style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(DEVELOPMENT_READY) ## check types
	$(BIN)/mypy

imports: $(DEVELOPMENT_READY)
	$(BIN)/lint-imports

docs: $(DEVELOPMENT_READY) ## write the generated parts of docs/
	$(BIN)/python docs/generate.py

docs-current: $(DEVELOPMENT_READY)
	$(BIN)/python docs/generate.py --check

pictures: $(DEVELOPMENT_READY) browser ## take the pictures in docs/pictures/ anew
	$(BIN)/python docs/pictures.py

format: $(DEVELOPMENT_READY) ## put code into the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(SITE_READY) $(PEERS_READY) ## time builds of 1,000 notices beside other generators
	$(BIN)/python -m bench.peers

# Other numbers, or medians of several turns: make bench-full NOTICES=100000 TIMES=3.
# The same command continues a run that was interrupted.
NOTICES ?= 20 200 1000 10000
HUBS ?= $(if $(filter 10000,$(NOTICES)),1000 10000)
TIMES ?= 1
bench-full: $(SITE_READY) $(PEERS_READY) ## the same of 20 to 10,000 notices, and of hubs; takes half an hour
	$(BIN)/python -m bench.peers --notices $(NOTICES) --hub $(HUBS) --times $(TIMES)

lock: $(DEVELOPMENT_READY) ## choose the newest versions of everything we depend on, and record them
	$(COMPILE) --upgrade pyproject.toml -o requirements/run.txt
	$(COMPILE) --upgrade --group build -c requirements/run.txt -o requirements/build.txt
	$(COMPILE) --upgrade --extra pdf -c requirements/run.txt pyproject.toml -o requirements/pdf.txt
	$(COMPILE) --upgrade --extra rclone -c requirements/run.txt pyproject.toml -o requirements/rclone.txt
	$(COMPILE) --upgrade --group dev --extra pdf -c requirements/pdf.txt -c requirements/rclone.txt -c requirements/build.txt pyproject.toml -o requirements/dev.txt
	rm -f package-lock.json
	npm install --package-lock-only
	node tools/trim-package-lock.js
	$(COMPILE) --upgrade bench/requirements.in -o bench/requirements.txt
	cd bench/generators/eleventy && npm install --package-lock-only && node ../../../tools/trim-package-lock.js

release: $(DEVELOPMENT_READY) ## make what others install, from this commit, in dist/
	$(BIN)/python tools/release.py

clean: ## remove everything that the other commands made
	rm -rf $(VENV) node_modules dist .sitegen .hypothesis .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find output -mindepth 1 ! -name .gitignore -delete

$(SITE_READY): requirements/run.txt requirements/build.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	$(LOCKED) -r requirements/run.txt -r requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT_READY): $(SITE_READY) requirements/dev.txt
	$(LOCKED) -r requirements/dev.txt
	@touch $@

# The schemas are in the source archives alone. To tell an archive's name and version pip asks the archive's own
# build backend, for which it would fetch another one without a checksum: it is given ours.
$(SCHEMAS_READY): requirements/schemas.txt | $(DEVELOPMENT_READY)
	rm -rf $(VENV)/schemas
	$(BIN)/python -m pip --disable-pip-version-check download --quiet --require-hashes --no-deps \
		--no-binary :all: --no-build-isolation --dest $(VENV)/schemas -r $<
	@touch $@

# The generators that ours is compared with stay out of its own environment.
$(PEERS_READY): bench/requirements.txt bench/generators/eleventy/package.json bench/generators/eleventy/package-lock.json
	mkdir -p $(@D)
	test -x $(@D)/venv/bin/python || $(PYTHON) -m venv --without-pip $(@D)/venv
	$(PYTHON) -m pip --disable-pip-version-check --python $(@D)/venv/bin/python install --quiet --require-hashes -r bench/requirements.txt
	cp bench/generators/eleventy/package.json bench/generators/eleventy/package-lock.json .npmrc $(@D)/
	cd $(@D) && npm ci
	@touch $@

$(PAGE_CHECKERS_READY): package.json package-lock.json .npmrc | browser
	npm ci
	@touch $@

browser:
	@tools/browser-programs.sh
