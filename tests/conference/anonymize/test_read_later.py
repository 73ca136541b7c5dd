"""What notes written later brought: names, numbers, classes and rooms in writings no rule knew; braces say what must go."""

from __future__ import annotations

import pytest

from conference.anonymize import find
from tests.conference.anonymize.gone import assert_gone

GONE = (
    # text, its label, reason
    ("{佐々木（恵）}から{佐々木（拓）}に変わる", "PERSON", "a letter tells two colleagues apart"),
    ("おつかれさまです。{朽津}です。", "PERSON", "who writes, behind a greeting in kana"),
    ("{ほり}：押入れにいた", "PERSON", "who speaks, in kana"),
    ("担当の変更\n{えのもと}→{しのはら}", "PERSON", "who hands on to whom, in kana"),
    ("パートナーの{K}は電話に出ない", "PERSON", "an initial behind a relation"),
    ("実母{M}は面会を希望", "PERSON", "an initial right behind it"),
    ("{S}世帯の件", "PERSON", "an initial of a household"),
    ("「{とうかいりん}」ではなく「{しょうじ}」さん", "PERSON", "one reading for another"),
    ("正しくは{みつき}。母に確認", "PERSON", "the right reading"),
    ("ふりがなが「{あおい}」だった", "PERSON", "a reading in brackets"),
    ("{プロクター}は欠席", "PERSON", "a foreign family name"),
    ("{手代木}さんの件", "PERSON", "a rare family name"),
    ("母子手帳 {R6-第312号}。", "ID", "the year before the number"),
    ("免許 {第 401 9083 12270 号}", "ID", "a number in three pieces"),
    ("受給者番号　{7 0 0 4 1 5 9}", "ID", "letter by letter"),
    ("医療証 {子 0440912}", "ID", "a letter and a number"),
    ("診療録 #{0041-88-27}", "ID", "behind a sign"),
    ("通帳の写し（{1120-3345678}）", "ID", "in brackets"),
    ("父の障害者手帳（{0217-5588}）を確認", "ID", "a short one in brackets"),
    ("簡易書留で送る（{512-44-09871-3}）", "ID", "many pieces"),
    ("CWより。{3-20881}の世帯", "ID", "a short and a long piece"),
    ("身体障害者手帳{第40213号}。", "ID", "behind the name of the paper"),
    ("アプリの名は「{shino*tsuki}」", "URL", "a name on an application"),
    ("返信先 地域連携室 PHS{7744}", "PHONE", "an extension that is carried about"),
    ("車は{品川 301 ぬ ・・-58}。", "VEHICLE", "a plate read in part"),
    ("白のワゴン、{38-14}しか見えず", "VEHICLE", "its end"),
    ("駐車場に{柏 580 に 3-08}。", "VEHICLE", "an office of one letter"),
    ("{多摩 な 2093}（原付）", "VEHICLE", "a small one"),
    ("母が出たと連絡、{10.9}未明に保護", "DATE", "a day with a dot and a time of day"),
    ("締切が{20日}であると伝える", "DATE", "a day in a clause"),
    ("{児記7-0382}／主担当 市", "ID", "a register, a year and a number"),
    ("ケース{3-0871}、大石世帯", "ID", "a case's number"),
    ("相談の受付 {受理8-114}", "ID", "the year and the number taken in"),
    ("折り返しは{042(0917)6630}。", "PHONE", "a figure too many"),
    ("母の車（紺のタント、{58-03}）", "VEHICLE", "its end in brackets"),
    ("3歳児健診（{7.14}午後）", "DATE", "a day with a dot in brackets"),
    ("緑町{5-1-3 ６－１１０４}。", "ADDRESS", "a block of flats and its room"),
    ("友人{ゆうと}の母が迎えに行く", "PERSON", "a friend's child"),
    ("{かのあ}と名乗る女の子", "PERSON", "a name that begins like a particle"),
    ("50番{大石}、終結。", "PERSON", "a household by its number on the roster"),
    ("{1A}　飛田　12日", "SCHOOL", "a class at the head of a line"),
    ("空きのある{シェルター「ルピナス」}へ", "FACILITY", "its kind and its name"),
    ("送迎は{NPOはぐねっと}。", "FACILITY", "an association in kana"),
    ("{2/17} 本児と面接", "DATE", "a day before 本児"),
    ("予約なんですけど{17日}ムリになりました", "DATE", "a day before katakana"),
    ("私は{三十日}まで、以後は別の者", "DATE", "a day in kanji"),
    ("車（{あさみ 501 と 4-08}）の中", "VEHICLE", "an office in kana"),
    ("権田さん（{77-2058}）から", "PHONE", "a number without its area"),
    ("［{0917-R}］の件", "ID", "in square brackets"),
    ("四十物（{あいもの}）　母", "PERSON", "a reading before kin"),
    ("訪問者：湯本・{しのはら}", "PERSON", "who visited, in kana"),
    ("{つむぎ}6,240g、順調", "PERSON", "a child and its weight"),
    ("虐待防止委員会の{蔵元}です。", "PERSON", "a family name that is a word, by who writes"),
    ("朝見台小{ひまわり学級}と相談済み", "SCHOOL", "a class behind its school"),
    ("「おじの{コウジ}」と名乗る", "PERSON", "a relation before the name somebody gives"),
    ("{N}先輩の話", "PERSON", "an initial before 先輩"),
    ("白西中の{冬木}：本を届けた", "PERSON", "who speaks for a school"),
    ("目視済（{11.3}、保育所）", "DATE", "a day with a dot behind what was done"),
    ("「{45-0123}」に折り返して", "PHONE", "no area, in quotation marks"),
    ("{浜3-2}の家から車で1時間", "ADDRESS", "a hamlet and two numbers"),
    ("{帆立町12区の8}。", "ADDRESS", "a ward of a town by number"),
    ("翔吾は高2、{白砂工}。", "SCHOOL", "a technical school by its last letter"),
    ("{沖田産科婦人科}を受診", "FACILITY", "two departments"),
    ("{1年い組} 新沼", "SCHOOL", "a class in kana"),
    ("・{5-1}鮫島龍之介、集金", "SCHOOL", "a class before a name"),
    ("{海洋科1年}です", "SCHOOL", "a course and its year"),
    ("{岩高}へ行った姉", "SCHOOL", "a high school by two letters"),
    ("{農高}のジャージ", "SCHOOL", "and by what its pupils wear"),
    ("第1希望{そよかぜ}、第2{わかば東}。", "SCHOOL", "nurseries somebody wishes for"),
    ("前の園（{つぼみ}）での様子", "SCHOOL", "a nursery in brackets"),
    ("健診（{雪代ほいくえん}）", "SCHOOL", "its kind in kana"),
    ("{中島町8-15 メゾンひばり203}。", "ADDRESS", "a building in kana and its room"),
    ("{青森市浪打1-13-2、102号}と", "ADDRESS", "a room behind a comma"),
    ("{奥沢市本町7番22号-B5}へ", "ADDRESS", "a room with a letter"),
    ("{鶴巻町5-3 第2双葉荘の202}、表札は", "ADDRESS", "a room behind の"),
    ("{葛巻町の2-14}は", "ADDRESS", "の before the block"),
    ("{201}の鬼頭さんだけ残る", "ADDRESS", "a flat by number and family"),
    ("隣の{35}が騒がしい", "ADDRESS", "the next flat"),
    ("{B102}の人に聞く", "ADDRESS", "a flat with a letter"),
)


@pytest.mark.parametrize(("marked", "label", "reason"), GONE, ids=[row[2] for row in GONE])
def test_gone(marked: str, label: str, reason: str) -> None:
    assert_gone(marked, label)


STAYS = (
    ("連続8日欠席。欠席12日。もう10日になる。同じ服が5日。給料日まで3日", "counts of days"),
    ("母はO型、父はA型と言う", "a blood group is no initial"),
    ("1000の家族のうち", "a number of families"),
    ("午前10-12時、5-3くらいの割合", "hours and shares"),
    ("園はとてもよいと母", "an adverb behind a nursery"),
    ("学習は小2、中3の範囲", "school years"),
    ("ランドルト環右0.3。大泉門閉鎖。プレママ教室欠席", "signs and courses"),
    ("白のタントとアルファード。クロックスが片方だけ", "things in katakana"),
    ("スミスリンを渡した。アタマジラミ。バセドウ病の治療", "medicines and illnesses"),
    ("駐在さんより電話", "a calling"),
    ("様式3-102による。令和8-9年度", "a form and years"),
    ("四方八方に電話した。千歳飴。勝ち負けにこだわる", "names inside other words"),
    ("小2の家庭。令和8年の家計。3人の家族", "numbers before a home"),
    ("欠席は21日、質問10は0", "counts and answers"),
    ("名前でよばれる遊び。早くと呼んでも来ない", "words before 呼ば and 呼ん"),
)


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_nothing_goes(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []
