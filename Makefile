# The one door. Every target is a script of the same name in scripts/; `make help` reads the words behind `##`.
.DEFAULT_GOAL := help
.PHONY: help up down test check bench bench-breakout bench-rooms soak fmt

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

bench-breakout: ## 500 people into 50 breakouts and back: how long, how even, and that nobody hears another room
	@scripts/bench-breakout

bench-rooms: ## 100,000 rooms in one Redis: memory, joins a second, fan-out, and what each command costs by then
	@scripts/bench-rooms

soak: ## Half an hour of people coming and going (scripts/soak --minutes n …); table into docs/benchmarks
	@scripts/soak

fmt: ## Format every source file
	@scripts/fmt
