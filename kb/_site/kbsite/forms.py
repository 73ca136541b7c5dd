"""The blank forms as files to fill in, made when the site is built."""

from __future__ import annotations

from pathlib import Path

from kbsite import form_excel, form_word
from kbsite.form_fields import form_from
from search.errors import PageUnreadable
from search.pages import front_matter

LINKS = (
    '<p class="kb-files"><a href="{stem}.docx" download>Wordで使う</a><a href="{stem}.xlsx" download>Excelで使う</a>'
    '<button type="button" class="kb-print" hidden>印刷する（A4 1枚）</button></p>'
)


def files(kb_dir: Path) -> dict[str, bytes]:
    """Address in the site of each file to its bytes; a page that cannot be read has none."""
    made: dict[str, bytes] = {}
    for path in sorted((kb_dir / "forms").glob("*.md")):
        try:
            meta, _ = front_matter.split(path.read_text(encoding="utf-8"), str(path))
        except (PageUnreadable, UnicodeDecodeError):
            continue  # MkDocs names it when it comes to the page
        if (form := form_from(meta)) is not None:
            made[f"forms/{path.stem}.docx"] = form_word.write(form)
            made[f"forms/{path.stem}.xlsx"] = form_excel.write(form)
    return made


def links(url: str) -> str:
    return LINKS.format(stem=Path(url).stem)
