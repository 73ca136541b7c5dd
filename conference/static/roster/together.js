// 一括確認: ↑↓ over the rows, Enter on one speaks up for it.

const buttons = () => [...document.querySelectorAll("[data-speak]")];

document.addEventListener("keydown", (event) => {
  if (window.composing(event) || event.ctrlKey || event.altKey || !event.target.matches?.("[data-speak], .bar button")) return;
  const all = buttons();
  const at = all.indexOf(event.target);
  const goal = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!goal) return;
  event.preventDefault();
  goal.focus();
});

(document.querySelector("[data-next]") ?? document.querySelector(".bar button"))?.focus();
