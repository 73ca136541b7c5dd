// 会議メモ: saved as it is typed, like the fields of a roster.

import { learn, watchFields } from "./roster/save.js";

const panel = document.querySelector(".notes[data-save-to]");
if (panel) {
  watchFields(panel);
  learn(panel);
}
