// One search box for every page. It asks the conference tool where that answers, and otherwise (a copied
// folder, a plain web server) the theme's own search. Nothing is asked while an input method is composing.
(() => {
  "use strict";
  const WAIT = 350; // ms after the last key
  const LIMIT = 8;

  document.querySelectorAll("form.kb-search").forEach(attach);

  function attach(form) {
    const box = form.querySelector("input");
    const panel = form.querySelector(".kb-results");
    const state = form.querySelector(".kb-search__state");
    const base = new URL(form.dataset.base + "/", location);
    let composing = false;
    let timer = 0;
    let asked = "";
    let turn = 0;

    box.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
    box.addEventListener("compositionend", () => { composing = false; later(); });
    box.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(); });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown") move(event, -1, 1);
      if (event.key === "Escape") close();
    });
    panel.addEventListener("keydown", (event) => {
      const links = [...panel.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") move(event, at, 1);
      if (event.key === "ArrowUp") move(event, at, -1);
      if (event.key === "Escape") { close(); box.focus(); }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!composing) search();
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });

    function later() {
      clearTimeout(timer);
      timer = setTimeout(search, WAIT);
    }

    function move(event, at, step) {
      const links = [...panel.querySelectorAll("a")];
      if (panel.hidden || !links.length) return;
      event.preventDefault();
      const next = at + step;
      if (next < 0) box.focus();
      else links[Math.min(next, links.length - 1)].focus();
    }

    function close() {
      turn += 1;
      asked = "";
      panel.hidden = true;
      state.textContent = "";
    }

    async function search() {
      clearTimeout(timer);
      const text = box.value.trim();
      if (!text) return close();
      if (text === asked && !panel.hidden) return;
      asked = text;
      const mine = ++turn;
      const slow = setTimeout(() => { if (mine === turn) state.textContent = "探しています"; }, 1000);
      const [found, words] = await Promise.all([ask(text, base), urgentWords(base)]);
      clearTimeout(slow);
      if (mine === turn) show(found, urgentBox(text, words, base));
    }

    function show(found, first) {
      panel.replaceChildren(...first, ...(found.notice ? [line("p", "kb-results__notice", found.notice)] : []));
      const list = document.createElement("ol");
      list.className = "kb-results__list";
      list.append(...found.results.map(item));
      if (found.results.length) panel.append(list);
      const none = "当てはまるページはありません。短い言葉にするか、テーマから選んでください。";
      if (!found.results.length && !found.notice) panel.append(line("p", "kb-results__notice", none));
      panel.hidden = false;
      state.textContent = found.results.length ? `${found.results.length}件を表示しました` : none;
    }
  }

  function item(result) {
    const entry = document.createElement("li");
    const link = line("a", "kb-results__title", result.title);
    link.href = result.url;
    entry.append(link);
    if (result.kind) entry.append(line("span", "kb-results__kind", result.kind === "case" ? "事例" : "実践ポイント"));
    if (result.snippet) entry.append(line("p", "kb-results__snippet", result.snippet));
    (result.reasons || []).slice(0, 2).forEach((reason) => entry.append(line("p", "kb-results__reason", `理由　${words(reason)}`)));
    return entry;
  }

  // What must not wait stands above everything that was found, whoever did the finding.
  function urgentBox(text, { words, numbers }, base) {
    const asked = plain(text);
    const fitting = words.filter(([, , ways]) => ways.some((way) => asked.includes(plain(way))));
    if (!fitting.length) return [];
    const box = document.createElement("div");
    box.className = "kb-results__urgent";
    box.append(line("strong", "", "まず上司・統括支援員へ。調べるのは、声をかけたあとで。"));
    const call = numbers.map(([who, number]) => `${who} ${number}`).join("　");
    if (call) box.append(line("p", "", call));
    fitting.slice(0, 3).forEach(([anchor, heading]) => {
      const link = line("a", "", heading);
      link.href = new URL(`urgent.html#${anchor}`, base);
      box.append(link);
    });
    return [box];
  }

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  }

  let urgentLoading;
  function urgentWords(base) {
    urgentLoading ||= new Promise((resolve) => {
      const none = { words: [], numbers: [] };
      const script = document.createElement("script");
      script.src = new URL("search/urgent.js", base);
      script.onload = () => resolve(window.kbUrgent || none);
      script.onerror = () => resolve(none);
      document.head.append(script);
    });
    return urgentLoading;
  }

  function words(reason) {
    return typeof reason === "string" ? reason : reason.text || "";
  }

  function line(tag, css, text) {
    const element = document.createElement(tag);
    element.className = css;
    element.textContent = text;
    return element;
  }

  async function ask(text, base) {
    if (location.protocol !== "file:") {
      try {
        const answer = await fetch(`/api/search?q=${encodeURIComponent(text)}&limit=${LIMIT}`, {
          headers: { Accept: "application/json" },
          credentials: "same-origin",
          redirect: "manual",
        });
        if (answer.type === "opaqueredirect" || answer.status === 401) {
          return { results: [], notice: "しばらく操作がなかったため閉じました。ログインすると続きを探せます。" };
        }
        if (answer.ok && (answer.headers.get("content-type") || "").includes("json")) return await answer.json();
      } catch {
        // nobody answers there: the site's own search goes on
      }
    }
    try {
      return await askTheme(text, base);
    } catch {
      return { results: [], notice: "ここでは探せません。段階かテーマから選んでください。" };
    }
  }

  // The theme's search worker, started at the first question: its index is large.
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  let worker;

  async function askTheme(text, base) {
    worker ||= start(base);
    const engine = await worker;
    const found = await new Promise((resolve) => {
      engine.waiting = resolve;
      engine.post({ type: QUERY, data: spaced(text) });
    });
    return { results: found.items.slice(0, LIMIT).map((group) => themeResult(group, base)) };
  }

  // The theme takes a sentence without spaces for one word: cut it where kana and kanji meet.
  function spaced(text) {
    if (!("Segmenter" in Intl)) return text;
    const parts = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(text)].map((s) => s.segment);
    return parts.filter((p) => !/^[\p{sc=Hiragana}\s\p{P}]{1,2}$/u.test(p)).join(" ") || text;
  }

  async function start(base) {
    const config = JSON.parse(document.getElementById("__config").textContent);
    const index = await loadIndex(base);
    const site = new URL(config.search, location);
    const engine = new Worker(site);
    await new Promise((resolve, reject) => {
      engine.onerror = reject;
      engine.onmessage = (event) => {
        if (event.data.type === READY) resolve();
        if (event.data.type === RESULT && engine.waiting) engine.waiting(event.data.data);
      };
      engine.postMessage({ type: SETUP, data: { ...index, options: { suggest: false } } });
    });
    engine.post = (message) => engine.postMessage(message);
    return engine;
  }

  function loadIndex(base) {
    if (location.protocol !== "file:") {
      return fetch(new URL("search/search_index.json", base)).then((answer) => answer.json());
    }
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("search/search_index.js", base);
      script.onload = () => resolve(window.__index);
      script.onerror = reject;
      document.head.append(script);
    });
  }

  // A group is a page and the sections of it that fit; the first section with a text is shown.
  function themeResult(group, base) {
    const found = group[0];
    const plain = text(group.slice(1).concat(found).find((section) => section.text)?.text);
    const title = text(found.title);
    const kind = found.location.startsWith("cases/c") ? "case" : found.location.startsWith("points/p") ? "point" : "";
    return { title, url: new URL(found.location, base).href, snippet: plain.slice(0, 90), kind };
  }

  function text(html) {
    return new DOMParser().parseFromString(html || "", "text/html").body.textContent.trim();
  }
})();
