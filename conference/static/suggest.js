// Suggestions under a search box while it is typed. The box works without them: they are asked for after a
// pause, posted like the question itself, and never while a Japanese sentence is being composed.
(() => {
  "use strict";
  const WAIT = 200; // ms after the last key
  const LONGEST = 40; // characters: from there on it is a sentence

  document.querySelectorAll("[data-suggest]").forEach(attach);

  function attach(box) {
    const place = box.parentElement;
    const list = made("ul", { id: `${box.id}-suggestions`, role: "listbox", "aria-label": "候補", class: "suggestions", hidden: "" });
    const told = made("p", { role: "status", class: "unseen" });
    let timer = 0;
    let turn = 0;
    let at = -1;

    place.classList.add("suggest-place");
    place.append(list, told);
    // A box of several lines stays a text box; what it controls is said all the same.
    if (box.tagName === "INPUT") box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    close();

    box.addEventListener("compositionstart", close);
    box.addEventListener("compositionend", later);
    box.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", onKey);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });

    function onKey(event) {
      if (window.composing(event) || list.hidden) return;
      if (event.key === "ArrowDown") move(event, at + 1);
      else if (event.key === "ArrowUp") move(event, at - 1);
      else if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(list.children[at]); }
    }

    function later() {
      clearTimeout(timer);
      const typed = box.value.trim();
      if (!typed || typed.length > LONGEST || typed.includes("\n")) { close(); return; }
      timer = setTimeout(() => ask(typed), WAIT);
    }

    async function ask(typed) {
      const mine = ++turn;
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": window.csrfToken() };
        const answer = await fetch(box.dataset.suggest, { method: "POST", headers, body: new URLSearchParams({ q: typed }) });
        if (!answer.ok || answer.redirected) return;
        const { suggestions } = await answer.json();
        if (mine === turn && document.activeElement === box) show(suggestions);
      } catch {
        // away for a moment: the box itself goes on
      }
    }

    function show(suggestions) {
      list.replaceChildren(...suggestions.map((text, number) => {
        const option = made("li", { id: `${list.id}-${number}`, role: "option", "aria-selected": "false" });
        option.textContent = text;
        return option;
      }));
      at = -1;
      box.removeAttribute("aria-activedescendant");
      list.hidden = !suggestions.length;
      expanded();
      told.textContent = suggestions.length ? `候補が${suggestions.length}件あります。下の矢印で選べます。` : "";
    }

    // Below the last and above the first comes the box itself, with what was typed.
    function move(event, to) {
      event.preventDefault();
      const count = list.children.length;
      at = to >= count ? -1 : to < -1 ? count - 1 : to;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", list.children[at].id);
    }

    function choose(option) {
      box.value = option.textContent;
      close();
      box.form.requestSubmit();
    }

    function close() {
      clearTimeout(timer);
      turn += 1;
      at = -1;
      list.hidden = true;
      list.replaceChildren();
      box.removeAttribute("aria-activedescendant");
      told.textContent = "";
      expanded();
    }

    function expanded() {
      if (box.tagName === "INPUT") box.setAttribute("aria-expanded", String(!list.hidden));
    }
  }

  function made(tag, attributes) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }
})();
