// Small things every page shares.

// While a Japanese sentence is being composed, no key belongs to us. keyCode 229 catches the
// first key (before compositionstart) and Safari's confirming Enter (after compositionend).
window.composing = (event) => event.isComposing || event.keyCode === 229;

window.csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// Signed in again in another tab: this page takes over the new token. False while nobody is signed in.
window.renewCsrfToken = async () => {
  const answer = await fetch("/csrf", { headers: { "X-Background": "1", Accept: "application/json" } });
  if (!answer.ok) return false;
  document.querySelector('meta[name="csrf-token"]').content = (await answer.json()).token;
  return true;
};

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// A form that is saved by its button asks before what was typed there is left behind; "held": the server gave it back unsaved.
const isTyped = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return field.value !== ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value;
  return field.matches("input, textarea") && field.value !== field.defaultValue;
};
window.addEventListener("beforeunload", (event) => {
  const guarded = [...document.querySelectorAll("form[data-guard]:not([data-sent])")];
  if (!guarded.some((form) => form.dataset.guard === "held" || [...form.elements].some(isTyped))) return;
  event.preventDefault();
  // Whoever stays here may press the other form's button again.
  setTimeout(() => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
});

// A field takes so many characters and the browser drops what is pasted beyond them: the page says so.
document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!(field.maxLength > 0)) return;
  const told = field.parentElement.querySelector(".cut");
  const pasted = event.clipboardData?.getData("text").replaceAll("\r\n", "\n").length ?? 0;
  const beyond = pasted - (field.maxLength - field.value.length + field.selectionEnd - field.selectionStart);
  told?.remove();
  if (beyond <= 0) return;
  const line = document.createElement("span");
  line.className = "problem cut";
  line.setAttribute("role", "alert");
  line.textContent = `ここは${field.maxLength.toLocaleString("ja-JP")}字までです。貼った文の終わりの${beyond.toLocaleString("ja-JP")}字は入っていません。`;
  field.after(line);
});
