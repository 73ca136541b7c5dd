// 文例: a list under 方針, by Ctrl+. or its button; the chosen sentence goes in at the cursor and replaces nothing.

const fieldOf = (box) => box.closest("[data-panel]").querySelector('textarea[data-field="policy"]');
const shownIn = (box) => [...box.querySelectorAll('[role="option"]')].filter((each) => !each.hidden);
const listOf = (box) => box.querySelector('[role="listbox"]');

function open(panel) {
  const box = panel.querySelector("[data-phrase-box]");
  if (!box) return;
  const kind = panel.querySelector('[data-radios="kind"] :checked')?.value ?? "";
  for (const option of box.querySelectorAll('[role="option"]')) {
    option.hidden = Boolean(kind && option.dataset.kind && option.dataset.kind !== kind);
  }
  box.hidden = false;
  listOf(box).focus({ preventScroll: true });
  mark(box, shownIn(box)[0]);
  box.scrollIntoView({ block: "nearest" });
}

function close(box) {
  box.hidden = true;
  fieldOf(box).focus({ preventScroll: true });
}

function mark(box, option) {
  if (!option) return;
  for (const each of box.querySelectorAll('[role="option"]')) each.setAttribute("aria-selected", String(each === option));
  listOf(box).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function put(box, option) {
  const field = fieldOf(box);
  close(box);
  if (!option) return;
  field.setSelectionRange(field.selectionEnd, field.selectionEnd);
  // insertText keeps the field's own Ctrl+Z; without it the text goes in all the same.
  if (!document.execCommand("insertText", false, option.textContent)) {
    field.setRangeText(option.textContent, field.selectionEnd, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function onKey(event) {
  if (window.composing(event)) return;
  const box = event.target.closest?.("[data-phrase-box]");
  if (event.ctrlKey && event.key === "." && event.target.dataset?.field === "policy") {
    event.preventDefault();
    open(event.target.closest("[data-panel]"));
    return;
  }
  if (!box || event.target.getAttribute("role") !== "listbox") return;
  const all = shownIn(box);
  const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const goal = { ArrowDown: all[at + 1] ?? all[at], ArrowUp: all[at - 1] ?? all[at], Home: all[0], End: all.at(-1) }[event.key];
  if (goal) mark(box, goal);
  else if (event.key === "Enter" && !event.ctrlKey) put(box, all[at]);
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function watchPhrases(root) {
  root.addEventListener("keydown", onKey);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrases]");
    if (button) {
      const box = button.closest("[data-panel]").querySelector("[data-phrase-box]");
      if (box.hidden) open(button.closest("[data-panel]"));
      else close(box);
      return;
    }
    const option = event.target.closest('.phrase-box [role="option"]');
    if (option) put(option.closest("[data-phrase-box]"), option);
  });
  root.addEventListener("focusout", (event) => {
    const box = event.target.closest?.("[data-phrase-box]");
    if (box && !box.contains(event.relatedTarget)) box.hidden = true;
  });
}
