// The wall follows by itself: every change of this conference asks for the row anew, as it is saved.

import { getText, nodes } from "./roster/post.js";
import { hearTogether } from "./roster/live.js";

const SOON = 120; // several events of one save are one redraw
const ANYWAY = 15_000; // minutes go on, and a missed event is made good

const wall = document.getElementById("wall");
const away = document.getElementById("wall-away");
let due = 0;

async function redraw() {
  const html = await getText(wall.dataset.row);
  const told = html === null ? "通信が切れています。つながると、今の行に戻ります。" : "";
  if (away.textContent !== told) away.textContent = told;
  if (html !== null) wall.replaceChildren(nodes(html));
}

function soon() {
  clearTimeout(due);
  due = setTimeout(redraw, SOON);
}

hearTogether((event) => { if (String(event.conference) === wall.dataset.conference && event.what !== "presence") soon(); });
setInterval(redraw, ANYWAY);
redraw();
