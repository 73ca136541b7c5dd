// Two people wrote the same field: both texts side by side inside the row, and three ways on.

import { fieldsOf } from "./save.js";

export function showConflict(item, told, settle) {
  const element = fieldsOf(item.row, item.field)[0];
  if (!element) return;
  const place = element.closest(".slot, .choices");
  place.querySelector(".conflict")?.remove();
  const box = document.createElement("div");
  box.className = "conflict";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "二つの文");
  const says = document.createElement("p");
  says.textContent = told.problem;
  box.append(says, texts(item.value, told), actions(item.value, told, element, (value) => { box.remove(); settle(value); element.focus(); }));
  place.append(box);
  if (place.contains(document.activeElement) || document.activeElement === document.body) box.querySelector("button").focus();
}

function texts(yours, told) {
  const holder = document.createElement("div");
  holder.className = "conflict-texts";
  const [mine, theirs] = marked(yours, told.theirs);
  holder.append(column("あなた", mine), column(`${told.who}さん ${told.at}`, theirs));
  return holder;
}

function column(who, parts) {
  const cell = document.createElement("div");
  const name = document.createElement("b");
  name.textContent = who;
  const text = document.createElement("p");
  text.append(parts[0], bold(parts[1]), parts[2]);
  cell.append(name, text);
  return cell;
}

function bold(text) {
  if (!text) return "";
  const made = document.createElement("b");
  made.textContent = `【${text}】`;
  return made;
}

// What both begin and end with stays plain; what differs stands between.
function marked(a, b) {
  const [x, y] = [[...a], [...b]];
  let start = 0;
  while (start < x.length && start < y.length && x[start] === y[start]) start += 1;
  let end = 0;
  while (end < x.length - start && end < y.length - start && x[x.length - 1 - end] === y[y.length - 1 - end]) end += 1;
  // A shared tail counts from a sentence's end only: 「朝も」 and 「園も」 joined are both whole.
  const cut = (z) => z.length - end === start || "。\n".includes(z[z.length - end - 1]);
  while (end > 0 && !(cut(x) && cut(y))) end -= 1;
  return [x, y].map((z) => [z.slice(0, start).join(""), z.slice(start, z.length - end).join(""), z.slice(z.length - end).join("")]);
}

function joined(yours, told) {
  const [[before, mine, after], [, theirs]] = marked(yours, told.theirs);
  return before + theirs + mine + after;
}

function actions(yours, told, element, settle) {
  const holder = document.createElement("div");
  holder.className = "conflict-actions";
  const isText = element.tagName === "TEXTAREA" || (element.type === "text" && !element.dataset.kind);
  if (isText) holder.append(button("両方をつなげる", () => settle(joined(yours, told)), "button"));
  holder.append(
    button("自分の文にする", () => settle(yours)),
    button(`${told.who}さんの文にする`, () => settle(told.theirs)),
  );
  return holder;
}

function button(label, act, css = "button small") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = css;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
