"""Mail addresses, web addresses and names used on the net."""

from __future__ import annotations

from conference.anonymize.rules.table import rule
from conference.anonymize.spans import Label

_LOCAL = r"[A-Za-z0-9_.+\-]+"
_DOMAIN = r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
_SERVICES = (
    r"(?:インスタ(?:グラム)?|Instagram|insta|IG|ツイッター|Twitter|旧Twitter|X|LINE|ライン|TikTok|ティックトック|YouTube|ユーチューブ"
    r"|フェイスブック|Facebook|FB|ディスコード|Discord|SNS|スカイプ|Skype|カカオ|Threads|スレッズ|BeReal|Snapchat|note|ブログ|ゲーム|Switch|フォートナイト|Roblox|ロブロックス|PSN|プレステ|Steam|スチーム|メルカリ)"
)

RULES = (
    rule(
        Label.EMAIL,
        "メールアドレスです",
        rf"{_LOCAL}[ ]?(?:@|★|☆|[\[(](?:at|アット|あっと)[\])]|アットマーク|アット)[ ]?{_DOMAIN}",
    ),
    rule(
        Label.EMAIL,
        "メールアドレスの形です（終わりのない形）",
        r"(?<![A-Za-z0-9_.+\-])[A-Za-z0-9_.+\-]{3,}@[A-Za-z][A-Za-z0-9\-]{2,}(?![A-Za-z0-9.\-]*[0-9A-Za-z])",
    ),
    rule(Label.URL, "ウェブの場所です", r"(?:https?|hxxps?|ttps?)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"),
    rule(
        Label.URL,
        "ウェブの場所です（https なし）",
        r"(?<![A-Za-z0-9@.\-])(?:www\.)?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.(?:com|jp|net|org|info|me|io|tv|to|ly|gl|app|be)(?![A-Za-z0-9\-])(?:/[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*)?",
    ),
    rule(
        Label.URL,
        "網の上で使う名前の形です",
        r"(?<![A-Za-z0-9@./_])(?P<x>[A-Za-z][A-Za-z0-9.]*_[A-Za-z0-9_.]*[A-Za-z0-9_])(?![@A-Za-z0-9])",
    ),
    rule(
        Label.URL, "@ で始まる名前です", r"(?<![A-Za-z0-9_.])@[ ]?[A-Za-z0-9_][A-Za-z0-9_.\-]{1,}[A-Za-z0-9_]"
    ),
    rule(
        Label.URL,
        "SNS などで使う名前です",
        _SERVICES
        + r"(?:[の ]?(?:ID|アカウント名?|アカ|ユーザー(?:名|ID)?|ハンドル(?:ネーム)?|名前|表示名|裏アカ|鍵アカ|垢|@))?(?:[はがにでの:： 「『（(]|、)*(?P<x>(?=[A-Za-z0-9_.\-]*[A-Za-z_])[A-Za-z0-9_][A-Za-z0-9_.\-]{3,}[A-Za-z0-9_])",
    ),
    rule(
        Label.URL,
        "アカウントとして書かれた名前です",
        r"(?:アカウント名?|ハンドルネーム|ハンドル名?|ユーザー名|ユーザーID|LINE ?ID|ライン ?ID|裏アカ|鍵アカ|HN|(?<![A-Za-z])ID)[はがにでの:： 「『（(]{0,3}(?P<x>[A-Za-z0-9_][A-Za-z0-9_.\-]{2,})",
    ),
    rule(
        Label.URL,
        "アカウントとして書かれた名前です（和文）",
        r"(?:アカウント名|ハンドルネーム|ハンドル名|ユーザー名|表示名|プレイヤー名|HN)[はがを:： ]{0,3}[「『](?P<x>[^」』]{1,20})[」』]",
    ),
    rule(
        Label.URL,
        "網の上で使う名前です",
        r"(?:アプリ|アカウント|ゲーム|サイト|掲示板|チャット|配信)(?:で|上)?の(?:名|名前|登録名|呼び名|ID)[はが:： ]{0,2}「(?P<x>[^」\n]{2,20})」",
    ),
    rule(
        Label.URL,
        "番号の付いた網の上の名前です",
        r"(?<![A-Za-z0-9@./_#])(?P<x>[A-Za-z0-9_.ぁ-んァ-ヶー]{2,20}#[0-9]{4,5})(?![0-9])",
    ),
    rule(
        Label.URL,
        "チャンネルの名前です",
        _SERVICES
        + r"(?:の|で|に|:)?(?:チャンネル)?[「『](?P<x>[^」』\n]{1,20}(?:チャンネル|ちゃんねる|ch|CH|channel))[」』]",
    ),
    rule(
        Label.URL,
        "アカウントとして書かれた名前です（和文）",
        _SERVICES
        + r"(?:の)?(?:アカウント|アカ|裏アカ|鍵アカ|垢|表示名|名前|名)(?:名)?[はがを:： ]{0,2}[「『](?P<x>[^」』\n]{1,20})[」』]",
    ),
    rule(
        Label.ID,
        "合い言葉として書かれた文字です",
        r"(?:パスワード|暗証番号|パスコード|PIN|PW)[はがを:： 「『]{0,3}(?P<x>(?=[^0-9 ]*[0-9])[A-Za-z0-9!#$%&*+=?@_\-]{4,})",
    ),
    rule(
        Label.URL,
        "ゲームの友だちの番号です",
        r"(?:フレンドコード|フレコ|フレンドID|招待コード)[はがを:： ]{0,2}(?P<x>[A-Z]{0,2}-?[0-9]{4}[- ][0-9]{4}(?:[- ][0-9]{4})?)",
    ),
)
