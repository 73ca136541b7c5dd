"""The declared events: what each is called on the screen and exactly which fields it carries.

A field holds a count, a state, a field's name or an id; never words from a case, never a name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    label: str
    fields: frozenset[str] = frozenset()
    shows_names: bool = False
    """Named records were seen or taken away."""


def _change(label: str, *fields: str) -> Event:
    return Event(label, frozenset(fields))


def _view(label: str, *fields: str) -> Event:
    return Event(label, frozenset(fields), shows_names=True)


EVENTS: dict[str, Event] = {
    # people
    "signed_in": _change("ログインした"),
    "sign_in_refused": _change("パスワードが違った"),
    "signed_out": _change("ログアウトした"),
    "password_changed": _change("パスワードを変えた"),
    "person_added": _change("利用者を加えた", "role"),
    "role_changed": _change("役割を変えた", "before", "after"),
    "newcomer_changed": _change("新任の印を変えた", "after"),
    "person_deactivated": _change("利用者を止めた"),
    "person_reactivated": _change("利用者を戻した"),
    "password_reset": _change("パスワードを作り直した"),
    # seeing named records
    "conference_viewed": _view("名簿を見た"),
    "row_viewed": _view("行を見た"),
    "household_viewed": _view("世帯を見た"),
    "minutes_viewed": _view("記録を見た"),
    "home_viewed": _view("ホームで見た"),
    "list_viewed": _view("一覧で見た", "list"),
    # taking named records away
    "minutes_exported": _view("記録をExcelで持ち帰った", "rows"),
    "list_exported": _view("一覧をExcelで持ち帰った", "list", "rows"),
    "paper_printed": _view("紙に番号を付けて印刷した", "rows", "lines"),
    "whiteboards_printed": _view("ホワイトボードの控えを見た"),
    "excerpt_viewed": _view("個票抜き書きを見た"),
    "family_sheet_viewed": _view("家族に渡す紙を見た"),
    "brief_printed": _view("概要の紙を見た"),
    # changing
    "conference_made": _change("会議を作った", "rows"),
    "conference_taken_back": _change("作った会議を取り消した"),
    "conference_changed": _change("会議を変えた", "field"),
    "state_changed": _change("会議の段階を変えた", "before", "after"),
    "row_added": _change("行を加えた"),
    "row_removed": _change("行を外した"),
    "rows_reordered": _change("順番を変えた"),
    "field_saved": _change("書いた", "field", "number"),
    "row_decided": _change("行を決定した", "kind"),
    "row_shared": _change("外部の参加者に行を見せた", "person_id", "ground"),
    "row_unshared": _change("外部の参加者から行を外した", "person_id"),
    "phrase_added": _change("文例を加えた"),
    "phrase_changed": _change("文例を直した"),
    "phrase_removed": _change("文例を消した"),
    "whiteboard_shown": _change("ホワイトボードを投影した", "after"),
    "row_pulled_out": _change("一括から外して話すことにした"),
    "confirmed_together": _change("一括確認した"),
    "taken_over": _change("前回と同じにした"),
    "proposal_made": _change("世帯を会議に提案した"),
    "proposal_answered": _change("提案に答えた", "answer"),
    "proposal_replied": _change("学校への回答を済にした", "after"),
    "households_merged": _change("二つの世帯をまとめた", "into"),
    "households_apart": _change("別の家族と答えた", "other"),
    "household_added": _change("世帯を加えた"),
    "household_changed": _change("世帯を直した", "field"),
    "row_rechecked": _change("受理・支援方針会議で再確認した"),
    "handover_viewed": _view("引き継ぎシートを見た"),
    "handover_written": _change("引き継ぎのことばを書いた"),
    "handover_agreed": _change("引き継ぎを受けた"),
    "handover_needed": _change("引き継ぎシートを使うかを決めた", "after"),
    "roles_handed_over": _change("役割を新しい担当に移した", "rows"),
    "birth_answered": _change("出産後の確認を書いた", "answer"),
    "advice_written": _change("助言を残した"),
    "advice_taken_back": _change("助言を取り消した"),
    "advice_read": _change("助言を読んだと伝えた"),
    "paper_issued": _change("紙の部数を決めた", "lines"),
    "paper_returned": _change("紙が戻った", "number", "after"),
    "minutes_read": _change("記録を読んだと伝えた"),
    "undone": _change("元に戻した", "what"),
    "roster_imported": _change("名簿を取り込んだ", "rows", "new", "changed"),
    "case_rejected": _change("似た事例を外した", "case"),
    # becoming a case
    "case_draft_viewed": _view("事例の下書きを見た"),
    "case_started": _change("事例を書き始めた"),
    "case_saved": _change("事例を書いた", "field", "number"),
    "case_word_chosen": _change("事例の言葉を選んだ"),
    "case_answered": _change("事例の特異な記述に答えた", "items"),
    "case_signed": _change("事例の確かめに印を付けた", "items"),
    "case_sent": _change("事例の承認を頼んだ"),
    "case_taken_back": _change("事例を書く段階に戻した"),
    "case_returned": _change("事例を書いた人に戻した"),
    "case_published": _change("事例を公開した", "case"),
    "case_helped": _change("似た事例が参考になった", "case"),
    # the life of a page
    "page_reported": _change("漏れを報告して、ページを隠した", "page"),
    "page_report_words": _change("漏れの報告に言葉を足した"),
    "page_report_settled": _change("漏れの報告に答えた", "page", "outcome"),
    "hidden_page_viewed": _view("隠したページを見た", "page"),
    "leaks_exported": _change("漏れの形を持ち帰った", "lines"),
    "page_report_read": _change("漏れの報告の答えを読んだ"),
    "correction_proposed": _change("訂正を提案した", "page"),
    "correction_answered": _change("訂正の提案に返事をした", "page", "outcome"),
    "correction_read": _change("訂正の提案の返事を読んだ"),
    "page_reviewed": _change("ページを見直した", "page", "number"),
    "page_owner_set": _change("ページの持ち主を決めた", "page", "person_id"),
    "page_withdrawn": _change("ページを取り下げた", "page"),
    "page_shown_again": _change("ページをもう一度出した", "page"),
    # practice points that are edited
    "point_edit_started": _change("実践ポイントを直し始めた", "page"),
    "point_edit_saved": _change("実践ポイントの直しを保存した", "page"),
    "point_edit_sent": _change("実践ポイントの直しの承認を頼んだ", "page"),
    "point_edit_taken_back": _change("実践ポイントの直しを書く段階に戻した", "page"),
    "point_edit_dropped": _change("実践ポイントの直しを取りやめた", "page"),
    "point_edit_returned": _change("実践ポイントの直しを書いた人に戻した", "page"),
    "point_published": _change("直した実践ポイントを公開した", "page"),
    # the words of the search
    "unfound_settled": _change("見つからなかった言葉を片づけた"),
    "wordbook_changed": _change("同じ意味の言葉を変えた", "before", "after"),
    # kinds of meeting and what goes out before one
    "series_made": _change("会議の種類を足した", "kind"),
    "series_changed": _change("会議の種類を変えた"),
    "note_saved": _change("会議メモを書いた", "field", "number"),
    "check_ticked": _change("準備の項目に印を付けた", "done"),
    "line_saved": _change("会議の表を書いた", "number"),
    "year_exported": _change("年間の実績をExcelで持ち帰った", "outside"),
    "row_given_on_paper": _change("紙の参加者に行を渡すことにした", "attendance", "ground"),
    "row_taken_from_paper": _change("紙の参加者から行を外した", "attendance"),
    "question_asked": _change("聞きたいことを案内に入れた"),
    "comment_added": _change("先に読んで意見を残した"),
    "reply_state_changed": _change("近況の返事の紙の印を変えた", "attendance", "after"),
    "reply_entered": _change("届いた近況の返事を入れた", "attendance"),
    "reply_sheet_printed": _view("近況の返事の紙を見た", "attendance"),
    "draft_agreed": _change("案のとおりでよいと伝えた"),
    "read_marked": _change("読みましたと伝えた"),
    "invitation_read": _view("自分の案内を見た"),
    "invitation_printed": _view("案内を紙にした", "attendance", "names"),
    "key_list_viewed": _view("番号と名前の対応表を見た"),
    # visits that belong to no household
    "visits_planned": _change("訪問と働きかけの予定を足した", "lines"),
    "visit_written": _change("訪問と働きかけの予定を書いた"),
    "visit_answered": _change("訪問の聞き取りを書いた", "number"),
    "visit_heard": _change("訪問で聞いたことを書いた", "number"),
    "visit_sheet_printed": _view("訪問に持つ紙を見た"),
    "visits_exported": _view("訪問と働きかけの予定をExcelで持ち帰った", "lines"),
    # groups: what they can do and need
    "group_lines_added": _change("団体のできること・困りごとを足した", "lines"),
    "group_line_changed": _change("団体の行を直した"),
    "group_line_dropped": _change("団体の行を外した"),
    "groups_joined": _change("団体の困りごととできることを合わせた"),
    "group_pair_written": _change("団体の組合せを書いた"),
    # turns
    "turns_filled": _change("当番を順に入れた", "lines"),
    "turns_written": _change("当番を書き直した", "lines"),
    "turns_swapped": _change("当番を入れ替えた"),
    # keeping
    "backup_made": _change("控えを作った"),
    "backup_restored": _change("控えから戻した", "last_kept", "last_before"),
    "audit_viewed": _change("見た記録を調べた", "lines"),
    "audit_exported": _change("見た記録を持ち帰った", "lines"),
}
