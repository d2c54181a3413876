/* A shared device that nobody touches goes to its lock; what is typed but not sent stays while the page waits.
   The server locks by itself as well: this only hides the figures sooner. */
(() => {
  "use strict";
  const mark = document.querySelector("[data-lock-seconds]");
  if (!mark || !Number(mark.dataset.lockSeconds) || location.pathname === mark.dataset.lockUrl) return;
  const limit = Number(mark.dataset.lockSeconds) * 1000;
  let last = Date.now();
  for (const act of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(act, () => { if (document.body.dataset.locked === undefined) last = Date.now(); }, { passive: true });
  }
  const main = document.querySelector("main");
  setInterval(() => {
    if (Date.now() - last < limit || document.body.dataset.locked !== undefined) return;
    document.body.dataset.locked = "";
    const typed = [...main.querySelectorAll("form[method=post] :is(input, textarea)")].some(
      (field) => field.type !== "hidden" && field.value !== field.defaultValue);
    if (!typed) {
      location.assign(`${mark.dataset.lockUrl}?next=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    main.hidden = true; // sending the form later asks for the password and keeps what was typed
    mark.hidden = false;
    mark.querySelector("button").addEventListener("click", () => {
      const form = [...main.querySelectorAll("form[method=post]")].find((one) =>
        [...one.elements].some((field) => field.type !== "hidden" && field.value !== field.defaultValue));
      main.hidden = false;
      form.requestSubmit();
    });
  }, 1000);
})();
