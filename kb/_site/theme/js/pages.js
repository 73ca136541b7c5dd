// Folded sections: opened by a link that leads into them, and on paper where they belong there.
(() => {
  "use strict";
  const opened = new Set();

  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const fold = id && document.getElementById(id)?.closest("details");
    if (!fold) return;
    fold.open = true;
    fold.classList.add("kb-wanted");
  }

  addEventListener("hashchange", openTarget);
  openTarget();

  // The theme opens every fold for paper: what was decided goes there only if its reader has opened it.
  document.querySelectorAll("details.kb-decided > summary").forEach((summary) => {
    summary.addEventListener("click", () => summary.parentElement.classList.toggle("kb-wanted", !summary.parentElement.open));
  });

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

  // A region that scrolls has to be reached by the keyboard; one that does not is no stop.
  document.querySelectorAll(".kb-scroll").forEach((frame, n) => {
    if (frame.scrollWidth <= frame.clientWidth) return;
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    if (!frame.hasAttribute("aria-label")) frame.setAttribute("aria-label", `横に動かせる表 ${n + 1}`);
  });

  document.querySelectorAll(".kb-print").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  const back = document.querySelector(".kb-back");
  if (back && location.protocol !== "file:" && location.pathname.startsWith("/kb/")) back.hidden = false;
})();
