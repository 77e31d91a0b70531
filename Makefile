# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build test lint format bench fuzz clean

swift_sources = $(wildcard Package.swift Sources Tests Benchmarks)
binary = .build/release/carene

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build, then serve a demonstration group on http://127.0.0.1:8484
	@mkdir -p -m 700 var
	@exec $(binary) serve --database sqlite:var/carene.sqlite --demo-if-empty --second-factor optional

build: ## the release binary, at .build/release/carene
	@scripts/install-packages.sh build
	@scripts/embed-assets.sh
	swift build -c release --product carene -Xlinker -s --static-swift-stdlib

test: ## every test, on SQLite and PostgreSQL, then in a browser
	@scripts/test.sh

lint: ## format, licence headers, imports between floors
	@scripts/lint.sh

format: ## rewrite the Swift sources in the house format
	swift format --in-place --recursive --parallel $(swift_sources)

bench: ## the promised figures, measured here, beside their bars
	@scripts/bench.sh

fuzz: ## readers of logs and of rules against hostile bytes, ten minutes each (FUZZ_SECONDS)
	@scripts/fuzz.sh

clean: ## remove what was built and installed here; the databases in var/ are kept
	rm -rf .build .venv .pytest_cache
	find Tests scripts -type d -name __pycache__ -prune -exec rm -rf {} +
