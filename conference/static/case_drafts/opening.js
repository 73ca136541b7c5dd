// The trained reading is being opened: ask once a second, then show the texts.

const place = document.querySelector("[data-ask]");
const seconds = place.querySelector("[data-seconds]");
const begun = Date.now();

async function ask() {
  seconds.textContent = Math.round((Date.now() - begun) / 1000);
  const answer = await fetch(place.dataset.ask).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (told?.ready) location.reload();
  else setTimeout(ask, 1000);
}

setTimeout(ask, 1000);
