# The one door. Every target is a script of the same name in scripts/; `make help` reads the words behind `##`.
.DEFAULT_GOAL := help
.PHONY: help up down test check bench soak fmt

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Build what is stale and run a whole Parley on this machine (Ctrl-C ends it)
	@scripts/up

down: ## End the Parley that `make up` started
	@scripts/down

test: ## Everything that must hold: lint, unit tests, web tests, laws, real browsers
	@scripts/test

check: ## The quick part of it: format, compile with lint, laws, docs drift
	@scripts/check

bench: ## Measure what a node costs, by shapes of load; tables into docs/benchmarks
	@scripts/bench

soak: ## Half an hour of people coming and going (scripts/soak --minutes n …); table into docs/benchmarks
	@scripts/soak

fmt: ## Format every source file
	@scripts/fmt
