/* Small improvements to pages that already work without them. */
(() => {
  "use strict";

  // Menus are <details>: close the others, close on Escape and on a click elsewhere.
  const menus = () => document.querySelectorAll("details[data-menu][open]");

  document.addEventListener("click", (event) => {
    for (const menu of menus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // <form data-autosubmit>: a choice is sent as soon as it is made; its button is for those without JavaScript.
  for (const form of document.querySelectorAll("form[data-autosubmit]")) {
    // What is typed still needs a button to send it.
    const typed = form.querySelector("input[type=search], input[type=text], input:not([type])");
    const button = form.querySelector("[type=submit]");
    if (button && !typed) button.hidden = true;
  }
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.matches("form[data-autosubmit]") && event.target.matches("select, input[type=radio], input[type=month]")) {
      form.requestSubmit ? form.requestSubmit() : form.submit();
    }
  });

  // <button data-print hidden>: shown only where it can do something.
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // A browser writes dates its own way (12/31/2025): the words beside it say which day it is.
  const inWords = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  for (const input of document.querySelectorAll("input[type=date]")) {
    const words = document.createElement("output");
    words.className = "day-words";
    words.htmlFor = input.id;
    const label = document.querySelector(`label[for="${input.id}"]`);
    (label || input).after(words);
    const show = () => {
      const day = new Date(`${input.value}T00:00Z`);
      words.textContent = Number.isNaN(day.getTime()) ? "" : inWords.format(day);
    };
    input.addEventListener("input", show);
    show();
  }

  // A refused form: read the summary first.
  const refusal = document.querySelector("[data-focus-first]");
  if (refusal) refusal.focus();

  // <form data-submit-once>: the second click of an impatient finger does nothing.
  // The button is disabled after the form data has been collected, so its own name and value still travel.
  const sent = new Set();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-submit-once]") || event.defaultPrevented) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
        if (button.disabled) continue;
        button.disabled = true;
        button.dataset.sent = "";
        button.setAttribute("aria-busy", "true");
      }
    }, 0);
  });

  // Back button: the page returns from the browser's memory with its buttons still asleep.
  window.addEventListener("pageshow", () => {
    for (const form of sent) {
      for (const button of form.querySelectorAll("[data-sent]")) {
        button.disabled = false;
        button.removeAttribute("aria-busy");
        delete button.dataset.sent;
      }
    }
    sent.clear();
  });
})();
