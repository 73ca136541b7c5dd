// Folded sections: opened by a link that leads into them, and on paper where they belong there.
(() => {
  "use strict";
  const opened = new Set();

  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const fold = id && document.getElementById(id)?.closest("details");
    if (fold) fold.open = true;
  }

  addEventListener("hashchange", openTarget);
  openTarget();

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.kb-more:not([open])").forEach((fold) => {
      fold.open = true;
      opened.add(fold);
    });
  });
  addEventListener("afterprint", () => {
    opened.forEach((fold) => { fold.open = false; });
    opened.clear();
  });

  const back = document.querySelector(".kb-back");
  if (back && location.protocol !== "file:" && location.pathname.startsWith("/kb/")) back.hidden = false;
})();
