"""Hospitals, homes, shelters, agencies with a name, shops and places of work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import naming, services
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span

KIND_AFTER = re.compile(
    r"消防本部|産科婦人科|保護観察所|年金事務所|税務署|自動車学校|教習所|動物園|水族館|未来館|助産室|産院|建材|カーゴ|ロジ|ホームズ|汽船|基金|友好会|母子会|少年野球クラブ|訪問看護ステーション|住宅サービス|ハウジング|医療センター|母子医療センター|こども病院|総合病院|大学病院|大学附属病院|病院|医院|クリニック|診療所|レディースクリニック|ウィメンズクリニック|レディース|産婦人科|産科|小児科|こども科|内科|耳鼻咽喉科|耳鼻科|眼科|皮膚科|皮フ科|ひふ科|整形外科|歯科医院|歯科|心療内科|精神科|アレルギー科|薬局|ドラッグ|助産院|助産所|マタニティ|接骨院|整骨院|鍼灸院"
    r"|療育センター|発達支援センター|発達センター|子育て支援センター|支援センター|相談センター|保健センター|福祉センター|保健所|福祉事務所|児童相談所|児相|子ども相談センター|こども相談センター|センター|相談室|相談所|乳児院|児童養護施設|養護施設|自立援助ホーム|母子ホーム|グループホーム|ファミリーホーム|シェルター|老人ホーム|ホーム|寮|苑|園|荘|学舎|の家|の里|の丘|の森|の杜|ハウス|ステーション|事業所|作業所|デイサービス|デイ|キッズ|児童館|公民館|図書館|体育館|交流館|会館|プラザ|コミュニティセンター|ひろば|広場|サロン|カフェ|教室|道場|スイミング|警察署|署|交番|派出所|駐在所|消防署|裁判所|教会|寺院|神社|法律事務所|弁護士事務所|事務所"
    r"|水産加工場|加工場|加工|課|係|支所|支部|拘置支所|拘置所|刑務所|少年院|鑑別所|信用金庫|信金|信組|銀行|農協|漁協|生協|組合|駐屯地|基地|検察庁|地検|法務局|社協|社会福祉協議会|教育委員会|消防|幼保園|包括支援センター|ハローワーク|造園|板金|プレス|スチール|鋼材|醸造|ビール|印刷|縫製|警備|清掃|家具|石材|材木|木材|塾|団体|教団|保育会|福祉会|福祉協会|協会|財団|機構|議員事務所|邸|亭|庵|軒(?=[のにで])|堂(?=[のにで])|館|株式会社|有限会社|製作所|製麺所|製パン|製菓|製薬|製造|工業所|工業|鉄工所|鉄工|鋼業|工務店|建設|建築|(?<!人)組(?=[のにで])|土木|塗装|設備|電機|電器|電気|電工|運輸|運送|物流|ロジスティクス|交通|タクシー|観光|水産|農園|牧場|食品|フーズ|クリーニング|美容室|美容院|理容室|ヘアサロン|食堂|飯店|酒場|酒店|商店|書店|支店|本店|営業所|配送センター|出張所|工場|ホテル|旅館|民宿|温泉|スーパー|マート|ストア|マーケット|モール|弁当|ベーカリー|パン店|精肉店|鮮魚店|青果店|生花店|屋(?=[のでに])|店|館(?=[のでに])|ファーム|自転車|米穀店?|酒造|書房|畳店|石油|薬品|新聞店|仏壇|葬祭|サービス|介護|ケア|興業|産業|商事|商会|不動産|自動車|モータース|オート|ボクシングジム|ジム|こども食堂|子ども食堂|食堂|パントリー"
)
KIND_AHEAD = re.compile(
    r"(?:(?:(?:インド|ネパール|タイ|韓国|中国|ベトナム|イタリア|フランス|ブラジル)・?){1,2}料理[ ]?|株式会社|ハローワーク|質屋|民宿|旅館|回転ずし|回転寿司|すし|寿司|中華料理|中華|焼き肉|焼鳥|うどん|そば処|和食|洋食|パン屋|ケーキ屋|カラオケBOX|カラオケボックス|カラオケ|ホストクラブ|ホスト|メイドカフェ|コンビニ|ペットホテル|ペットショップ|ウィメンズハウス|女性の家|介護老人保健施設|特別養護老人ホーム|特養|老健|発達支援センター|教育支援センター|子育て支援センター|地域子育て支援拠点|若者サポートステーション|地域若者サポートステーション|サポステ|児家セン|基幹センター|包括|訪看|モスク|宗教団体|団体|教団|作業所|訪問リハ|訪問リハ・ステーション|不動産|建設|タクシー|タクシーの|クリーニング|放課後等デイ|ことばの教室|親子教室|療育教室|空手|少年空手|道場|劇団|ボランティア|弁護士法人|法律事務所|\(株\)|有限会社|\(有\)|合同会社|NPO法人|特定非営利活動法人|社会福祉法人|医療法人(?:社団)?|一般社団法人|宗教法人|スナック|居酒屋|パチンコ|キャバクラ|クラブ|ガールズバー|バー|ラウンジ|パブ|喫茶|カフェ|ラーメン|焼肉|食堂|弁当|スーパー|ホテル|美容室|ヘアサロン|ネイルサロン|デイサービス|放デイ|放課後等デイサービス|放課後デイ|児童発達支援(?:事業所)?|児発|訪問看護(?:ステーション)?|ヘルパーステーション|生活介護|就労支援(?:B型|A型)?|グループホーム|シェルター|母子生活支援施設|児童養護施設|乳児院|自立援助ホーム|ファミリーホーム|里親会|フリースクール|こども食堂|子ども食堂|産婦人科|助産院|産後ケア(?:施設)?|子育てひろば|つどいの広場|事業所|勤務先|勤め先|職場|パート先|バイト先|工場)(?:・|:|[ ])?"
)
_MORE = re.compile(r"(?:・(?:小児科|内科|外科|産科|婦人科|皮膚科|耳鼻科|眼科|歯科|精神科|アレルギー科))+")
QUOTED = "種類と括弧の中の名前です"
_QUOTED = re.compile(r"[「『](?P<x>[^「」『』\n、。]{1,16})[」』]")
_CHAINS = (
    rule(
        Label.FACILITY,
        "店の名前です",
        r"(?P<x>(?:イオン(?:モール|タウン)?|セブン(?:-?イレブン)|ローソン|ファミリーマート|ファミマ|ミニストップ|マクドナルド|マック|すき家|吉野家|松屋|ガスト|サイゼリヤ|ジョイフル|ドン・?キホーテ|しまむら|西松屋|ユニクロ|ニトリ|ヤマト運輸|佐川急便|マルハン|ウエルシア|スギ薬局|マツキヨ|コメリ|カインズ|業務スーパー|イトーヨーカドー|西友|ライフ|マックスバリュ|ダイソー|ブックオフ|ラウンドワン|ココス|くら寿司|スシロー|はま寿司|トライアル|ゆめタウン|アピタ|ドコモショップ|ゲオ)(?:[ ]?[一-龠ぁ-んァ-ヶー]{1,10}(?:店|支店|営業所)))",
    ),
    rule(
        Label.FACILITY,
        "勤め先として書かれた名前です",
        r"(?:勤務先|勤め先|職場|パート先|バイト先|就労先)(?:は|:|[（(「『])[「『]?(?P<x>[^はがをにで、。」』）)\n]{2,14}?)(?=[」』）)、。で]|に(?:勤|パ)|$)",
        lambda found: (
            bool(re.search(r"[ァ-ヶー]{3}|[A-Z]{2}|店|社|所|園|院|工|屋", found["x"]))
            and not re.search(r"近く|休|変更|連絡|不明|なし|理解|復帰|探|同じ|遠|育休|未定", found["x"])
        ),
    ),
)
_SAID_TO_BE = (
    rule(
        Label.FACILITY,
        "「という」の前の名前です",
        r"(?P<x>[ぁ-んァ-ヶー一-龠々A-Za-z0-9]{2,14}?)[」』]?(?:という|って(?:いう)?|と言う)(?:名前の|名の)?(?:学童|園|保育園|幼稚園|施設|店|病院|教室|団体|スナック|会社|塾|デイ|放デイ|シェルター|アパート|クリニック)",
        lambda found: (
            not re.search(r"か$|の$|よい|悪い|いい|近い|方針|予定|ため|は|が|を|に|で|から", found["x"])
        ),
    ),
    rule(
        Label.FACILITY,
        "括弧の中に種類が書かれた名前です",
        r"(?:(?<=[、。\n 　「はがをにで・:：])|^)(?P<x>[^、。「」（()）\sはがをにで:：]{2,14})(?=[ ]?[（(](?:シェルター|学童|保育園|幼稚園|こども園|病院|産院|産科|クリニック|職場|勤務先|就労先|パート先|施設|放デイ|放課後デイ|訪看|訪問看護|訪リハ|居宅|相談支援|作業所|B型|A型|里親支援|子ども食堂|こども食堂|児発|塾|通所先|入所先|支援団体|NPO|フリースクール|美容室|飲食店|スナック|居酒屋)[)）])",
    ),
    rule(
        Label.FACILITY,
        "勤め先として書かれた名前です",
        r"(?<![ァ-ヶー])(?P<x>[ァ-ヶー]{4,14})(?=(?:で|に)(?:働|勤務|勤め|就職|アルバイト|パート|バイト)|(?:の)?(?:社員|店員|店長|従業員|パート勤務|勤務))",
        lambda found: (
            found["x"] not in lists.katakana_words()
            and not found["x"].endswith(("スタッフ", "センター", "ホール", "アルバイト", "パート"))
        ),
    ),
)
_NEEDS_A_NAME = re.compile(
    r"^(?:自転車|米穀店?|酒造|書房|石油|薬品|葬祭|基金|母子会|未来館|ロジ|印刷|工場|課|係|組合|団体|協会|財団|機構|館|銀行|消防|加工|警備|清掃|家具|塾|邸|亭|庵|社協|社会福祉協議会|教育委員会|包括支援センター|支部|支所|屋|店|館|園|荘|寮|署|組|の家|の里|の丘|の森|の杜|苑|キッズ|デイ|サービス|ケア|介護|オート|製造|設備|交通|観光|温泉|電器|電気|建築|産業|弁当|教室|広場|ひろば|サロン|カフェ|センター|プラザ|事務所|ハウス|ホーム|ステーション)$"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _named(reading)
    yield from _ahead(reading)
    yield from apply(_CHAINS, reading)
    yield from apply(_SAID_TO_BE, reading)
    yield from services.find(reading)


def _named(reading: Reading) -> Iterator[Span]:
    for kind in KIND_AFTER.finditer(reading.text):
        start = naming.start_before(reading, kind.start())
        if start is None or not _ends_noun(reading, kind.end()):
            continue
        if _NEEDS_A_NAME.match(kind[0]) and not _proper_within(reading, start, kind.start()):
            continue
        more = _MORE.match(reading.text, kind.end())
        yield reading.span(
            start, more.end() if more else kind.end(), Label.FACILITY, "施設・店・機関の名前です"
        )


def _ends_noun(reading: Reading, at: int) -> bool:
    """The kind must be the end of its word, and no suffix may follow: 店 in 店長 is not, nor 型 after デイサービス."""
    if at not in reading.ending:
        return False
    after = reading.text[at : at + 1]
    return after not in {"型", "的", "員", "犯", "等"}


def _proper_within(reading: Reading, start: int, end: int) -> bool:
    covered = {reading.covering[at] for at in range(start, end)}
    if re.fullmatch(r"[ぁ-ん]{3,}", reading.text[start:end]) and reading.text[end : end + 2] in {
        "交通",
        "介護",
        "工務",
        "造園",
        "設備",
        "産業",
        "サロ",
        "カフ",
        "教室",
        "荘",
        "温泉",
    }:
        return True
    return any(reading.words[one].proper or reading.words[one].unknown for one in covered)


def _ahead(reading: Reading) -> Iterator[Span]:
    for kind in KIND_AHEAD.finditer(reading.text):
        if kind[0].endswith(" ") and naming.start_before(reading, kind.start()) is not None:
            continue  # a column after a name that is whole (白樺タクシー 灯油代)
        quoted = _QUOTED.match(reading.text, kind.end())
        begin = naming.start_before(reading, kind.start()) or kind.start()
        if quoted:
            yield reading.span(begin, quoted.end(), Label.FACILITY, QUOTED)
            continue
        if kind.start() not in reading.starting or reading.text.startswith(("はある", "ある"), kind.end()):
            continue
        end = naming.end_after(reading, kind.end())
        if end is not None and _looks_like_a_name(reading, kind.end(), end):
            yield reading.span(begin, end, Label.FACILITY, "施設・店の名前です")


def _looks_like_a_name(reading: Reading, start: int, end: int) -> bool:
    first = reading.words[reading.covering[start]]
    if reading.text[start:end] in lists.words("not_behind_a_kind.txt"):
        return False
    if re.fullmatch(
        r"[型的式等用員屋店内前系児者先券代時中後]|どうし|同士|業者|会社|料金|サービス|利用|形式",
        reading.text[start:end],
    ):
        return False
    return first.proper or first.unknown or first.kind[2] not in {"サ変可能", "副詞可能"}
