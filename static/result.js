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

  /* A page that waits for its sheets takes over what is new. Without a signal it stays as it is, and says so. */
  const waiting = () => document.querySelector("[data-waits]");
  const look = async () => {
    const shown = waiting();
    if (document.hidden || !shown) return;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-waits]");
      if (!fresh) location.reload();
      else if (fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
    } catch {
      const note = shown.querySelector("[data-connection]");
      note.textContent = note.dataset.offline;
      note.hidden = false;
    }
  };
  if (waiting()) setInterval(look, 4000);

  restore();
  document.addEventListener("htmx:load", restore);
})();
