// 似た事例 comes by itself, after the row is open; the row never waits for it.

import { getText, nodes, post } from "./post.js";

const FAILED = "似た事例を今は出せません。協議はそのまま続けられます。";

export async function loadSimilar(place) {
  if (!place) return;
  const slow = setTimeout(() => { place.textContent = "似た事例を探しています"; }, 1000);
  const html = await getText(place.dataset.similar);
  clearTimeout(slow);
  if (html === null) place.textContent = FAILED;
  else place.replaceChildren(nodes(html));
}

export function watchSimilar(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-reject], [data-take-back], [data-helpful]");
    if (!button) return;
    const place = button.closest("[data-similar]");
    const answer = await post(button.dataset.reject ?? button.dataset.takeBack ?? button.dataset.helpful);
    if (!answer.ok) return;
    place.replaceChildren(nodes(answer.text));
    (place.querySelector("[data-focus]") ?? place.querySelector("summary, a"))?.focus();
  });
}
