// Leaves only the entries of this page that hold the word and fit what is chosen beside it.
(() => {
  "use strict";
  const form = document.querySelector("form.kb-filter");
  if (!form) return;
  const entries = [...document.querySelectorAll("[data-filter]")].map((element) => ({
    element,
    text: plain(element.dataset.filter + element.textContent),
    names: plain(element.dataset.filter),
  }));
  const state = form.querySelector(".kb-filter__count");
  const groups = document.querySelectorAll("[data-filter-group]");
  let composing = false;

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", () => { composing = false; sift(); });
  form.addEventListener("input", () => { if (!composing) sift(); });
  addEventListener("hashchange", arrive);
  sift(); // a browser that goes back keeps what was written
  arrive();

  // A link to one entry shows it, whatever the filter said before.
  function arrive() {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!wanted || !wanted.closest("[data-filter], [data-filter-group]")) return;
    if (wanted.closest("[hidden]")) { form.reset(); sift(); }
    wanted.scrollIntoView();
  }

  function sift() {
    const words = plain(form.elements.word.value).split(" ").filter(Boolean);
    const chosen = [...form.querySelectorAll("select")].filter((field) => field.value);
    entries.forEach(({ element, text, names }) => {
      const fits = words.every((word) => (word.length > 1 ? text : names).includes(word));
      element.hidden = !fits || !chosen.every((field) => element.getAttribute(`data-${field.name}`) === field.value);
    });
    groups.forEach((group) => { group.hidden = !group.querySelector("[data-filter]:not([hidden])"); });
    const left = entries.filter(({ element }) => !element.hidden).length;
    state.textContent = left ? `${left}件` : "当てはまるものはありません。言葉を短くしてください。";
  }

  // One width, one kana: 「ＳＳＷ」 finds SSW, 「しゅこう」 and 「シュコウ」 the same.
  function plain(text) {
    const kana = text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
    return kana.replace(/\s+/g, " ").trim();
  }
})();
