// Adds up a cash count while it is typed. Without it the server adds up after saving.
"use strict";

(() => {
  const form = document.querySelector("[data-cash-count]");
  if (!form) return;

  const grouped = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const total = form.querySelector("[data-count-total]");

  function add() {
    let sum = 0;
    for (const input of form.querySelectorAll("[data-worth]")) {
      const typed = input.value.trim();
      const number = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
      const amount = number * Number(input.dataset.worth);
      input.closest("tr").querySelector("[data-amount]").textContent = amount ? grouped(amount) : "";
      sum += amount;
    }
    total.textContent = grouped(sum);
  }

  form.addEventListener("input", add);
  add();
})();
