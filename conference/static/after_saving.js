// A button that uses what is typed on the page waits until it is saved; it tells which versions the page has seen.

import { isUnsent, numberOf, rowOf, saveNow } from "./roster/save.js";

for (const form of document.querySelectorAll("[data-after-saving]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.nextElementSibling?.matches(".not-yet") && form.nextElementSibling.remove();
    if (!(await saveNow())) return sayNotYet(form);
    for (const seen of form.querySelectorAll("[data-seen]")) seen.value = numberOf(rowOf(form), seen.dataset.seen) ?? seen.value;
    form.submit();
  });
}

// Nothing was done: the field that is not saved is shown, and the button says why.
function sayNotYet(form) {
  const told = document.createElement("span");
  told.className = "problem not-yet";
  told.setAttribute("role", "alert");
  told.textContent = `まだ保存できていない欄があります。${form.dataset.afterSaving}その欄を確かめてから、もう一度押してください。`;
  form.after(told);
  [...document.querySelectorAll("[data-field]")].find((each) => isUnsent(rowOf(each), each.dataset.field))?.focus();
}
