// Rows in another order while the roster is being made: by dragging, or with 上へ・下へ.

import { post } from "./post.js";

export function watchOrder(roster, { say, rove }) {
  if (roster.dataset.orders !== "1") return;
  const table = roster.querySelector("table.roster");
  const bodies = () => [...table.querySelectorAll(".row-body")];
  const ids = () => bodies().map((body) => Number(body.dataset.row));
  let before = ids();

  const put = (order) => {
    for (const id of order) table.append(document.getElementById(`row-${id}`));
    number();
  };
  const number = () => bodies().forEach((body, index) => {
    const opener = body.querySelector(".opener");
    opener.childNodes[1].textContent = String(index + 1);
  });
  const keep = async () => {
    const [was, now] = [before, ids()];
    if (String(was) === String(now)) return;
    number();
    const answer = await post(`/conferences/${roster.dataset.conference}/order`, { rows: now }, { keepalive: true }); // a reload right after must not lose it
    if (!answer.ok) {
      put(was);
      say(answer.problem ?? "順番を保存できていません。元の順番に戻しました。もう一度動かしてください。");
      return;
    }
    before = now;
    say("順番を変えました。", () => { put(was); keep(); });
  };

  window.Sortable?.create(table, { draggable: ".row-body", handle: ".grip", animation: 0, onEnd: keep });
  table.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-move]");
    if (!tool) return;
    const body = tool.closest(".row-body");
    const other = tool.dataset.move === "1" ? body.nextElementSibling : body.previousElementSibling;
    if (!other?.classList.contains("row-body")) return;
    if (tool.dataset.move === "1") other.after(body);
    else other.before(body);
    rove(body.querySelector(".opener"));
    tool.focus();
    keep();
  });
}
