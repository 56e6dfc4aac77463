# make run: the companion and its demo feed.  make test: everything that is checked.
# make reliability: kills, full disks, soaks and hostile pages, with a table of figures (an hour or so);
#   smaller with SIZE, such as SIZE="--posts 500 --real 100 --kills 10 --scroll 500".
# make bench: what is measured, printed as tables; one part of it with PART=page.
# make audit: the libraries against known holes and their hashes.
# make package: what is handed out, into dist/.  make coverage: which lines the tests of the companion reach.
# make archives: CAR, Parquet and Ray, with their libraries.
.PHONY: run test reliability bench audit package coverage archives
BIN := $(shell sh scripts/bin.sh)

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
	@sh scripts/archives.sh
