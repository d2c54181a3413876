/* The general journal, improved: rows that grow, totals that follow, subsidiary accounts that fit.
   The form is a Django formset with the prefix "lines" and works without this file. */
(() => {
  "use strict";

  const PREFIX = "lines";
  const AMOUNT = /^(\d+|\d{1,3}(\.\d{3})+)$/;

  /** Rupiah as written, or null for what is no rupiah. "" is zero. At most 15 digits. */
  const parseRupiah = (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return 0;
    if (!AMOUNT.test(trimmed)) return null;
    const digits = trimmed.replaceAll(".", "");
    return digits.length > 15 ? null : Number(digits);
  };

  const formatRupiah = (amount) => String(amount).replace(/\B(?=(\d{3})+$)/g, ".");

  const named = (row, name) => row.querySelector(`[name^="${PREFIX}-"][name$="-${name}"]`);
  const amountOf = (input) => /^lines-\d+-(debit|credit)$/.exec(input.name || "");

  const isEmpty = (row) =>
    [...row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select")].every((input) => input.value === "");

  const start = (form) => {
    const count = form.elements[`${PREFIX}-TOTAL_FORMS`];
    const most = form.elements[`${PREFIX}-MAX_NUM_FORMS`];
    const template = form.querySelector("template#line-template") || document.getElementById("line-template");
    const rowOf = (element) => element.closest("[data-line], tr");
    const rows = () => {
      const found = new Set();
      for (const input of form.querySelectorAll(`[name^="${PREFIX}-"][name$="-account"]`)) found.add(rowOf(input));
      return [...found];
    };

    // ---- totals

    const mark = (input, valid) => {
      if (valid) {
        if (input.dataset.refused !== undefined) {
          input.removeAttribute("aria-invalid");
          delete input.dataset.refused;
        }
      } else {
        input.setAttribute("aria-invalid", "true");
        input.dataset.refused = "";
      }
    };

    /** The sum of one column, or null while one of its amounts cannot be read. */
    const total = (side) => {
      let sum = 0;
      for (const row of rows()) {
        const input = row.hidden ? null : named(row, side);
        const amount = input ? parseRupiah(input.value) : 0;
        if (amount === null) return null;
        sum += amount;
      }
      return sum;
    };

    const show = (selector, amount) => {
      for (const place of form.querySelectorAll(selector)) {
        place.textContent = amount === null ? "" : formatRupiah(amount);
      }
    };

    const refresh = () => {
      const debit = total("debit");
      const credit = total("credit");
      const known = debit !== null && credit !== null;
      const difference = known ? Math.abs(debit - credit) : null;
      show('[data-total="debit"]', debit);
      show('[data-total="credit"]', credit);
      show("[data-difference]", difference);
      const state = !known || debit + credit === 0 ? "unknown" : difference === 0 ? "balanced" : "unbalanced";
      for (const place of form.querySelectorAll("[data-balance]")) place.hidden = place.dataset.balance !== state;
    };

    // ---- subsidiary accounts of the chosen account

    /** The page's template of a row offers nothing: copy what the first row offers. */
    const offerAsFirst = (row) => {
      for (const name of ["account", "subsidiary"]) {
        const source = named(rows()[0], name);
        const select = named(row, name);
        if (!source || !select || select === source || select.tagName !== "SELECT") continue;
        const offers = source.allOptions
          ? source.allOptions.map((option) => option.cloneNode(true))
          : [...source.cloneNode(true).childNodes];
        for (const option of offers) if (option.nodeType === 1) option.removeAttribute("selected");
        select.replaceChildren(...offers);
        for (const chosen of select.querySelectorAll("option[selected]")) chosen.removeAttribute("selected");
        select.value = "";
      }
    };

    const filterSubsidiaries = (row) => {
      const account = named(row, "account");
      const subsidiary = named(row, "subsidiary");
      if (!account || !subsidiary || subsidiary.tagName !== "SELECT") return;
      // Options are taken out rather than hidden: phones show hidden options all the same.
      if (!subsidiary.allOptions) subsidiary.allOptions = [...subsidiary.options];
      const chosen = subsidiary.value;
      const fitting = subsidiary.allOptions.filter(
        (option) => option.dataset.account === undefined || option.dataset.account === account.value,
      );
      subsidiary.replaceChildren(...fitting);
      subsidiary.value = fitting.some((option) => option.value === chosen) ? chosen : "";
      const none = !fitting.some((option) => option.dataset.account !== undefined);
      subsidiary.disabled = none;
      subsidiary.required = !none;
    };

    // ---- rows

    const limit = most && most.value ? Number(most.value) : 1000;

    const reveal = (row) => {
      row.hidden = false;
      const gone = named(row, "DELETE");
      if (gone) gone.checked = false;
      filterSubsidiaries(row);
      const first = named(row, "account");
      if (first) first.focus();
      refresh();
    };

    const addRow = () => {
      const all = rows();
      const lastShown = all.map((row) => row.hidden).lastIndexOf(false);
      if (lastShown + 1 < all.length) {
        reveal(all[lastShown + 1]);
        return;
      }
      const index = Number(count.value);
      if (!template || index >= limit) return;
      const holder = document.createElement("template");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(index));
      const row = holder.content.firstElementChild;
      const place = rows().pop();
      const body = form.querySelector("[data-lines]") || (place && place.parentElement);
      if (!row || !body) return;
      offerAsFirst(row);
      body.append(row);
      count.value = String(index + 1);
      reveal(row);
    };

    /** On a phone even four empty rows are a long way to the button: the last empty ones wait behind "add row". */
    const foldEmptyRows = () => {
      if (!form.querySelector("[data-add-line]") || !matchMedia("(max-width: 719.98px)").matches) return;
      const all = rows();
      const idle = (row) => isEmpty(row) && !row.querySelector(".field-error");
      for (let index = all.length - 1; index >= 2 && idle(all[index]); index -= 1) all[index].hidden = true;
    };

    /** A removed row stays in the form, empty: Django numbers the rows and skips empty ones. */
    const removeRow = (row) => {
      const next = rows().filter((other) => !other.hidden && other !== row);
      for (const input of row.querySelectorAll("input, select, textarea")) {
        if (input.name.endsWith("-DELETE")) input.checked = true;
        else if (input.type === "checkbox") input.checked = false;
        else if (input.type !== "hidden") {
          input.value = "";
          input.required = false;
          input.removeAttribute("aria-invalid");
        }
      }
      row.hidden = true;
      const target = next.length ? named(next[next.length - 1], "account") : form.querySelector("[data-add-line]");
      if (target) target.focus();
      refresh();
    };

    form.addEventListener("click", (event) => {
      const add = event.target.closest("[data-add-line]");
      const remove = event.target.closest("[data-remove-line]");
      if (add) {
        event.preventDefault();
        addRow();
      } else if (remove) {
        event.preventDefault();
        removeRow(rowOf(remove));
      }
    });

    // While one is still writing, an amount is not scolded; it is when the field is left.
    form.addEventListener("input", (event) => {
      if (!amountOf(event.target)) return;
      if (parseRupiah(event.target.value) !== null) mark(event.target, true);
      refresh();
    });

    form.addEventListener("change", (event) => {
      if (amountOf(event.target)) {
        mark(event.target, parseRupiah(event.target.value) !== null);
        refresh();
      } else if (/^lines-\d+-account$/.test(event.target.name || "")) {
        filterSubsidiaries(rowOf(event.target));
      }
    });

    for (const control of form.querySelectorAll("[data-add-line], [data-remove-line]")) control.hidden = false;
    if (template) {
      // buttons inside the template are shown too, once it is copied
      for (const control of template.content.querySelectorAll("[data-remove-line]")) control.hidden = false;
    }
    for (const row of rows()) filterSubsidiaries(row);
    foldEmptyRows();
    for (const input of form.querySelectorAll("input")) {
      if (amountOf(input) && parseRupiah(input.value) === null) mark(input, false);
    }
    // The shared guard in app.js keeps a second click from sending the voucher twice.
    form.dataset.submitOnce = "";
    refresh();
    // The browser fills the fields again after "back", later than this script runs.
    window.addEventListener("pageshow", () => {
      for (const row of rows()) {
        filterSubsidiaries(row);
        if (!isEmpty(row)) row.hidden = false;
      }
      refresh();
    });
  };

  const started = new WeakSet();
  const startAll = () => {
    for (const count of document.querySelectorAll(`input[name="${PREFIX}-TOTAL_FORMS"]`)) {
      if (count.form && !started.has(count.form)) {
        started.add(count.form);
        start(count.form);
      }
    }
  };

  startAll();
  document.addEventListener("htmx:load", startAll);
})();
