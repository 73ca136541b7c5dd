// The theme's own helpers, as a file: pages carry no inline script.
var __md_scope = new URL(document.currentScript.dataset.base, location);
var __md_hash = (text) => [...text].reduce((sum, c) => (sum << 5) - sum + c.charCodeAt(0), 0);
var __md_get = (key, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(scope.pathname + "." + key));
var __md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // a full or forbidden store only forgets a preference
  }
};
try {
  document.documentElement.classList.toggle("kb-furigana", __md_get("kb-furigana") === true);
} catch {
  // a forbidden store: without readings, as at first
}
