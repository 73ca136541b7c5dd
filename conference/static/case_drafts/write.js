// 事例を書く: every answer is saved as it is typed; the history is copied in with one button.

import { learn, saveNow, watchFields } from "../roster/save.js";

const panel = document.querySelector("[data-panel]");
watchFields(panel);
learn(panel);

function typed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", () => {
    const answer = panel.querySelector("textarea");
    const text = button.closest(".case-card").querySelector(".written").textContent.trim();
    answer.value = [answer.value.trimEnd(), text].filter(Boolean).join("\n");
    typed(answer);
    answer.focus();
    answer.setSelectionRange(answer.value.length, answer.value.length);
  });
}

// Chips write into the line above them; the line can be written by hand as well.
const wordsOf = (field) => field.value.split(/[、,\n]/).map((word) => word.trim()).filter(Boolean);

for (const group of document.querySelectorAll("[data-into]")) {
  const field = document.getElementById(group.dataset.into);
  const draw = () => {
    for (const chip of group.querySelectorAll("button")) chip.setAttribute("aria-pressed", String(wordsOf(field).includes(chip.textContent)));
  };
  group.addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (!chip) return;
    const words = wordsOf(field);
    field.value = (words.includes(chip.textContent) ? words.filter((word) => word !== chip.textContent) : [...words, chip.textContent]).join("、");
    typed(field);
    draw();
  });
  field.addEventListener("input", draw);
  draw();
}

// Leaving waits for what is still on its way.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (await saveNow()) window.location.assign(link.href);
  });
}
