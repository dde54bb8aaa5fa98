# SPDX-License-Identifier: Apache-2.0
# Every goal installs what it needs (Debian packages; see Scripts/prepare). `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: demo test test-sql bench chaos lint format verify man build release help clean

PRODUCTS ?= 100000
WORKERS ?= 2
ROUNDS ?= 50

demo: ## import a catalogue of 100,000 products on an embedded server, and kill a worker on the way
	@Scripts/prepare build server
	@swift build -c release --static-swift-stdlib --product chantier
	@swift build -c release --static-swift-stdlib --product tracker
	@.build/release/chantier demo --products $(PRODUCTS) --workers $(WORKERS) --kill

test: ## all tests, against a PostgreSQL of their own
	@Scripts/prepare build server pgtap
	@swift build --build-tests
	@Scripts/test-sql
	@Scripts/run-tests

bench: ## the benchmarks, as ratios against the limit measured in the same run
	@Scripts/prepare build server
	@Scripts/bench

chaos: ## long kill runs: ROUNDS imports, each with a worker killed and another one frozen past its lease
	@Scripts/prepare build server
	@swift build -c release --static-swift-stdlib --product chantier
	@swift build -c release --static-swift-stdlib --product tracker
	@swift build --build-tests
	@CHANTIER_CHAOS_ROUNDS=$(ROUNDS) CHANTIER_BINARIES=.build/release swift test --skip-build --filter ChaosTests

lint: ## format, imports and generated files, as CI checks them
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	@Scripts/check-imports
	@Scripts/embed-sql --check
	@echo "lint: format, imports and embedded SQL are in order"

format: ## format all Swift files in place
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

verify: lint ## lint, the schema snapshot against a database made from zero, and the man pages against the commands
	@Scripts/prepare build server
	@Scripts/schema-snapshot --check
	@Scripts/man-pages --check

man: ## docs/man, from the commands' declarations
	@Scripts/prepare build
	@Scripts/man-pages

build: ## debug build of everything
	@Scripts/prepare build
	@swift build --build-tests

release: ## release build of both programs
	@Scripts/prepare build
	@swift build -c release --static-swift-stdlib

clean: ## remove what was built (the embedded server's folder stays: `chantier database stop && rm -r .chantier`)
	@rm -rf .build Benchmarks/.build

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
