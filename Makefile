# Loket: the commands of the project. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Statically linked, but for the C library and what is loaded on demand (libcurl, libqrencode, libpq, libmicrohttpd): no toolchain and
# no Swift runtime on the kiosk PC, and a terminal that stands there at once: a table of fifty thousand exported names, and looking for
# libraries beside the program first, took a third of a start. What a start touches lies together (`make order`).
ARCHIVES := .build/archives
RELEASE := -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -use-ld=lld -Xswiftc -L$(CURDIR)/$(ARCHIVES) \
	-Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xlinker --no-export-dynamic \
	-Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker --symbol-ordering-file=$(CURDIR)/Kiosk/start.order -Xlinker --no-warn-symbol-ordering
PROGRAMS = $(shell swift build $(RELEASE) --show-bin-path)

PACKAGES := libsqlite3-dev libsodium-dev libqrencode-dev libzstd-dev libpq-dev postgresql libvterm-dev lld procps \
	zbar-tools tmux xvfb xterm xdotool imagemagick fonts-dejavu-core libcurl4-openssl-dev libmicrohttpd-dev espeak-ng \
	fontconfig nginx-light openssl g++

.PHONY: help deps archives build run tour day screenshots test quick sim sim-sabotage bench bench-line order drain parcels installed crash campaign-line dictionary lint format tidy clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

deps: ## install what building and testing need (Debian packages)
	@.ci/deps $(PACKAGES)

# Where only the archives of libraries lie, the linker takes no shared ones.
archives: deps
	@mkdir -p $(ARCHIVES)
	@for name in sqlite3 sodium zstd stdc++; do ln -sf "$$(cc -print-file-name=lib$$name.a)" $(ARCHIVES)/; done

build: archives ## build the programs for use
	@swift build $(RELEASE) --product loket
	@swift build $(RELEASE) --product loketd
	@swift build $(RELEASE) --product pusat

run: build ## a sample office with its centre on the screen: F12 changes terminals, Ctrl-P pulls the cable
	@if [ -t 0 ] && [ -t 1 ]; then "$(PROGRAMS)/loket" showroom; else Kiosk/day "$(PROGRAMS)"; fi

tour: build ## a visit that walks by itself through every terminal
	@"$(PROGRAMS)/loket" tour

day: build ## a narrated day in two offices, with the commands for scripts
	@Kiosk/day "$(PROGRAMS)"

screenshots: build ## pictures of the real screens into docs/screenshots
	@Kiosk/screenshots "$(PROGRAMS)"

test: deps lint ## every test (debug), then the short crash campaign
	@.ci/test

quick: ## the tests without the long campaigns
	@swift test --skip CrashTests --skip DamageTests

crash: deps ## the node killed with -9 at 2,000 random points (long)
	@LOKET_KILLS=2000 swift test --filter CrashTests

campaign-line: deps ## office and centre killed with -9 over a bad line; LOKET_LINE_KILLS=200 (long)
	@swift build --build-tests -Xswiftc -use-ld=lld
	@LOKET_LINE_KILLS=$(or $(LOKET_LINE_KILLS),200) swift test --skip-build --disable-xctest --filter 'Both ends|Several centre'

sim: archives ## worlds of offices, centre and bad lines; SEEDS=n FIRST=k
	@swift build $(RELEASE) --product loket-sim
	@"$(PROGRAMS)/loket-sim" --seeds $(or $(SEEDS),1000) --first $(or $(FIRST),1) --minimise

sim-sabotage: archives ## each safeguard switched off in turn: does the simulator notice?
	@swift build $(RELEASE) --product loket-sim
	@"$(PROGRAMS)/loket-sim" --sabotage all --seeds $(or $(SEEDS),2000)

bench: archives ## measurements; ROW=name runs one row
	@swift build $(RELEASE) --product loket-bench
	@cc -O2 -o "$(PROGRAMS)/bare-frame" Benchmarks/BareFrame/main.c
	@swift build $(RELEASE) --product loket
	@swift build $(RELEASE) --product loketd
	@swift build $(RELEASE) --product pusat
# Measured as they are installed: what a linker has just written lies scattered in the memory of the disk.
	@install -D -t "$(PROGRAMS)/installed" "$(PROGRAMS)"/{loket,loketd,pusat,bare-frame}
	@"$(PROGRAMS)/loket-bench" --programs "$(PROGRAMS)/installed" $(ROW)

order: build ## what a terminal's start touches, for the linker to lay together (needs valgrind)
	@Kiosk/start-order "$(PROGRAMS)" >Kiosk/start.order.new
	@mv Kiosk/start.order.new Kiosk/start.order
# Nothing else tells the next build that there is another list.
	@rm -f "$(PROGRAMS)"/{loket,loketd,pusat}

drain: ## 550 offices with three days' backlog come back at once, on PostgreSQL
	@swift build $(RELEASE) --product loket-bench
	@"$(PROGRAMS)/loket-bench" drain

parcels: ## 100,000 changed parcels over HTTP (some minutes)
	@LOKET_PARCELS=100000 swift test --filter 'mutated parcels change nothing'

bench-line: archives ## measurements on a bad line between two network namespaces (as root); ROW=name, LOKET_SEEDS=10
	@swift build $(RELEASE) --product loket-bench
	@swift build $(RELEASE) --product bad-line
	@swift build $(RELEASE) --product loketd
	@swift build $(RELEASE) --product pusat
	@"$(PROGRAMS)/loket-bench" --line $(ROW)

installed: build ## docs/install.md followed word for word in a container with systemd (as root, some minutes)
	@.ci/deps debootstrap systemd-container
	@Tests/Installed/trial "$(PROGRAMS)"

dictionary: archives ## train the line's next dictionary on generated visits; TO=number
	@swift run $(RELEASE) dictionary-trainer Sources/C/Zstd/dictionaries/$(or $(TO),1).zdict

lint: ## formatting rules, without changing anything
	@swift format lint --strict --recursive --parallel Package.swift Sources Kiosk Sync Central Tests Benchmarks

format: ## apply the formatting rules
	@swift format --in-place --recursive --parallel Package.swift Sources Kiosk Sync Central Tests Benchmarks

clean: ## remove what was built
	@swift package clean
