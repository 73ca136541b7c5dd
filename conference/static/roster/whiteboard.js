// The whiteboard: saved as it is typed, and what others write appears.

import { learn, page, saveNow, watchFields } from "./save.js";
import { hearTogether, takeIn } from "./live.js";

const root = document.getElementById("whiteboard");
const panel = root?.querySelector("[data-panel]");

if (panel) {
  watchFields(root);
  learn(panel);
  document.addEventListener("keydown", (event) => {
    if (window.composing(event) || !event.ctrlKey || event.key !== "s") return;
    event.preventDefault();
    saveNow();
  });
  hearTogether((event) => {
    if (event.what === "field" && String(event.row) === panel.dataset.panel && event.page !== page) takeIn(event);
  });
}
