// 「投影を始める」 opens the window for the wall; from then on this page says which row is open.

import { post } from "./post.js";

const LEFT = 600; // going from one row to the next is not leaving the table
const KEY = "projecting"; // the conference's number, for this tab: no name

export function watchProjecting(roster, openRow) {
  const button = document.getElementById("project");
  if (!button) return;
  const address = button.href;
  let leaving = 0;
  let last;
  const projects = () => sessionStorage.getItem(KEY) === roster.dataset.conference;
  const turn = (row) => {
    clearTimeout(leaving);
    if (!projects() || row === last) return;
    const tell = () => { last = row; post(address, { row: row === null ? null : Number(row) }); };
    if (row === null) leaving = setTimeout(tell, LEFT);
    else tell();
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    sessionStorage.setItem(KEY, roster.dataset.conference);
    window.open(address, "chie-wall");
    last = undefined;
    turn(openRow());
  });
  new MutationObserver(() => turn(openRow())).observe(roster, { subtree: true, attributeFilter: ["class"] });
  window.addEventListener("pagehide", () => { // the page goes, and the wall rests
    const headers = { "Content-Type": "application/json", "X-CSRFToken": window.csrfToken() };
    if (projects()) fetch(address, { method: "POST", keepalive: true, headers, body: '{"row": null}' });
  });
  turn(openRow());
}
