// The roster: rows open in place, one Tab stop for the closed ones, everything by keyboard.

import { getText, nodes, post } from "./post.js";
import { fieldsOf, onClosedConflict, onSaved, rowOf, saveNow, stuckField, watchFields } from "./save.js";
import { watchPanel, preparePanel, showMissing } from "./panel.js";
import { loadSimilar, watchSimilar } from "./similar.js";
import { watchOrder } from "./order.js";
import { drawPresence, follow, presence } from "./live.js";
import { watchProjecting } from "./projecting.js";
import { watchPhrases } from "./phrases.js";
import { watchTimers } from "./timer.js";

const roster = document.getElementById("roster");
const told = document.getElementById("told");
const table = roster?.querySelector("table.roster");
const openers = () => [...roster.querySelectorAll(".opener")];
const bodyOf = (row) => document.getElementById(`row-${row}`);
const isOpen = (body) => body.classList.contains("is-open");
let openRow = null;
let wanted = null; // the row asked for last: an answer that comes after another was asked for opens nothing

// --- one Tab stop

function rove(opener) {
  for (const each of openers()) each.tabIndex = each === opener ? 0 : -1;
  for (const tool of roster.querySelectorAll(".tool[data-move]")) tool.tabIndex = opener.closest(".row-body").contains(tool) ? 0 : -1;
}

function moveTo(opener) {
  if (!opener) return;
  rove(opener);
  opener.focus();
}

function onRowKey(event) {
  const all = openers();
  const at = all.indexOf(event.target);
  const goal = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!goal || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  moveTo(goal);
}

// --- opening and closing

export async function open(row, { focus = true } = {}) {
  const body = bodyOf(row);
  wanted = row;
  if (!body || isOpen(body)) {
    focusPanel(body, focus);
    return;
  }
  if (openRow && staysOpen(openRow)) return;
  const from = document.activeElement;
  const html = await getText(`/rows/${row}/panel`);
  if (wanted !== row || isOpen(body)) return;
  const stayed = document.activeElement === from; // who went on meanwhile is not called back
  if (html === null) {
    say("この行を今は開けません。通信が戻ると開けます。書いた文は消えていません。");
    return;
  }
  if (openRow) close(openRow);
  body.append(nodes(html));
  body.classList.add("is-open");
  body.querySelector(".opener").setAttribute("aria-expanded", "true");
  rove(body.querySelector(".opener"));
  openRow = row;
  history.replaceState(null, "", `#row-${row}`);
  preparePanel(body);
  body.querySelector(".line").scrollIntoView({ block: "nearest" });
  const top = body.getBoundingClientRect().top;
  if (top > 180) window.scrollBy(0, top - 90);
  focusPanel(body, focus && stayed);
  loadSimilar(body.querySelector("[data-similar]"));
  if (roster.dataset.runs === "1" && roster.dataset.phase === "開催中") {
    post(`/rows/${row}/take-up`).then(() => refresh(row));
  }
}

// Focus starts where the room starts: on what was decided before, or on 結果 when that has been said.
function focusPanel(body, wanted) {
  if (!body || !wanted) return;
  const groups = [...body.querySelectorAll(".asked [data-radios]")];
  const unsaid = groups.find((group) => !group.querySelector(":checked"));
  const kind = body.querySelector('[data-radios="kind"]');
  const group = unsaid ?? kind;
  const goal = group?.querySelector(":checked") ?? group?.querySelector("input") ?? body.querySelector(".panel input, .panel textarea, .panel a");
  goal?.focus({ preventScroll: true });
}

// A text that could not be saved is only in its field: the row closes when that is settled.
function staysOpen(row) {
  const field = stuckField(row);
  if (!field) return false;
  say("この行に、保存できていない欄があります。直すか、二つの文から選ぶと、次へ進めます。");
  fieldsOf(row, field)[0]?.focus();
  return true;
}

export function close(row, { focus = false } = {}) {
  const body = bodyOf(row);
  if (!body || !isOpen(body) || staysOpen(row)) return;
  saveNow(); // its texts are read before the fields go
  body.querySelector(".panel-line")?.remove();
  body.classList.remove("is-open");
  const opener = body.querySelector(".opener");
  opener.setAttribute("aria-expanded", "false");
  if (openRow === row) openRow = null;
  history.replaceState(null, "", location.pathname);
  if (focus) moveTo(opener);
}

// --- the closed line and the figures follow what was saved

const due = new Map();
export function refresh(row, pause = 300) {
  clearTimeout(due.get(row));
  due.set(row, setTimeout(() => redraw(row), pause));
}

async function redraw(row) {
  const body = bodyOf(row);
  const html = body && (await getText(`/rows/${row}/line`));
  if (!html) return;
  const fresh = nodes(html).querySelector("tr");
  const line = body.querySelector(".line");
  const held = document.activeElement?.closest(".line") === line ? document.activeElement.closest("td, th") : null;
  line.className = fresh.className;
  [...line.children].forEach((cell, index) => {
    if (index > 0 && cell !== held) cell.replaceWith(fresh.children[index].cloneNode(true));
  });
  body.querySelector("[data-clock]")?.replaceChildren(...[...line.querySelectorAll(".timer")].map((each) => each.cloneNode(true)));
  const sign = line.querySelector(".opener-sign");
  sign.textContent = fresh.querySelector(".opener-sign").textContent;
  drawPresence(row);
  redrawFigures();
}

let figuresDue = 0;
export function redrawFigures() {
  clearTimeout(figuresDue);
  figuresDue = setTimeout(async () => {
    const html = await getText(`/conferences/${roster.dataset.conference}/figures`);
    if (html) document.getElementById("figures").replaceChildren(nodes(html));
  }, 400);
}

export function say(sentence, undo = null, label = "元に戻す") {
  const box = document.createElement("div");
  box.className = "notice done";
  const text = document.createElement("p");
  text.textContent = sentence;
  box.append(text);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = label;
    button.addEventListener("click", () => { told.replaceChildren(); undo(); });
    box.append(button);
  }
  told.replaceChildren(box);
}

// --- deciding

export async function decide(row) {
  if (staysOpen(row)) return;
  if (!(await saveNow())) return staysOpen(row) || say("まだ保存していない文があります。保存できてから決定してください。文はこの画面に残っています。");
  const answer = await post(`/rows/${row}/decide`);
  if (!answer.ok) return say(answer.problem ?? "この行をまだ決定できていません。通信が戻ってから、もう一度押してください。");
  refresh(row, 0);
  const undo = async () => { await post(`/rows/${row}/undecide`); refresh(row, 0); open(row); };
  const lacks = answer.missing.length ? `不足が${answer.missing.length}件あります。閉会後でも書けます。` : "";
  const number = bodyOf(row).querySelector(".opener").textContent.match(/\d+/)?.[0];
  say(answer.status === "次回へ" ? `${number}番を次回へ回しました。` : `${number}番を決定しました。${lacks}`, undo);
  if (!answer.next) return showMissing(row, answer.missing);
  close(row);
  open(String(answer.next));
}

// What was decided last time fills the empty fields; the row stays open and can still be changed.
async function same(row) {
  if (staysOpen(row)) return;
  if (!(await saveNow())) return say("まだ保存していない文があります。保存できてから、もう一度押してください。");
  const answer = await post(`/rows/${row}/same`);
  if (!answer.ok) return say(answer.problem ?? "前回と同じにできていません。通信が戻ってから、もう一度押してください。");
  await drawAnew(row);
  say("前回と同じ方針・役割・日付を入れました。書いてあった欄はそのままです。", async () => {
    await post(`/rows/${row}/same/${answer.mark}/undo`);
    await drawAnew(row);
  });
}

async function drawAnew(row) {
  close(row);
  await open(row, { focus: false });
  refresh(row, 0);
  bodyOf(row).querySelector("[data-decide]")?.focus();
}

async function undecide(row) {
  await post(`/rows/${row}/undecide`);
  refresh(row, 0);
  close(row, { focus: true });
}

// --- keys and clicks

function onKey(event) {
  if (window.composing(event)) return;
  if (event.ctrlKey && event.key === "s") {
    event.preventDefault();
    saveNow();
    return;
  }
  const panel = event.target.closest?.("[data-panel]");
  if (event.target.classList.contains("opener")) onRowKey(event);
  if (!panel) return;
  if (event.ctrlKey && event.key === "Enter" && panel.querySelector("[data-decide]")) {
    event.preventDefault();
    decide(rowOf(panel));
  } else if (event.key === "Escape" && !event.target.closest("details[open] summary")) {
    event.preventDefault();
    moveTo(bodyOf(rowOf(panel)).querySelector(".opener"));
  }
}

function onClick(event) {
  const opener = event.target.closest(".opener");
  if (opener) {
    const { row } = opener.closest(".row-body").dataset;
    if (opener.getAttribute("aria-expanded") === "true") close(row, { focus: true });
    else open(row);
    return;
  }
  const panel = event.target.closest("[data-panel]");
  if (panel && event.target.closest("[data-decide]")) decide(rowOf(panel));
  if (panel && event.target.closest("[data-undecide]")) undecide(rowOf(panel));
  if (panel && event.target.closest("[data-same]")) same(rowOf(panel));
}

function watchDensity() {
  const tick = document.getElementById("one-line");
  tick.checked = localStorage.getItem("roster-one-line") === "1"; // a habit, not a record
  roster.classList.toggle("one-line", tick.checked);
  tick.addEventListener("change", () => {
    roster.classList.toggle("one-line", tick.checked);
    localStorage.setItem("roster-one-line", tick.checked ? "1" : "");
  });
}

if (roster) {
  watchTimers(roster);
  watchDensity();
  setInterval(redrawFigures, 60_000);
}
if (table) {
  rove(openers()[0]);
  watchFields(roster);
  watchPanel(roster);
  watchPhrases(roster);
  watchSimilar(roster);
  watchOrder(roster, { say, rove });
  document.addEventListener("keydown", onKey);
  roster.addEventListener("click", onClick);
  roster.addEventListener("focusin", (event) => { if (event.target.dataset?.field) presence(rowOf(event.target), true); });
  roster.addEventListener("focusout", (event) => { if (event.target.dataset?.field) presence(rowOf(event.target), false); });
  onClosedConflict((row) => open(row, { focus: false }));
  onSaved((item, answer) => { refresh(item.row, 800); showMissing(item.row, answer.missing); });
  const linked = location.hash.match(/^#row-(\d+)$/);
  if (linked && bodyOf(linked[1])) open(linked[1]);
}
if (roster) watchProjecting(roster, () => openRow);
if (roster?.dataset.live === "1") follow(roster, { refresh, redrawFigures, isOpen: (row) => openRow === String(row) });
