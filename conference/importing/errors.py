"""Why a file is refused, each with the sentence that says what to do."""

from __future__ import annotations

from conference.errors import ConferenceError


class ImportRefused(ConferenceError):
    """A file from which no roster can be read."""

    says = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.says)


class FileEmpty(ImportRefused):
    """Nothing in it."""

    says = "ファイルの中身が空です。名簿の入ったファイルを選んでください。"


class FileBroken(ImportRefused):
    """Looks like a workbook and cannot be opened."""

    says = "ファイルが壊れていて開けません。Excelで保存し直して選んでください。"


class FileTooLarge(ImportRefused):
    """Bytes, unpacked size, rows or cells beyond the limits."""

    says = "ファイルが大きすぎます。使わないシートを消して選び直してください。"


class OldFormat(ImportRefused):
    """An .xls workbook, whatever its name says."""

    says = "中身が古い形式（.xls）です。Excelで「.xlsx」として保存し、選び直してください。"


class PasswordProtected(ImportRefused):
    """Encrypted by Excel or by the archiver."""

    says = "パスワードで守られていて開けません。Excelでパスワードを外して保存し、選び直してください。"


class MacroWorkbook(ImportRefused):
    """Carries macros."""

    says = "マクロの入ったブックは取り込めません。Excelで「.xlsx」として保存し、選び直してください。"


class WebPage(ImportRefused):
    """HTML or XML under a spreadsheet's name, as some systems export."""

    says = "中身がWebページの形式です。Excelで開いて「.xlsx」として保存し、選び直してください。"


class QuoteLeftOpen(ImportRefused):
    """A csv whose last quote is never closed: everything after it would become one cell."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f'{number}行目の「"」が閉じていないため、その後の世帯が読めません。その行を直して、選び直してください。'
        )


class NotASpreadsheet(ImportRefused):
    """Another kind of file, whatever its name says."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"中身が{kind}です。名簿の表が入ったExcel（.xlsx）かCSVのファイルを選んでください。")


class SuspiciousWorkbook(ImportRefused):
    """Built in a way Excel does not: document types, entities, paths that lead outside."""

    says = "ふつうのExcelにはない作りのため開きません。Excelで「.xlsx」として保存し直して選んでください。"


class TextUnreadable(ImportRefused):
    """Text in none of the encodings offices use."""

    says = "文字の形式が分からず読めません。Excelで開いて「.xlsx」として保存し、選び直してください。"


class SheetMissing(ImportRefused):
    """The person chose a sheet that is not there (any more)."""

    def __init__(self, name: str) -> None:
        super().__init__(f"シート「{name}」が見つかりません。ほかのシートを選んでください。")


class HeadingsMissing(ImportRefused):
    """No row of headings with a household, name or case number."""

    says = "見出しの行が見つかりません。「世帯」「氏名」「区分」などの見出しがある表を選んでください。"


class NoHouseholdRows(ImportRefused):
    """Headings, and nothing under them."""

    says = "表に世帯の行がありません。ほかのシートを選んでください。"
