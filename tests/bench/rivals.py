"""Plain yardsticks over the same pages: SQLite's FTS5, bm25s and tantivy, each over pairs of characters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence

from search.analysis import bigrams

Find = Callable[[str], list[str]]
Make = Callable[[Mapping[str, str]], Find]
CUT = 10


def fts5(pages: Mapping[str, str]) -> Find:
    """SQLite's full-text index, ranked by its own BM25."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.execute("create virtual table pages using fts5(id unindexed, body, tokenize='unicode61')")
    base.executemany("insert into pages values (?, ?)", ((id, _spaced(text)) for id, text in pages.items()))
    ask = f"select id from pages where pages match ? order by rank limit {CUT}"  # noqa: S608 a number

    def find(question: str) -> list[str]:
        terms = " OR ".join(f'"{pair}"' for pair in dict.fromkeys(bigrams(question)))
        return [row[0] for row in base.execute(ask, (terms,))] if terms else []

    return find


def bm25s(pages: Mapping[str, str]) -> Find:
    """Scores held ready for each pair."""
    import bm25s as library

    ids = list(pages)
    known: dict[str, int] = {}
    rows = [[known.setdefault(pair, len(known)) for pair in bigrams(text)] for text in pages.values()]
    ranker = library.BM25()
    ranker.index((rows, known), show_progress=False)

    def find(question: str) -> list[str]:
        asked = [known[pair] for pair in dict.fromkeys(bigrams(question)) if pair in known]
        if not asked:
            return []
        found, scores = ranker.retrieve([asked], k=min(CUT, len(ids)), show_progress=False)
        return [
            ids[row] for row, score in zip(found[0].tolist(), scores[0].tolist(), strict=True) if score > 0
        ]

    return find


def tantivy(pages: Mapping[str, str]) -> Find:
    """A search engine written in Rust."""
    import tantivy as library

    schema = library.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("body", tokenizer_name="whitespace")
    made = schema.build()
    index = library.Index(made)
    writer = index.writer()
    for id, text in pages.items():
        writer.add_document(library.Document(id=id, body=_spaced(text)))
    writer.commit()
    index.reload()
    searcher, query = index.searcher(), library.Query

    def find(question: str) -> list[str]:
        terms = [query.term_query(made, "body", pair) for pair in dict.fromkeys(bigrams(question))]
        asked = query.boolean_query([(library.Occur.Should, term) for term in terms])
        return [searcher.doc(place)["id"][0] for _, place in searcher.search(asked, CUT).hits]

    return find


ALL: Sequence[tuple[str, Make]] = (
    ("SQLite FTS5", fts5),
    ("bm25s", bm25s),
    ("tantivy", tantivy),
)


def _spaced(text: str) -> str:
    return " ".join(bigrams(text))
