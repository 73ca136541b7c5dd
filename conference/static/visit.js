// One visit: every field is saved as it is typed; a button that uses a text waits until that text is saved.

import { isUnsent, learn, rowOf, saveNow, watchFields } from "./roster/save.js";

const panel = document.querySelector("[data-save-to]");
watchFields(panel);
learn(panel);

for (const form of document.querySelectorAll("[data-after-saving]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.nextElementSibling?.matches(".not-yet") && form.nextElementSibling.remove();
    if (await saveNow()) form.submit();
    else sayNotYet(form);
  });
}

// Nothing was put anywhere: the field that is not saved is shown, and the button says why.
function sayNotYet(form) {
  const told = document.createElement("span");
  told.className = "problem not-yet";
  told.setAttribute("role", "alert");
  told.textContent = "まだ保存できていない欄があります。状況には入れていません。その欄を確かめてから、もう一度押してください。";
  form.after(told);
  [...panel.querySelectorAll("[data-field]")].find((each) => isUnsent(rowOf(each), each.dataset.field))?.focus();
}
