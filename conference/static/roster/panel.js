// Inside an open row: what a chosen kind needs, roles that come and go, digits for the result, what is missing.

import { enqueue, fieldsOf, learn, rowOf, valueOf } from "./save.js";

export function preparePanel(body) {
  const panel = body.querySelector("[data-panel]");
  if (!panel) return;
  learn(panel);
  showNeeds(panel);
}

function showNeeds(panel) {
  const kind = panel.querySelector('[data-radios="kind"] :checked')?.value ?? "";
  for (const part of panel.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== kind;
}

export function watchPanel(root) {
  root.addEventListener("change", (event) => {
    if (event.target.dataset?.field === "kind") showNeeds(event.target.closest("[data-panel]"));
  });
  root.addEventListener("click", onClick);
  root.addEventListener("keydown", onDigit);
}

// Digits choose only while the result has focus, so they never get in the way of a text.
function onDigit(event) {
  if (window.composing(event)) return;
  const group = event.target.closest?.("[data-digits]");
  if (!group || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  const choice = group.querySelectorAll("input")[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  if (!choice.checked) choice.click();
}

function onClick(event) {
  const panel = event.target.closest("[data-panel]");
  if (!panel) return;
  if (event.target.closest("[data-add-role]")) addRole(panel);
  const remove = event.target.closest("[data-remove-role]");
  if (remove) removeRole(remove.closest("[data-role]"));
  const goto = event.target.closest("[data-goto]");
  if (goto) {
    event.preventDefault();
    goTo(panel, goto.dataset.goto);
  }
}

function goTo(panel, field) {
  const element = fieldsOf(rowOf(panel), field)[0] ?? panel.querySelector(`[data-field^="${CSS.escape(field)}"]`);
  element?.focus();
}

const newKey = () => [...crypto.getRandomValues(new Uint8Array(5))].map((n) => n.toString(16).padStart(2, "0")).join("");

function addRole(panel) {
  const lines = panel.querySelectorAll("[data-role]");
  const made = lines[lines.length - 1].cloneNode(true);
  const [before, after] = [made.dataset.role, newKey()];
  for (const element of [made, ...made.querySelectorAll("*")]) {
    for (const name of ["id", "for", "data-field", "data-role", "aria-describedby"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replaceAll(before, after));
    }
    if (element.dataset.field) emptied(element);
  }
  for (const note of made.querySelectorAll("[data-note], .conflict")) note.textContent = "";
  made.hidden = false;
  lines[lines.length - 1].after(made);
  made.querySelector("select, input").focus();
}

function emptied(element) {
  element.value = "";
  element.dataset.number = "0";
  delete element.dataset.normal;
  element.removeAttribute("aria-invalid");
}

// The words stay in the history; the line goes.
function removeRole(line) {
  const panel = line.closest("[data-panel]");
  const written = [...line.querySelectorAll("[data-field]")].some((each) => valueOf(each));
  if (written) {
    const gone = document.createElement("input");
    gone.type = "hidden";
    gone.value = "1";
    gone.dataset.field = `assignment:${line.dataset.role}:removed`;
    gone.dataset.number = "0";
    panel.append(gone);
    enqueue(gone);
  }
  if (panel.querySelectorAll("[data-role]").length > 1) {
    const next = line.nextElementSibling;
    line.remove();
    next?.querySelector("select, button")?.focus();
  } else {
    addRole(panel);
    line.remove();
  }
}

export function showMissing(row, missing = []) {
  const box = document.querySelector(`[data-panel="${row}"] [data-missing]`);
  if (!box) return;
  if (box.hidden && !document.querySelector(`#row-${row} .tag.decided, #row-${row} .tag.carried, #row-${row} .tag.together`)) return;
  box.hidden = missing.length === 0;
  box.querySelector("ul").replaceChildren(...missing.map(item));
}

function item({ field, sentence }) {
  const made = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#";
  link.dataset.goto = field;
  link.textContent = sentence;
  made.append(link);
  return made;
}
