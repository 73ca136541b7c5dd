// A row's clock goes on from what the server said: nothing is kept here, so a reload shows the same.

const EVERY = 5000;
const begun = new WeakMap(); // element → when this page first saw it

function draw(element, now) {
  if (!begun.has(element)) begun.set(element, now);
  const seconds = Number(element.dataset.seconds) + Math.floor((now - begun.get(element)) / 1000);
  const minutes = Math.floor(seconds / 60);
  const planned = element.dataset.planned === "" ? null : Number(element.dataset.planned);
  const over = planned !== null && seconds > planned * 60;
  const whole = planned === null ? `${minutes}分` : `${minutes}分/${element.dataset.said}`;
  const text = over ? `${whole} 超過${Math.floor(seconds / 60 - planned)}分` : whole;
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("over", over);
}

export function watchTimers(root) {
  const all = () => { for (const element of root.querySelectorAll("[data-seconds]")) draw(element, performance.now()); };
  new MutationObserver((changes) => { if (changes.some((change) => change.addedNodes.length)) all(); }).observe(root, { childList: true, subtree: true });
  all();
  setInterval(all, EVERY);
}
