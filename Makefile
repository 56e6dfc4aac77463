# make run: the companion and its demo feed.  make test: everything that is checked.
# make reliability: kills, full disks, soaks and hostile pages, with a table of figures (an hour or so);
#   smaller with SIZE, such as SIZE="--posts 500 --real 100 --kills 10 --scroll 500".
# make bench: what is measured, printed as tables; one part of it with PART=page.
# make audit: the libraries against known holes and their hashes.
# make package: what is handed out, into dist/.  make coverage: which lines the tests of the companion reach.
# make archives: CAR, Parquet and Ray, with their libraries.
# make docs: the documents as a site, in site/; open site/index.html.
# make screenshots: the pictures and the animation of docs/screenshots, drawn anew with a browser.
.PHONY: run test reliability bench audit package coverage archives docs screenshots
BIN := $(shell sh scripts/bin.sh)
# Or ONNX Runtime reports to its maker what it runs, in tests and benchmarks too.
export ORT_DISABLE_TELEMETRY := 1

run:
	@sh scripts/prepare.sh light
	@$(BIN)/mindful-feed serve $(if $(PORT),--port $(PORT))

test:
	@sh scripts/prepare.sh test
	@sh scripts/test.sh

reliability:
	@sh scripts/prepare.sh test
	@sh scripts/reliability.sh $(SIZE)

bench:
	@sh scripts/prepare.sh test
	@sh scripts/bench.sh $(PART)

audit:
	@sh scripts/prepare.sh light
	@$(BIN)/python scripts/audit.py

package:
	@sh scripts/prepare.sh test
	@$(BIN)/python scripts/package.py

coverage:
	@sh scripts/prepare.sh test
	@sh scripts/coverage.sh

archives:
	@sh scripts/prepare.sh test
	@sh scripts/archives.sh $(SIZE)

docs:
	@sh scripts/prepare.sh test
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet

screenshots:
	@sh scripts/prepare.sh test
	@sh scripts/screenshots.sh
