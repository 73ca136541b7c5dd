// Printing and copying from the record's pages.

document.getElementById("print")?.addEventListener("click", () => window.print());

document.getElementById("copy")?.addEventListener("click", async () => {
  const text = document.getElementById("excerpt");
  try {
    await navigator.clipboard.writeText(text.value);
  } catch { // without https the browser offers only the old way
    text.select();
    document.execCommand("copy");
  }
  document.getElementById("copied").textContent = "コピーしました。児童記録票に貼り付けてください。";
});
