# Every target begins from a bare checkout: what is missing is installed into .venv first.
PYTEST = .venv/bin/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help install demo chain test check format bench coverage gallery docs picture pin clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

install: .venv/.installed ## Make the environment in .venv

.venv/.installed: requirements/dev.txt pyproject.toml scripts/setup.sh scripts/check_system_libraries.py
	@PYTHON="$(PYTHON)" scripts/setup.sh
	@touch $@

demo: .venv/.installed ## From a prompt to demo.mp4, over a server of its own
	@.venv/bin/python scripts/demo.py

chain: .venv/.installed ## Preview, then shoot: a draft here, the film on a second server
	@.venv/bin/python scripts/chain.py

test: .venv/.installed ## Run every test
	$(PYTEST) -n 2 --dist loadfile

check: .venv/.installed ## Format, lint, strict types, layers
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/.installed ## Put the code into shape
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

bench: .venv/.installed ## Measure, side by side, in one table
	@.venv/bin/python -m bench

coverage: .venv/.installed ## Count what of the yardstick is drawn and recognised
	@.venv/bin/python -m yardstick

gallery: .venv/.installed ## Draw forty prompts into docs/gallery
	@.venv/bin/python -m gallery

docs: .venv/.installed ## Write the generated reference pages anew
	.venv/bin/python scripts/write_reference.py

picture: demo ## Make the README's picture anew
	@.venv/bin/python scripts/write_picture.py

pin: .venv/.installed ## Pin the requirements anew, by hash
	.venv/bin/python -m pip install --quiet uv
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/runtime.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate --no-emit-index-url pyproject.toml --group dev -o requirements/dev.txt

clean: ## Remove what the other targets made
	rm -rf .venv demo.mp4 demo.json demo.png chain-draft.mp4 chain-film.mp4 chain.png bench-results
