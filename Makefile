# make run: the companion and its demo feed.  make test: everything that is checked.
.PHONY: run test

run:
	@sh scripts/prepare.sh light
	@.venv/bin/mindful-feed serve $(if $(PORT),--port $(PORT))

test:
	@sh scripts/prepare.sh test
	@sh scripts/test.sh
