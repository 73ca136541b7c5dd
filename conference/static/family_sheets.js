// What is typed on the screen is what the paper says.

const typed = document.querySelectorAll("[data-onto]");
const copy = (from) => { document.getElementById(from.dataset.onto).textContent = from.value; };

for (const each of typed) {
  copy(each); // a page that came back from the history holds what was typed
  each.addEventListener("input", () => copy(each));
}
document.getElementById("print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => typed.forEach(copy));
