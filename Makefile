# make run: the companion and its demo feed.  make test: everything that is checked.
# make reliability: kills, full disks, soaks and hostile pages, with a table of figures (an hour or so);
#   smaller with SIZE, such as SIZE="--posts 500 --real 100 --kills 10 --scroll 500".
# make bench: what is measured, printed as tables; one part of it with PART=page.
# make audit: the libraries against known holes and their hashes.
.PHONY: run test reliability bench audit

run:
	@sh scripts/prepare.sh light
	@.venv/bin/mindful-feed serve $(if $(PORT),--port $(PORT))

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
	@.venv/bin/python scripts/audit.py
