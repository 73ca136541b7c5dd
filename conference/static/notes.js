// 会議メモ: saved as it is typed, like the fields of a roster.

import { learn, watchFields } from "./roster/save.js";

const panel = document.querySelector("[data-save-to]");
if (panel) {
  watchFields(panel);
  learn(panel);
  // What was typed before this script ran, or was put back by the browser, is saved like the rest.
  for (const field of panel.querySelectorAll("[data-field]")) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
