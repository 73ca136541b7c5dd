// One visit: every field is saved as it is typed.

import "./after_saving.js";
import { learn, watchFields } from "./roster/save.js";

const panel = document.querySelector("[data-save-to]");
watchFields(panel);
learn(panel);
