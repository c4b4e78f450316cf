# Everything a person runs. Each target sets up what it needs; nothing is installed outside .venv and
# tests/web/node_modules, save the browser that `make test` asks the system's package manager for where it is missing.
PY ?= python3.11
BIN = .venv/bin

.PHONY: demo test check bench corpora clean

demo: .venv/ready ## build the example shop for every market into demo/
	$(BIN)/glocal demo --out demo

test: .venv/dev ## install what the checks of pages need, then every test: side by side, but for those of a server that is watched
	$(BIN)/python tests/web/setup.py
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/preview
	$(BIN)/python -m pytest tests/preview

check: .venv/dev ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev ## glocal beside what one would write by hand; takes some minutes
	$(BIN)/python -m benchmarks

corpora: .venv/dev ## read the PO files of other projects; some are GPL, so they stay below build/
	mkdir -p build/corpora
	cd build/corpora && ../../$(BIN)/python -m pip download --quiet --no-deps --no-binary babel,polib,translate-toolkit babel polib translate-toolkit
	cd build/corpora && apt-get source --download-only gettext || echo "no Debian sources here: without gettext's own files"
	cd build/corpora && for file in *.tar.*z; do tar -xf $$file; done
	$(BIN)/python tools/corpora.py build/corpora

clean:
	rm -rf .venv tests/web/node_modules demo .demo.glocal dist build

.venv/ready: pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv .venv || python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/ready
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
