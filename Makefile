# The one door. Every target is a script of the same name in scripts/; `make help` reads the words behind `##`.
.DEFAULT_GOAL := help
.PHONY: help up down test check bench bench-breakout bench-rooms bench-carry bench-operator soak chaos crds golden fmt \
	cluster-up cluster-down cluster-smoke e2e watch-test chart-test images images-smoke plugin

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

bench-carry: ## Sessions that go from node to node: holes when a node dies, hangs, is cut off, is moved from; what copies cost
	@scripts/bench-carry

bench-operator: ## 100 MeetingClusters, 20 RegionEdges, 1,000 RecordingJobs on a real API server: edit to status, idle writes, heap
	@scripts/bench-operator

soak: ## Half an hour of people coming and going (scripts/soak --minutes n …); table into docs/benchmarks
	@scripts/soak

chaos: ## Kill, stop and cut off everything in turn while meetings are under way; tables and pictures into docs/benchmarks
	@scripts/chaos

cluster-up: ## Bring up a Kubernetes cluster: yours (KUBECONFIG), kind's, or one made here of namespaces
	@scripts/cluster-up

cluster-down: ## End that cluster, and remove what one that died left
	@scripts/cluster-down

cluster-smoke: ## Prove that it is one: pods, Services, lost nodes, and that nothing is left afterwards
	@scripts/cluster-smoke

e2e: ## All of Parley in that cluster while people meet: upgrades, drains, deaths, lost machines; table into docs/benchmarks
	@scripts/e2e

golden: ## Write anew what the tests of the operator, the charts and the plugin compare with, after a change to it
	@scripts/golden

crds: ## Write the CRDs and docs/resources.md anew, after a change to the records in crds/
	@scripts/crds

chart-test: ## The Helm charts alone: golden files, refusals, and installed and upgraded on a real API server
	@scripts/chart-test

watch-test: ## Alerts and dashboards alone: promtool, Grafana's schema, and a Prometheus that scrapes a whole Parley
	@scripts/watch-test

images: ## Container images, without Docker or a registry: tars and their lists of parts in target/images
	@scripts/images

images-smoke: ## Prove that they run as pods would: nobody's user, a read-only root, no network (root; about 2 minutes)
	@scripts/images-smoke

plugin: ## `kubectl parley`, ready to install: a folder and a tar in target/plugin
	@scripts/plugin

fmt: ## Format every source file
	@scripts/fmt
