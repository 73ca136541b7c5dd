// 二つの文: from mark to mark by keyboard; each answer draws both texts anew.

import { nodes } from "../roster/post.js";

const told = document.getElementById("told");
const rows = () => [...document.querySelectorAll(".case-mark")];
const rowOf = (element) => element.closest?.(".case-mark");

function go(row) {
  if (!row) return;
  for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

function show(row) {
  const number = row?.id.replace("mark-", "");
  for (const mark of document.querySelectorAll("mark")) mark.classList.toggle("here", mark.dataset.mark === number);
  document.querySelector("mark.here")?.scrollIntoView({ block: "nearest" });
}

const press = (row, what) => row.querySelector(`button[value="${what}"]`)?.click();
const acts = {
  n: (row, all, at) => go(all[at + 1]),
  p: (row, all, at) => go(all[at - 1]),
  k: (row) => press(row, "keep"),
  u: (row) => press(row, "undo"),
  r: (row) => row.querySelector('input[name="instead"]')?.select(),
  w: (row) => document.querySelector(`mark[data-mark="${row.id.replace("mark-", "")}"]`)?.closest(".case-text")?.parentElement && rewrite(row),
};

// The sentence itself is written on the page before: the heading above the mark leads there.
function rewrite(row) {
  let element = document.querySelector(`mark[data-mark="${row.id.replace("mark-", "")}"]`).closest(".case-text");
  while (element && !element.matches(".case-field")) element = element.previousElementSibling;
  element?.querySelector("a")?.click();
}

document.addEventListener("keydown", (event) => {
  const row = rowOf(event.target);
  if (!row || window.composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape") go(row);
    return;
  }
  const act = event.target === row && acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  const all = rows();
  act(row, all, all.indexOf(row));
});

document.addEventListener("focusin", (event) => show(rowOf(event.target)));
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark[data-mark]");
  if (mark) go(document.getElementById(`mark-${mark.dataset.mark}`));
});

// Another text than the one that was ticked: the ticks are asked for again.
function unsign(text) {
  const mark = document.querySelector('#papers input[name="mark"]');
  if (!mark || mark.value === text) return;
  mark.value = text;
  for (const tick of document.querySelectorAll('#papers input[name^="sign-"]')) tick.checked = false;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".case-word");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const at = rows().indexOf(rowOf(form));
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Piece": "1", "X-CSRFToken": window.csrfToken() } }).catch(() => null);
  if (!answer?.ok) {
    told.textContent = "";
    told.textContent = "今は変えられませんでした。画面を開き直してください。文は消えていません。";
    told.className = "away";
    return;
  }
  const drawn = nodes(await answer.text());
  for (const id of ["texts", "left"]) document.getElementById(id).replaceWith(drawn.querySelector(`#${id}`));
  unsign(document.getElementById("texts").dataset.text);
  told.className = "unseen";
  told.textContent = `変えました。まだの印は${document.getElementById("texts").dataset.open}件です。`;
  go(rows()[Math.min(at, rows().length - 1)]);
});
