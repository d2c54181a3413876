/* Fetches files one after the other and shows how far it is. Without it every link works by itself. */
(() => {
  "use strict";

  const all = document.querySelector("[data-parts-all]");
  if (!all) return;
  const links = [...document.querySelectorAll("[data-part]")];
  const bar = all.querySelector("progress");
  const done = all.querySelector("[data-parts-done]");
  all.hidden = false;

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  all.querySelector("button").addEventListener("click", async (event) => {
    event.target.disabled = true;
    let count = 0;
    for (const link of links) {
      const answer = await fetch(link.href);
      if (!answer.ok) break;
      save(await answer.blob(), link.dataset.part);
      count += 1;
      bar.value = count;
      done.textContent = `${count} / ${links.length}`;
    }
    event.target.disabled = false;
  });
})();
