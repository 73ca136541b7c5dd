// One visit: every field is saved as it is typed; a button that uses a text waits until that text is saved.

import { learn, saveNow, watchFields } from "./roster/save.js";

const panel = document.querySelector("[data-save-to]");
watchFields(panel);
learn(panel);

for (const form of document.querySelectorAll("[data-after-saving]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await saveNow()) form.submit();
  });
}
