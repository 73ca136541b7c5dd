"""The first time a page uses a term of the field, the word leads to its meaning and carries its reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from kbsite.terms import Term, ruby

_TOKEN = re.compile(r"<(/?)([a-zA-Z0-9]+)[^>]*>|<[^>]*>|[^<]+")
_LEFT_ALONE = frozenset(
    [
        "a",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "th",
        "button",
        "summary",
        "svg",
        "code",
        "pre",
        "script",
        "style",
        "ruby",
        "label",
        "dfn",
    ]
)
_KANJI = "々\u3400-\u9fff"
_KATAKANA = "\u30a1-\u30fa\u30fc"
_LATIN = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_ENDS_A_VERB = "るたてまらなれよず"  # 見立てる is what somebody does, 見立て the term

Trie = dict[str, "Trie"]


class Marker:
    """Knows all terms in one pattern: a page costs one pass, however many terms there are."""

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        own_names = {term.written for term in terms}
        self._by_form: dict[str, Term] = {}
        for term in terms:
            for form in term.forms:
                if form == term.written or form not in own_names:
                    self._by_form.setdefault(form, term)
        self._pattern = _pattern(self._by_form)

    def mark(self, html: str, top: str) -> str:
        """The HTML of a page's body with each term marked once. `top` leads to the top of the site."""
        if self._pattern is None:
            return html
        seen: set[str] = set()
        shut = ""  # the element that is left alone, and how deep it holds itself
        depth = 0
        out: list[str] = []
        for token in _TOKEN.finditer(html):
            text, name = token[0], token[2]
            if name:
                if not shut and not token[1] and name in _LEFT_ALONE:
                    shut, depth = name, 1
                elif name == shut:
                    depth += -1 if token[1] else 1
                    shut = shut if depth else ""
            elif not shut and text[0] != "<":
                text = self._pattern.sub(lambda found: self._link(found, seen, top), text)
            out.append(text)
        return "".join(out)

    def _link(self, found: re.Match[str], seen: set[str], top: str) -> str:
        term = self._by_form[found[0]]
        if term.anchor in seen:
            return found[0]
        seen.add(term.anchor)
        shown = ruby(found[0], term.reading) if found[0] == term.written else escape(found[0])
        return f'<a class="kb-term" href="{top}glossary.html#{term.anchor}">{shown}</a>'


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for all: the longest wins, and none is found inside a longer word."""
    trie: Trie = {}
    for form in forms:
        node = trie
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(_branches(trie, "")) if trie else None


def _branches(node: Mapping[str, Trie], before: str) -> str:
    """Nested alternatives, so that one letter rules out all words that do not begin with it."""
    longer = [
        re.escape(letter) + ("" if before else _start(letter)) + _branches(node[letter], letter)
        for letter in sorted(node)
        if letter
    ]
    ways = longer + ([_end(before)] if "" in node else [])
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _start(letter: str) -> str:
    """Looks back over the letter itself: an expression that begins with letters skips to them quickly."""
    kind = _kind(letter)
    return f"(?<![{kind}]{re.escape(letter)})" if kind else ""


def _end(letter: str) -> str:
    """A term ends where its kind of letter does; one that ends in kana does not go on as a verb."""
    kind = _kind(letter)
    return f"(?![{kind or _ENDS_A_VERB}])"


def _kind(letter: str) -> str:
    for kind in (_KANJI, _KATAKANA, _LATIN):
        if re.match(f"[{kind}]", letter):
            return kind
    return ""
