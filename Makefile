# Each target does all its own set-up in .venv; `py tasks.py demo` and `py tasks.py test` are the same on Windows.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: demo test docs stress bench python

demo: python
	@$(PYTHON) tasks.py demo

test: python
	@$(PYTHON) tasks.py test

docs: python
	@$(PYTHON) tasks.py docs

stress: python
	@$(PYTHON) tasks.py stress

# make bench CORPUS=folder
bench: python
	@$(PYTHON) tasks.py bench $(CORPUS)

python:
	@test -n "$(PYTHON)" || { echo "newsarchive needs Python 3.11 or newer; install one and run make again." >&2; exit 1; }
