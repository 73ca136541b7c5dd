// The lines of a meeting: saved as they are typed; the difference beside them follows what is saved.

import "./after_saving.js";
import { learn, onSaved, watchFields } from "./roster/save.js";

const panel = document.querySelector("[data-lines]");
if (panel) {
  watchFields(panel);
  learn(panel);
  onSaved((item, told) => {
    if (item.row !== panel.dataset.panel || told.difference === undefined) return;
    const place = panel.querySelector(`[data-difference="${CSS.escape(item.field.split(":")[0])}"]`);
    if (place) place.textContent = told.difference;
  });
}
