# make run    pasang yang diperlukan, lalu jalankan SIMPEG di http://127.0.0.1:8000/ (Ctrl-C untuk berhenti)
# make test   pasang yang diperlukan, lalu jalankan semua pemeriksaan dan uji
# make lint   periksa gaya penulisan saja
# make clean  hapus lingkungan Python dan berkas sementara; data di .data/ tetap ada
#
# Only Python 3.11 or newer with venv and pip is needed beforehand.

PYTHON = .venv/bin/python
PIP = $(PYTHON) -m pip install -qq --disable-pip-version-check --root-user-action=ignore --only-binary :all:

.PHONY: run test lint clean

# DEBUG is the demo: an invented regency and its logins. With DEBUG=false the settings ask for what production needs.
run: .venv/installed
	@DEBUG=$${DEBUG:-true} exec $(PYTHON) manage.py up --until-parent-ends

test: .venv/installed-for-tests lint
	DEBUG=true $(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m pytest -n 2 --dist worksteal $(if $(CI),--require-browser)

lint: .venv/installed-for-tests
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make virtual environments.
.venv/bin/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	    if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        rm -rf .venv && exec $$python -m venv .venv; \
	    fi; \
	done; \
	echo "SIMPEG memerlukan Python 3.11 atau lebih baru, lengkap dengan venv dan pip."; \
	echo "Di Debian dan Ubuntu: apt-get install python3 python3-venv python3-pip"; \
	exit 1

.venv/installed: requirements.txt .venv/bin/python
	@echo "Memasang paket Python, satu kali saja ..."
	@$(PIP) -r requirements.txt || { echo "Pemasangan gagal. Periksa jaringan; bila perlu make clean, lalu ulangi."; exit 1; }
	@touch $@

.venv/installed-for-tests: .ci/requirements.txt .venv/installed
	@$(PIP) -r requirements.txt -r .ci/requirements.txt
	@touch $@
