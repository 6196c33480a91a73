# `make build` is all a new user needs; `make` lists the rest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help build build-spark test parity dialects scale install install-spark install-dialects sample docs report export \
	results query readme metrics fuzz mutate benchmark lint format lock clean

# Set to nothing means not set.
ifeq ($(strip $(LOOKBACK_RAW_PATH)),)
unexport LOOKBACK_RAW_PATH
endif
ifeq ($(strip $(LOOKBACK_DATABASE)),)
unexport LOOKBACK_DATABASE
endif

# The profile of this repository, whatever else is set on the machine.
export DBT_PROJECT_DIR := $(CURDIR)
export DBT_PROFILES_DIR := $(CURDIR)

bin := .venv/bin
vars = $(if $(VARS),--vars '$(VARS)')
python_files := scripts tests
sql_files := models tests/singular
java := test -n "$$JAVA_HOME" || command -v java >/dev/null
no_java := JAVA IS MISSING, WHICH SPARK NEEDS: nothing is checked on Spark. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  LOOKBACK_RAW_PATH   folder with the raw tables (data/raw, filled with a sample if it is empty)"
	@echo "  LOOKBACK_DATABASE   the DuckDB file to build (lookback.duckdb)"
	@echo "  VARS                dbt vars for build, docs and report: make build VARS='{reporting_ruleset: flarelane}'"

build: install sample  ## Build everything from the raw tables and show the results
	@$(bin)/dbt build $(vars)
	@echo "Writing the documentation and the campaign pages; a few seconds, longer with thousands of campaigns."
	@$(bin)/dbt --quiet docs generate --static --no-compile $(vars)
	@$(bin)/python scripts/mend_documentation.py
	@$(bin)/python scripts/write_report.py $(vars)
	@$(bin)/python scripts/print_results.py

build-spark: install-spark sample  ## Build everything with Spark on this machine, which needs Java 17, into lookback.spark
	@$(java) || { echo "$(no_java)" >&2; exit 1; }
	@SPARK_CONF_DIR="$${SPARK_CONF_DIR:-$(CURDIR)/scripts/spark}" $(bin)/dbt build --target spark --target-path target/spark $(vars)

test: sample  ## Check everything: lint, a build of the sample with all its tests, the Python test suite
	@if $(java); then $(MAKE) --no-print-directory install-spark; else echo "$(no_java)" >&2; fi
	@mkdir -p target/test
	@$(MAKE) --no-print-directory lint >target/test/lint.txt 2>&1 & linted=$$!; \
	$(MAKE) --no-print-directory install-dialects & installed=$$!; \
	LOOKBACK_DATABASE="$${LOOKBACK_DATABASE:-target/test/lookback.duckdb}" $(bin)/dbt build \
		--target-path target/test --vars '{check_macros: true, check_models: true}'; built=$$?; \
	wait $$linted; linted=$$?; cat target/test/lint.txt; \
	wait $$installed && test "$$linted $$built" = "0 0"
	@$(bin)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

parity: install-spark sample  ## Compare DuckDB and Spark on random raw folders: make parity PARITY="--cases 20"
	@$(bin)/python tests/suite/parity.py $(PARITY)

dialects: install-dialects  ## Compile every model for Snowflake, BigQuery and Postgres, and parse it: make dialects DIALECTS=postgres
	@.venv/dialects/bin/python scripts/check_dialects.py $(DIALECTS)

install: .venv/.installed  ## Install the pinned dependencies into .venv (done by the others when needed)

.venv/.installed: requirements.lock scripts/bootstrap
	@scripts/bootstrap

install-spark: .venv/.installed-spark  ## Install Spark too (done by build-spark, and by test where there is Java)

.venv/.installed-spark: .venv/.installed requirements-spark.lock
	@echo "Installing Spark into .venv; this is done once and takes some minutes."
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
		--requirement requirements-spark.lock
	@touch $@

install-dialects: .venv/dialects/.installed  ## Install the adapters of these three, a gigabyte, into .venv/dialects (done by dialects and test)

.venv/dialects/.installed: .venv/.installed requirements-dialects.lock
	@echo "Installing the adapters that compile for Snowflake, BigQuery and Postgres into .venv/dialects; this is done once and takes a minute."
	@rm -rf .venv/dialects && $(bin)/python -m venv .venv/dialects
	@.venv/dialects/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
		--requirement requirements-dialects.lock
	@touch $@

sample: install  ## Generate a sample shop into data/raw, unless there is raw data
	@if [ -z "$${LOOKBACK_RAW_PATH:-}" ] && [ -z "$$(ls -A data/raw 2>/dev/null)" ]; then \
		rm -rf data/raw data/raw.partial && mkdir -p data \
		&& $(bin)/python scripts/generate_raw_events.py --output data/raw.partial \
		&& mv data/raw.partial data/raw; \
	fi

docs: install  ## Write the documentation page of the last build: target/static_index.html
	@$(bin)/dbt --quiet docs generate --static $(vars)
	@$(bin)/python scripts/mend_documentation.py
	@echo "The documentation is in target/static_index.html."

report: install  ## Write the campaign pages of the last build: target/report/index.html
	@$(bin)/python scripts/write_report.py $(vars) $(REPORT)

export: install  ## Write every mart as CSV and Parquet, with a data dictionary: target/export
	@$(bin)/python scripts/export_marts.py $(EXPORT)

results: install  ## Show the results of the last build again
	@$(bin)/python scripts/print_results.py

query: install  ## Ask the database: make query SQL="select * from marts.push_campaigns limit 5"
	@$(bin)/python scripts/print_results.py "$${SQL:?give a query: make query SQL=\"select …\"}"

readme: install  ## Write the results of the last build into README.md (of the sample, which has been built)
	@$(bin)/python scripts/update_readme.py

metrics: install  ## Write docs/metrics.md, the list of all metrics, from their definitions
	@$(bin)/dbt --quiet parse
	@$(bin)/python scripts/write_metrics.py

fuzz: install  ## Compare random raw folders with the oracle for as long as asked: make fuzz FUZZ="--minutes 60"
	@# The builds that it kills leave semaphores behind, of which Python would warn.
	@PYTHONWARNINGS=ignore:resource_tracker:UserWarning $(bin)/python tests/suite/fuzz.py $(or $(FUZZ),--minutes 10)

mutate: install  ## Plant wrong changes one by one and print how many the checks find
	@$(bin)/python tests/suite/mutate.py $(MUTATE)

benchmark: install  ## Measure builds of large raw data: make benchmark BENCHMARK="--events 1000000 --skew none"
	@$(bin)/python scripts/benchmark.py $(BENCHMARK)

scale: install-spark  ## Measure how builds on Spark grow: make scale SCALE="--events 100000 300000"
	@$(bin)/python scripts/measure_spark.py $(SCALE)

lint: install  ## Check the style of SQL (sqlfluff) and Python (ruff)
	@$(bin)/ruff check --output-format concise $(python_files)
	@$(bin)/ruff format --check --output-format concise $(python_files)
	@LOOKBACK_DATABASE=:memory: PYTHONWARNINGS=ignore:resource_tracker:UserWarning \
		$(bin)/sqlfluff lint --disable-progress-bar $(sql_files)

format: install  ## Bring SQL and Python into that style, as far as a program can
	@$(bin)/ruff check --fix $(python_files)
	@$(bin)/ruff format $(python_files)
	@LOOKBACK_DATABASE=:memory: $(bin)/sqlfluff fix $(sql_files)

lock: install  ## Pin the newest dependencies that pyproject.toml allows
	@rm -rf target/lock && python3 -m venv target/lock && target/lock/bin/python -m pip install --quiet uv
	@target/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--fork-strategy fewest --no-strip-extras --upgrade --no-header --quiet \
		--default-index https://pypi.org/simple --output-file requirements.lock
	@target/lock/bin/uv pip compile pyproject.toml --extra dev --extra spark --universal --python-version 3.11 --generate-hashes \
		--fork-strategy fewest --no-strip-extras --constraint requirements.lock --no-header --quiet \
		--default-index https://pypi.org/simple --output-file requirements-spark.lock
	@target/lock/bin/uv pip compile pyproject.toml --extra dialects --universal --python-version 3.11 --generate-hashes \
		--fork-strategy fewest --no-strip-extras --upgrade --no-header --quiet \
		--default-index https://pypi.org/simple --output-file requirements-dialects.lock

clean:  ## Remove what was built; raw data and .venv stay
	@rm -rf target logs .pytest_cache .ruff_cache .hypothesis lookback.duckdb lookback.duckdb.wal lookback.duckdb.tmp lookback.spark
