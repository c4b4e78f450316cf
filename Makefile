# Everything a person runs. Each target sets up what it needs; nothing is installed outside .venv and node_modules,
# save the browser that `make test` asks the system's package manager for where it is missing.
PY ?= python3.11
BIN = .venv/bin

.PHONY: demo test check bench corpora data clean

demo: .venv/ready ## build the example shop for every market into demo/
	$(BIN)/glocal demo --out demo

test: .venv/ready
	$(BIN)/python tests/web/setup.py
	$(BIN)/python -m pytest

check: .venv/ready ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m benchmarks

corpora: .venv/ready ## read the PO files of other projects; some are GPL, so they stay below build/
	mkdir -p build/corpora
	cd build/corpora && ../../$(BIN)/python -m pip download --quiet --no-deps --no-binary babel,polib,translate-toolkit babel polib translate-toolkit
	cd build/corpora && apt-get source --download-only gettext || echo "no Debian sources here: without gettext's own files"
	cd build/corpora && for file in *.tar.*z; do tar -xf $$file; done
	$(BIN)/python tools/corpora.py build/corpora

clean:
	rm -rf .venv node_modules demo dist build

.venv/ready: pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv .venv || python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
