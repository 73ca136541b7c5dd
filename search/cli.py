"""The commands `build`, `query`, `similar`, `evaluate`; the only module that prints."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from search import usage
from search.config import SearchConfig
from search.errors import JudgementsUnreadable, SearchError
from search.evaluation import Judged, asked_of, evaluate, read_judgements
from search.normalize import clean
from search.results import Results

SECONDS_BETWEEN = 3
DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status is 0 done, 1 refused or incomplete, 2 wrong usage."""
    _speak_utf8()
    try:
        chosen = _parser().parse_args(arguments)
        return int(chosen.run(chosen))
    except SearchError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return _refuse("途中でやめました。索引は前のままです。")
    except BrokenPipeError:
        return _refuse("出力先が閉じられました。")
    except OSError as error:
        return _refuse(f"ファイルを扱えませんでした（{error.strerror or type(error).__name__}）。")
    except MemoryError:
        return _refuse("メモリが足りません。ほかの作業を閉じてからお試しください。")
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        return _refuse(
            f"思いがけないことが起きて止まりました（{type(error).__name__}）。ページはそのままです。"
        )


def build(chosen: argparse.Namespace) -> int:
    from search.indexing import build_index

    config = _config(chosen)
    if chosen.kb:
        absent = [folder for folder in chosen.kb if not folder.is_dir()]
        if absent:
            return _refuse(f"フォルダ {absent[0]} が見つかりません。")
        config = replace(config, kb_dirs=tuple(chosen.kb))
    report = build_index(config, _Ticker())
    for warning in report.warnings:
        _say(f"確認: {warning}")
    for problem in report.problems:
        _say(f"読めないページ: {problem}")
    _say(
        f"索引ができました。新しく {report.built} ページ、そのまま {report.kept} ページ、なくなった {report.removed} ページ。"
    )
    if report.notice:
        _say(report.notice)
    if report.problems:
        return _refuse(f"読めないページが {len(report.problems)} 件ありました。ほかのページはさがせます。")
    return REFUSED if report.notice else DONE


def query(chosen: argparse.Namespace) -> int:
    from search.searcher import open_searcher

    searcher = open_searcher(_config(chosen))

    def find(text: str, explain: bool) -> Results:
        return searcher.search(text, chosen.kind, chosen.theme, chosen.limit, explain)

    return _batch(chosen.batch, find) if chosen.batch else _answer(chosen, find)


def similar(chosen: argparse.Namespace) -> int:
    from search.searcher import open_searcher

    searcher = open_searcher(_config(chosen))

    def find(text: str, explain: bool) -> Results:
        return searcher.similar_to(text, chosen.limit, explain=explain)

    return _batch(chosen.batch, find) if chosen.batch else _answer(chosen, find)


def judge(chosen: argparse.Namespace) -> int:
    from search.searcher import open_searcher

    searcher = open_searcher(_config(chosen))
    queries = read_judgements(chosen.queries)

    def rank(query: Judged) -> list[str]:
        return [hit.id for hit in asked_of(searcher, query)(query.query, limit=10, explain=False).hits]

    figures = {kind: found.as_json() for kind, found in evaluate(queries, rank).items()}
    if chosen.json:
        _print(figures)
    else:
        for kind, found in figures.items():
            print(kind, *(f"{name} {value}" for name, value in found.items()), sep="\t")
    return DONE


def _answer(chosen: argparse.Namespace, find: Callable[[str, bool], Results]) -> int:
    results = find(chosen.text, True)
    if chosen.json:
        _print(results.as_json())
    else:
        _show(results)
    if not clean(chosen.text).strip():
        return _refuse(results.notice or "")
    if results.notice:
        _say(results.notice)
    return DONE


def _show(results: Results) -> None:
    for place, hit in enumerate(results.hits, 1):
        print(f"{place}. {hit.title}（{hit.id}）\n   {hit.snippet}")
        for reason in hit.reasons:
            print(f"   ・{reason.text}")


def _batch(path: Path, find: Callable[[str, bool], Results]) -> int:
    """One line of JSON for each line of the file, in its order; a line that cannot be read says so in its place."""
    unread = 0
    for number, line in _lines(path):
        try:
            content = json.loads(line)
            text, name = str(content["query"]), content["id"]
        except (ValueError, KeyError, TypeError):
            unread += 1
            _say(f"{number} 行目に id と query がそろっていません。")
            _print({"id": None, "results": [], "ms": 0.0})
            continue
        results = find(text, False)
        found = [{"id": hit.id, "score": round(hit.score, 4)} for hit in results.hits]
        _print({"id": name, "results": found, "ms": round(results.ms, 1)})
    return _refuse(f"読めない行が {unread} 行ありました。") if unread else DONE


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementsUnreadable(path, "ファイルを開けないか、UTF-8 ではありません。") from error
    yield from ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _config(chosen: argparse.Namespace) -> SearchConfig:
    config = SearchConfig.from_environment()
    return replace(config, index_dir=chosen.index.expanduser().resolve()) if chosen.index else config


class _Ticker:
    """Says how far a build is every few seconds, not at every batch."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, progress: object) -> None:
        if time.monotonic() - self._said >= SECONDS_BETWEEN:
            self._said = time.monotonic()
            _say(str(progress))


def _parser() -> argparse.ArgumentParser:
    parser = usage.Parser(prog="python -m search", description="知恵袋をさがす")
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=usage.Parser)
    command = usage.command(commands, "build", build, "索引を作る・新しくする")
    command.add_argument(
        "--kb", type=Path, action="append", metavar="フォルダ", help="ページのフォルダ（くり返せます）"
    )
    command = usage.command(commands, "query", query, "ことばや文でさがす")
    usage.question(command)
    command.add_argument("--kind", choices=("case", "point"), help="事例（case）か実践ポイント（point）だけ")
    command.add_argument("--theme", metavar="テーマ", help="このテーマだけ")
    command = usage.command(commands, "similar", similar, "似た事例をさがす")
    usage.question(command)
    command = usage.command(commands, "evaluate", judge, "判定ずみの質問で測る")
    command.add_argument("--queries", type=Path, required=True, metavar="ファイル", help="判定ずみの質問")
    usage.as_json(command)
    return parser


def _print(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False), flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _refuse(reason: str) -> int:
    _say(" ".join(reason.split()))
    return REFUSED


def _speak_utf8() -> None:
    """Japanese whatever the terminal's locale; a character it cannot take never ends the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
