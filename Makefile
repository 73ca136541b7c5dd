# Two commands matter: `make run` and `make test`. Everything lands in .venv/ and var/, which git ignores.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
HOST   ?= 127.0.0.1
PORT   ?= 8000
TORCH_INDEX ?=
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help run serve test lint types journeys model-test index site offline-site assets bench bench-search clean

help: ## この一覧
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(VENV)/.installed var/assets/.installed ## 練習用の利用者つきで始める（PORT= で番号を変える）
	@$(BIN)/python -m conference serve --demo --host $(HOST) --port $(PORT)

serve: $(VENV)/.installed var/assets/.installed ## 職場で使う（先に users create-admin で管理者を作る）
	@$(BIN)/python -m conference serve --host $(HOST) --port $(PORT)

test: $(VENV)/.installed-dev var/assets/.installed lint types ## 書き方・型・試験（Chromium があれば画面の試験も）
	$(BIN)/python -m pytest -m "not model" -n $(WORKERS) --maxprocesses 4 --dist loadfile

lint: $(VENV)/.installed-dev ## 書き方
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## 型
	$(BIN)/mypy

journeys: $(VENV)/.installed-dev var/assets/.installed ## 画面の試験だけ（Chromium が要る）
	$(BIN)/python -m pytest -m browser

model-test: $(VENV)/.installed-dev ## 本物の意味モデルを使う試験
	$(BIN)/python -m pytest -m model

index: $(VENV)/.installed ## 検索の索引を作る
	$(BIN)/python -m search build --kb kb --kb var/kb --index var/index

site: $(VENV)/.installed var/assets/.installed ## 知恵袋のサイトを作る
	$(BIN)/python kb/_site/build.py

offline-site: $(VENV)/.installed var/assets/.installed ## 共有フォルダーに置ける知恵袋を作る
	$(BIN)/python kb/_site/build.py --offline

assets: var/assets/.installed ## 画面の部品（htmx、字体など）を入れる

bench: $(VENV)/.installed-dev var/assets/.installed ## 速さと大きさを測って出す
	$(BIN)/python -m tests.bench

bench-search: $(VENV)/.installed-dev ## 検索の質を測って出す
	$(BIN)/python -m tests.bench.bench_quality

clean: ## .venv と作り直せる物を消す（記録 var/conference.db と鍵は残す）
	rm -rf $(VENV) var/assets var/site var/index var/model .mypy_cache .ruff_cache .pytest_cache

# torch comes first and alone: a later range would take a build with several GB of CUDA packages.
$(VENV)/.installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || { echo '部品を入れる場所を作っています（$(VENV)）'; $(PYTHON) -m venv $(VENV); }
	@echo '部品を入れています（初回は数分）'
	@$(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "torch==2.13.0"
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

var/assets/.installed: conference/browser_files/package-lock.json conference/browser_files/install.py | $(VENV)/.installed
	@$(BIN)/python conference/browser_files/install.py var/assets
	@touch $@
