// Words of the field: what they mean, on a click, a tap, a key or under the pointer; and their readings.
(() => {
  "use strict";
  const list = document.currentScript.dataset.list;
  const words = [...document.querySelectorAll("a.kb-term")];
  const root = document.documentElement;
  const ruby = document.querySelector(".kb-ruby");

  // The switch stands only where there is something to read; scope.js has set the page as it was left.
  if (ruby && document.querySelector("a.kb-term ruby")) {
    ruby.hidden = false;
    ruby.setAttribute("aria-pressed", root.classList.contains("kb-furigana"));
    ruby.addEventListener("click", () => {
      const on = root.classList.toggle("kb-furigana");
      ruby.setAttribute("aria-pressed", on);
      __md_set("kb-furigana", on);
    });
  }
  if (!words.length) return;

  let tip = null; // the box that is open
  let word = null; // and the word it belongs to
  let pinned = false; // opened on purpose: the pointer does not shut it
  let timer = 0;

  words.forEach((link) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (word === link && pinned) close();
      else open(link, true);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); link.click(); }
    });
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || pinned) return;
      clearTimeout(timer);
      timer = setTimeout(() => open(link, false), 250);
    });
    link.addEventListener("pointerleave", leave);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !tip) return;
    const back = tip.contains(document.activeElement) ? word : null;
    close();
    back?.focus();
  });
  document.addEventListener("click", (event) => {
    if (tip && !tip.contains(event.target) && !word.contains(event.target)) close();
  });
  document.addEventListener("focusin", (event) => {
    if (tip && !tip.contains(event.target) && !word.contains(event.target)) close();
  });

  function leave() {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(close, 300);
  }

  function close() {
    clearTimeout(timer);
    if (!tip) return;
    tip.remove();
    word.setAttribute("aria-expanded", "false");
    word.removeAttribute("aria-describedby");
    tip = word = null;
    pinned = false;
  }

  async function open(link, onPurpose) {
    if (word === link) { pinned = pinned || onPurpose; return; }
    close();
    const said = (await terms())[link.hash.slice(1)];
    if (!said) { if (onPurpose) location.href = link.href; return; }
    close();
    word = link;
    pinned = onPurpose;
    tip = box(link, said);
    link.after(tip); // the next Tab goes into it
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", "kb-tip-text");
    place();
  }

  function box(link, [term, reading, meaning, checked]) {
    const made = part("span", "kb-tip");
    made.append(part("strong", "", term));
    if (reading) made.append(part("span", "kb-tip__reading", reading));
    const text = part("span", "kb-tip__text", meaning);
    text.id = "kb-tip-text";
    const more = part("a", "", "用語集で見る");
    more.href = link.href;
    made.append(text, ...(checked ? [part("span", "kb-tip__checked", checked)] : []), more);
    made.addEventListener("pointerenter", () => clearTimeout(timer));
    made.addEventListener("pointerleave", leave);
    return made;
  }

  function part(tag, css, text = "") {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.textContent = text;
    return element;
  }

  // Under the word, inside the window; above it where there is no room below.
  function place() {
    const at = word.getClientRects()[0];
    const frame = tip.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const below = at.bottom + 6 + tip.offsetHeight < innerHeight || at.top < tip.offsetHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, room)) - frame.left}px`;
    tip.style.top = `${(below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) - frame.top}px`;
  }

  let loading;
  function terms() {
    loading ||= new Promise((resolve) => {
      const script = part("script", "");
      script.src = list;
      script.onload = () => resolve(window.kbTerms);
      script.onerror = () => resolve({}); // a click then leads to the page of terms
      document.head.append(script);
    });
    return loading;
  }
})();
