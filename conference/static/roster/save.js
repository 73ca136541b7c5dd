// Every field is saved as it is typed.  What is not saved yet waits here, in memory: names stay out of the browser's storage.

import { post } from "./post.js";
import { showConflict } from "./conflict.js";

const PAUSE = 800; // after the last input, and after a composition ends
const RETRY = 4000;
const BACK_SHOWN = 15000;
export const page = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(36).padStart(2, "0")).join("");

const waiting = new Map(); // "row field" → { row, field, value, tries }
const numbers = new Map(); // "row field" → version this page has seen
const timers = new Map();
const conflicts = new Set();
const refused = new Map(); // "row field" → why
let sending = false;
let away = null; // "network" | "signed out"
let wasAway = 0;
let line = null;
const listeners = [];

const keyOf = (row, field) => `${row} ${field}`;
// A panel that is no roster row says itself where its fields are saved.
const addressOf = (row) => document.querySelector(`[data-panel="${CSS.escape(row)}"]`)?.dataset.saveTo ?? `/rows/${row}/save`;
export const rowOf = (element) => element.closest("[data-panel]")?.dataset.panel;
export const onSaved = (listener) => listeners.push(listener);
export const isUnsent = (row, field) => [waiting, timers, conflicts, refused].some((held) => held.has(keyOf(row, field)));
// A row whose text only the page has: it stays open until that text is somewhere safe.
export const stuckField = (row) => [...conflicts, ...refused.keys()].find((key) => key.startsWith(`${row} `))?.split(" ")[1];
export const numberOf = (row, field) => numbers.get(keyOf(row, field));
export const setNumber = (row, field, number) => numbers.set(keyOf(row, field), number);

// A panel just drawn: versions as the server gave them, and what is still on its way as it was typed.
export function learn(panel) {
  for (const element of panel.querySelectorAll("[data-field]")) {
    const key = keyOf(rowOf(element), element.dataset.field);
    if (waiting.has(key)) show(element, waiting.get(key).value);
    else numbers.set(key, Number(element.dataset.number ?? 0));
  }
}

let reopen = null; // how a closed row is opened again when its text turns out to be in conflict
export const onClosedConflict = (opener) => { reopen = opener; };

export function fieldsOf(row, field) {
  return [...document.querySelectorAll(`[data-panel="${row}"] [data-field]`)].filter((each) => each.dataset.field === field);
}

export function valueOf(element) {
  if (element.type === "checkbox") return element.checked ? "1" : "";
  if (element.type === "radio") return document.querySelector(`input[name="${CSS.escape(element.name)}"]:checked`)?.value ?? "";
  return element.value;
}

export function show(element, value) {
  if (element.type === "checkbox") element.checked = value === "1";
  else if (element.type === "radio") element.checked = element.value === value;
  else if (element.value !== value) element.value = value;
}

export function tell(row, field, sentence, kind = "") {
  const element = fieldsOf(row, field)[0];
  const note = element?.closest(".slot, .choices")?.querySelector("[data-note]");
  if (!note) return;
  note.textContent = sentence;
  note.className = `note ${kind}`;
  if (kind === "problem") element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
}

// --- from the keyboard to the queue

export function watchFields(root) {
  line = document.getElementById("save-line");
  root.addEventListener("input", (event) => {
    const element = event.target;
    if (!element.dataset?.field || event.isComposing) return;
    later(element, element.type === "radio" || element.type === "checkbox" || element.tagName === "SELECT" ? 0 : PAUSE);
  });
  root.addEventListener("compositionstart", (event) => hold(event.target));
  root.addEventListener("compositionend", (event) => event.target.dataset?.field && later(event.target, PAUSE));
  root.addEventListener("focusout", (event) => {
    const element = event.target;
    if (!element.dataset?.field) return;
    const [row, field] = [rowOf(element), element.dataset.field];
    if (timers.has(keyOf(row, field))) enqueue(element);
    else if (element.dataset.normal && !isUnsent(row, field)) show(element, element.dataset.normal);
    delete element.dataset.normal;
  });
  window.addEventListener("beforeunload", (event) => { if (count() + conflicts.size + refused.size) event.preventDefault(); });
  window.addEventListener("online", () => { flush(); });
  // What was typed before this script ran is saved like the rest.
  for (const element of root.querySelectorAll("[data-field]")) if (isTyped(element)) later(element, PAUSE);
}

function isTyped(element) {
  if (element.type === "checkbox") return element.checked !== element.defaultChecked;
  if (element.type === "radio") return element.checked && !element.defaultChecked;
  if (element.tagName === "SELECT") return element.value !== ([...element.options].find((each) => each.defaultSelected) ?? element.options[0])?.value;
  return element.type !== "hidden" && element.value !== element.defaultValue;
}

function hold(element) {
  if (!element.dataset?.field) return;
  const key = keyOf(rowOf(element), element.dataset.field);
  clearTimeout(timers.get(key));
  timers.set(key, 0); // still to come: nothing is sent while a sentence is being composed
  sayUnlessBusy();
}

function later(element, pause) {
  const key = keyOf(rowOf(element), element.dataset.field);
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => enqueue(element), pause));
  sayUnlessBusy();
}

export function enqueue(element) {
  const [row, field] = [rowOf(element), element.dataset.field];
  const key = keyOf(row, field);
  clearTimeout(timers.get(key));
  timers.delete(key);
  if (!numbers.has(key)) numbers.set(key, Number(element.dataset.number ?? 0));
  refused.delete(key);
  waiting.delete(key);
  waiting.set(key, { row, field, value: valueOf(element) });
  flush();
}

export async function saveNow() {
  for (const key of [...timers.keys()]) {
    const [row, field] = key.split(" ");
    const element = fieldsOf(row, field)[0];
    if (element) enqueue(element);
  }
  await flush();
  return count() + conflicts.size + refused.size === 0;
}

export const count = () => waiting.size + timers.size;

// --- from the queue to the server, one at a time and in order

export async function flush() {
  while (sending) await new Promise((resolve) => { setTimeout(resolve, 50); });
  if (!waiting.size) return;
  sending = true;
  try {
    // What was added while another was on its way goes too, before anything is called saved.
    for (let next = firstWaiting(); next; next = firstWaiting()) if (!(await sendOne(...next))) break;
  } finally {
    sending = false;
  }
  say();
}

const firstWaiting = () => [...waiting].find(([key]) => !conflicts.has(key));

async function sendOne(key, item) {
  say("保存しています", "busy");
  const told = await post(addressOf(item.row), { field: item.field, value: item.value, base: numbers.get(key) ?? 0, page });
  if (told.away || told.signedOut) return goAway(told.signedOut ? "signed out" : "network");
  comeBack();
  if (waiting.get(key) === item) waiting.delete(key);
  if (told.ok) return saved(key, item, told);
  if (told.status === 409 && told.theirs !== undefined) return collide(key, item, told);
  refused.set(key, told.problem ?? "保存できていません。書いた文はこの画面に残っています。");
  tell(item.row, item.field, refused.get(key), "problem");
  return true;
}

async function collide(key, item, told) {
  conflicts.add(key);
  if (!fieldsOf(item.row, item.field).length) await reopen?.(item.row);
  showConflict(item, told, (value) => settle(key, item, told, value));
  return true;
}

function saved(key, item, told) {
  numbers.set(key, told.number);
  refused.delete(key);
  lastSaved = told.at;
  tell(item.row, item.field, told.word ?? "");
  for (const element of fieldsOf(item.row, item.field)) {
    element.dataset.number = told.number;
    if (element.type !== "text" || waiting.has(key) || timers.has(key)) continue;
    if (document.activeElement !== element) show(element, told.value);
    else element.dataset.normal = told.value; // shown on leaving the field, not under the cursor
  }
  for (const [field, also] of Object.entries(told.also ?? {})) fillIn(item.row, field, also);
  for (const listener of listeners) listener(item, told);
  return true;
}

function fillIn(row, field, also) {
  if (isUnsent(row, field)) return;
  numbers.set(keyOf(row, field), also.number);
  for (const element of fieldsOf(row, field)) show(element, also.value);
  tell(row, field, also.why);
}

function settle(key, item, told, value) {
  conflicts.delete(key);
  numbers.set(key, told.number);
  for (const element of fieldsOf(item.row, item.field)) show(element, value);
  waiting.set(key, { ...item, value });
  flush();
}

// --- away and back

function goAway(why) {
  away = why;
  wasAway = Math.max(wasAway, waiting.size);
  say();
  setTimeout(flush, RETRY);
  return false;
}

function comeBack() {
  if (!away) return;
  away = null;
  back = wasAway;
  wasAway = 0;
}

let back = 0;
let lastSaved = "";

function say(text, kind) {
  if (!line) return;
  const [words, style, whole = ""] = text && !away ? [text, kind] : stateLine();
  if (line.textContent !== words) line.textContent = words;
  line.className = `save-line ${style}`;
  const told = document.getElementById("away");
  if (told && told.textContent !== whole) told.textContent = whole;
}

// From the first letter on, the line no longer calls the page saved.
function sayUnlessBusy() {
  if (!sending) say();
}

// What the bar says, how, and the whole sentence where one is needed.
function stateLine() {
  const unsent = `▲未送信 ${count() + conflicts.size}件`;
  if (away === "signed out") return [unsent, "unsent", `しばらく操作がなかったため閉じました。別のタブでログインすると続きから送ります。${unsent}`];
  if (away) return [unsent, "unsent", `通信が切れています。書いた文はこの画面に残り、つながると送ります。${unsent}`];
  if (conflicts.size) return [unsent, "unsent"];
  if (refused.size) return ["▲保存できていない欄", "unsent"];
  if (count()) return ["入力中", "busy", backTold];
  const saved = lastSaved ? `保存しました ${lastSaved}` : "";
  if (!back) return [saved, "", backTold];
  backTold = `つながりました。${back}件を保存しました。`;
  back = 0;
  setTimeout(() => { backTold = ""; say(); }, BACK_SHOWN);
  return [saved, "", backTold];
}

let backTold = "";
