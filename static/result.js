/* What a result's page without script does already, made nicer: what is folded stays folded, all races or none. */
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];

  /* Which sessions are folded is remembered for this page, in this browser. */
  const place = `folded ${location.pathname}`;
  const folds = () => all("details[data-fold]");
  const remembered = () => {
    try { return JSON.parse(localStorage.getItem(place)) ?? []; } catch { return []; }
  };
  const remember = () => {
    const folded = folds().filter((fold) => !fold.open).map((fold) => fold.id);
    try { localStorage.setItem(place, JSON.stringify(folded)); } catch { /* a browser that keeps nothing */ }
  };
  const restore = () => {
    const folded = remembered();
    folds().forEach((fold) => { if (folded.includes(fold.id)) fold.open = false; });
    const wanted = document.getElementById(location.hash.slice(1))?.closest("details[data-fold]");
    if (wanted) wanted.open = true;
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("details[data-fold] > summary")) setTimeout(remember);
  });
  window.addEventListener("hashchange", restore);
  window.addEventListener("beforeprint", () => folds().forEach((fold) => { fold.open = true; }));
  window.addEventListener("afterprint", restore);

  /* All races, or none. */
  const boxes = () => all("input[name=races]");
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-all], [data-none]");
    if (button) boxes().forEach((box) => { box.checked = button.matches("[data-all]"); });
  });

  /* A page that waits for its sheets looks again; the reader may be in the middle of it, so not while it is hidden. */
  const again = document.querySelector("[data-waits]");
  if (again) setInterval(() => { if (!document.hidden) location.reload(); }, 4000);

  restore();
  document.addEventListener("htmx:load", restore);
})();
