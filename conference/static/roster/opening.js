// 前回決めたこと of every row: ↑↓ from one to the next, 1・2・3 say 済・未・不要, saved as everything else.

import { learn, onSaved, page, saveNow, watchFields } from "./save.js";
import { hearTogether, takeIn } from "./live.js";

const root = document.getElementById("opening");
const groups = () => [...root.querySelectorAll("[data-radios]")].filter((group) => group.closest("[data-asked]").offsetParent !== null);
const only = document.getElementById("only-open");
const isSaid = (asked) => Boolean(asked.querySelector(":checked")) || !asked.querySelector("input");

function count() {
  const left = [...root.querySelectorAll("[data-asked]")].filter((asked) => !isSaid(asked)).length;
  const place = document.getElementById("left");
  const number = place.querySelector("b");
  if (number.textContent !== String(left)) number.textContent = String(left);
  place.classList.toggle("is-done", left === 0);
  document.getElementById("all-heard").hidden = left > 0;
}

// What has been said goes out of sight when the filter is set, not under somebody's finger.
function filter() {
  for (const section of root.querySelectorAll(".heard")) {
    for (const asked of section.querySelectorAll("[data-asked]")) asked.hidden = only.checked && isSaid(asked);
    section.hidden = !section.querySelector("[data-asked]:not([hidden])");
  }
}

function goTo(group) {
  const goal = group?.querySelector(":checked") ?? group?.querySelector("input");
  goal?.focus();
  goal?.closest("[data-asked]").scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (window.composing(event) || event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.key === "s") { event.preventDefault(); saveNow(); }
    return;
  }
  const group = event.target.closest?.("[data-radios]");
  if (!group) return;
  const all = groups();
  const at = all.indexOf(group);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    goTo(all[at + step]);
  } else if (/^[1-3]$/.test(event.key)) {
    event.preventDefault();
    const choice = group.querySelectorAll("input")[Number(event.key) - 1];
    if (!choice.checked) choice.click();
    goTo(all[at + 1] ?? group);
  }
}

if (root?.querySelector("[data-asked]")) {
  watchFields(root);
  for (const section of root.querySelectorAll("[data-panel]")) learn(section);
  onSaved(count);
  root.addEventListener("change", count);
  root.addEventListener("keydown", onKey);
  only.addEventListener("change", () => { filter(); goTo(groups()[0]); });
  count();
  const asked = groups();
  goTo(asked.find((group) => !group.querySelector(":checked")) ?? asked[0]);
  hearTogether(async (event) => {
    if (String(event.conference) !== root.dataset.conference || event.what !== "field" || event.page === page) return;
    await takeIn(event);
    count();
  });
}
