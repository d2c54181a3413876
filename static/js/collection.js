/* The collection sheet: kept while typing, added up, usual dues filled in. Works without this file. */
(() => {
  "use strict";

  const form = document.querySelector("[data-collection]");
  if (!form) return;

  const AMOUNT = /^(\d+|\d{1,3}(\.\d{3})+)$/;
  const WAIT = 1500;
  const grouped = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const saved = form.querySelector("[data-saved]");
  const version = form.elements.versi;

  // ---- the sum

  const sum = form.querySelector("[data-collection-sum]");
  const add = () => {
    let total = 0;
    for (const input of form.querySelectorAll(".money-input")) {
      const typed = input.value.trim();
      if (AMOUNT.test(typed)) total += Number(typed.replaceAll(".", ""));
    }
    sum.querySelector("[data-sum]").textContent = grouped(total);
    sum.querySelector("[data-present]").textContent = form.querySelectorAll("input[type=checkbox]:checked").length;
  };
  sum.hidden = false;
  add();

  // ---- keeping: one request at a time, none once the sheet itself is sent

  let timer = 0;
  let isBusy = false;
  let isDirty = false;
  let isOver = false;
  const running = new AbortController();

  const keep = async () => {
    if (isBusy || isOver) return;
    isBusy = true;
    isDirty = false;
    const data = new FormData(form);
    data.append("autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, signal: running.signal, headers: { Accept: "application/json" } });
      const told = await answer.json();
      saved.textContent = told.text;
      if (answer.ok) version.value = told.version;
      else if (answer.status === 409) isOver = true;
    } catch (_error) {
      if (!isOver) {
        saved.textContent = saved.dataset.failed;
        isDirty = true;
      }
    }
    isBusy = false;
    if (isDirty) later();
  };

  const later = () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  };

  form.addEventListener("input", () => {
    add();
    later();
  });
  form.addEventListener("submit", () => {
    isOver = true;
    clearTimeout(timer);
    running.abort();
  });

  // ---- usual dues for those who are there

  const filler = form.querySelector("[data-fill-regular]");
  if (form.querySelector("[data-regular]")) filler.hidden = false;
  filler.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    for (const row of form.querySelectorAll("tbody tr")) {
      if (!row.querySelector("input[type=checkbox]").checked) continue;
      for (const input of row.querySelectorAll("[data-regular]")) {
        if (!input.value) input.value = grouped(input.dataset.regular);
      }
    }
    add();
    later();
  });
})();
