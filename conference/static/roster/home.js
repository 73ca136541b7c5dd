// The home page: one-minute entries and 済・未 are saved as in the roster.

import { watchFields } from "./save.js";

watchFields(document.getElementById("main"));
