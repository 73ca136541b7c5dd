// What others write appears here; what this person is writing is never touched.

import { getJson, post } from "./post.js";
import { fieldsOf, isUnsent, numberOf, page, setNumber, show, tell, valueOf } from "./save.js";

const CHANNEL = "roster-live";
const RETRY = 5000;

export function follow(roster, tools) {
  hearTogether((event) => { if (String(event.conference) === roster.dataset.conference) act(roster, event, tools); });
}

// One stream per browser: the tab that holds the lock listens and passes on what it hears.
export function hearTogether(hear) {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
  channel?.addEventListener("message", (message) => hear(message.data));
  const lead = async () => {
    for (;;) {
      await listen((event) => { hear(event); channel?.postMessage(event); });
      await new Promise((resolve) => { setTimeout(resolve, RETRY); });
    }
  };
  if (navigator.locks && channel) navigator.locks.request(CHANNEL, lead);
  else lead();
}

async function listen(hear) {
  try {
    const answer = await fetch("/events", { headers: { "X-Background": "1", Accept: "text/event-stream" } });
    if (answer.status === 503) sayTooMany();
    if (!answer.ok || answer.redirected) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const parts = text.split("\n\n");
      text = parts.pop();
      for (const part of parts) if (part.startsWith("data: ")) hear(JSON.parse(part.slice(6)));
    }
  } catch { /* the network is away: the next round tries again */ }
}

// As many pages listen as the server lets: this one works as ever, only without hearing of the others.
function sayTooMany() {
  const told = document.getElementById("told");
  if (!told || told.childElementCount) return;
  const box = document.createElement("p");
  box.className = "notice warn";
  box.textContent = "ほかの人の変更は、画面を開き直すと見えます。書いたことはいつもどおり保存されます。";
  told.replaceChildren(box);
}

function act(roster, event, { refresh, redrawFigures, isOpen }) {
  if (event.what === "turn") return; // for the wall only
  const mine = String(event.person) === roster.dataset.person;
  if (event.what === "presence" && !mine) return showPresence(event);
  if (event.what === "field" && event.page === page) return;
  if (event.what === "roster") return mine ? undefined : offerReload(roster, event);
  refresh(event.row, 500);
  redrawFigures();
  if (event.what === "field" && isOpen(event.row)) takeIn(event);
}

// A field in use waits; every other field shows what stands there now.
export async function takeIn(event) {
  const fresh = await getJson(`/rows/${event.row}/fields`);
  if (!fresh) return;
  for (const [field, cell] of Object.entries(fresh.fields)) {
    const elements = fieldsOf(event.row, field);
    if (!elements.length || (numberOf(event.row, field) ?? Number(elements[0].dataset.number)) >= cell.number) continue;
    if (isUnsent(event.row, field)) continue; // saving it will show both texts
    if (elements.includes(document.activeElement)) wait(event, field, cell);
    else put(event.row, field, cell);
  }
}

function put(row, field, cell) {
  setNumber(row, field, cell.number);
  for (const element of fieldsOf(row, field)) {
    element.dataset.number = cell.number;
    show(element, cell.value);
  }
  tell(row, field, cell.why);
}

function wait(event, field, cell) {
  const element = fieldsOf(event.row, field).find((each) => each === document.activeElement);
  const before = valueOf(element);
  tell(event.row, field, `${event.by}さんの変更があります`, "other");
  element.addEventListener("focusout", () => {
    if (valueOf(element) === before && !isUnsent(event.row, field)) put(event.row, field, cell);
  }, { once: true });
}

function offerReload(roster, event) {
  const told = document.getElementById("told");
  const text = document.createElement("p");
  text.textContent = `${event.by}さんが名簿を変えました。`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = "新しい名簿を見る";
  button.addEventListener("click", () => location.reload());
  const box = document.createElement("div");
  box.className = "notice warn";
  box.append(text, button);
  told.replaceChildren(box);
}

// --- 「鈴木さんが入力中」

const here = new Map(); // row → (person → { name, timer })
const LONGEST = 60_000;

function showPresence(event) {
  const people = here.get(event.row) ?? new Map();
  clearTimeout(people.get(event.person)?.timer);
  people.delete(event.person);
  if (event.here) {
    const timer = setTimeout(() => { people.delete(event.person); drawPresence(event.row); }, LONGEST);
    people.set(event.person, { name: event.by, timer });
  }
  here.set(event.row, people);
  drawPresence(event.row);
}

export function drawPresence(row) {
  const tag = document.querySelector(`#row-${row} [data-presence]`);
  if (!tag) return;
  const names = [...(here.get(Number(row))?.values() ?? [])].map(({ name }) => `${name}さん`);
  tag.hidden = names.length === 0;
  tag.textContent = names.length ? `✎ ${names.join("・")}が入力中` : "";
}

let last = null;
let leaving = 0;

export function presence(row, isHere) {
  clearTimeout(leaving);
  if (isHere && last === row) return;
  if (isHere) {
    last = row;
    post(`/rows/${row}/presence`, { here: true });
    return;
  }
  leaving = setTimeout(() => { last = null; post(`/rows/${row}/presence`, { here: false }, { background: true }); }, 1500);
}

