"""One practice point as the site will show it, before anybody publishes it.

    python kb/_site/preview.py < page.md > page.html

The page is rendered as a build renders it and put into the frame of the page that is built now, so that it is
read where readers will read it.  Exit status: 0 done, 1 no page.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
for folder in (str(HERE), str(ROOT)):
    if folder not in sys.path:
        sys.path.insert(0, folder)

from kbsite import links, point_page, sections, terms  # noqa: E402 - the folder is known only now
from kbsite.plain_text import PlainText  # noqa: E402
from kbsite.settings import SiteSettings  # noqa: E402
from kbsite.shelf import Entry, Shelf, body_of, fill  # noqa: E402
from kbsite.term_marks import Marker  # noqa: E402

from search.errors import PageUnreadable  # noqa: E402
from search.pages import point  # noqa: E402

TOP = "../"
_ARTICLE = re.compile(r"(<article[^>]*>).*?(</article>)", re.DOTALL)
_CONTENTS = re.compile(r'(<nav class="md-nav md-nav--secondary"[^>]*>).*?(</nav>)', re.DOTALL)
BANNER = '<p class="kb-preview" role="note"><strong>公開する前の見え方です。</strong>まだだれも読めません。この窓を閉じると元の画面に戻ります。</p>'


def main() -> int:
    text = sys.stdin.buffer.read().decode()
    settings = SiteSettings.from_environment()
    try:
        page = point.parse(text)
    except PageUnreadable as problem:
        print(problem, file=sys.stderr)
        return 1
    shelf = fill(settings.kb_dir, settings.office_dir, settings.nearest_file)
    entry = Entry(page, f"points/{page.id}.md", settings.office_dir, True, body_of(text))
    html = rendered(entry, page, shelf, settings)
    sys.stdout.buffer.write(framed(page, html, settings.site_dir).encode())
    return 0


def rendered(entry: Entry, page: point.PointPage, shelf: Shelf, settings: SiteSettings) -> str:
    """The article of the page, by the steps of a build."""
    from markdown import markdown
    from mkdocs.config import load_config  # a second to import

    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(settings.kb_dir))
    text, _ = links.resolve(entry.body, shelf, TOP)
    plain = markdown(
        text, extensions=[*config.markdown_extensions, PlainText()], extension_configs=config.mdx_configs
    )
    marker = Marker(terms.load(settings.kb_dir / "glossary.yml"))
    paper, sheet, rest = sections.tables(plain).partition('<h2 class="kb-sheet"')
    shown, _ = point_page.furnish(entry, page, marker.mark(paper, TOP) + sheet + rest, shelf, settings.today)
    return shown


def framed(page: point.PointPage, html: str, site_dir: Path) -> str:
    """In the frame of the page as it is built now; alone where nothing is built."""
    built = site_dir / "points" / f"{page.id}.html"
    article = BANNER + html
    if not built.is_file():
        return f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>{escape(page.title)}</title><article>{article}</article></html>'
    frame = _CONTENTS.sub(
        r"\1\2", built.read_text(encoding="utf-8")
    )  # it lists the headings of the other text
    return _ARTICLE.sub(lambda found: found[1] + article + found[2], frame, count=1)


if __name__ == "__main__":
    sys.exit(main())
