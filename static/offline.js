/* Races stay readable where there is no signal: a copy on this device, which says when it was saved. */
(() => {
  "use strict";

  if (!navigator.serviceWorker) return;
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);

  const time = (moment) => {
    const today = new Date().toDateString() === moment.toDateString();
    return moment.toLocaleString(navigator.language, { ...(today ? {} : { dateStyle: "medium" }), timeStyle: "short" });
  };

  const said = (words, moment) => words.replace("{time}", time(new Date(moment)));

  /* This page and those that belong to it, once they hold races. */
  const keep = async () => {
    if (root.dataset.saved || !one("[data-kept-until]")) return;
    const known = await navigator.serviceWorker.register("/sw.js");
    const active = known.active ?? (await navigator.serviceWorker.ready).active;
    const ways = [...document.querySelectorAll("a[data-offline], button[data-offline]")];
    const paths = ways.flatMap((way) => (way.dataset.offline || way.href).split(" "));
    const links = paths.map((path) => new URL(path, location).href);
    active.postMessage({ keep: [location.href.split("#")[0], ...links] });
  };

  const note = one("[data-saved-words]");
  if (root.dataset.saved && note) {
    note.textContent = said(note.dataset.savedWords, root.dataset.saved);
    note.hidden = false;
    one("main").prepend(note);
  }

  /* The page that is shown where nothing else can be: what is saved here. */
  const list = one("[data-saved-list]");
  const show = async () => {
    const cache = await caches.open("pages");
    const rows = await Promise.all((await cache.keys()).map(async (request) => {
      const answer = await cache.match(request); // none any more, if it has just been forgotten
      const saved = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
      const name = saved?.querySelector(".result h1, .family h1")?.textContent.trim();
      if (!name) return null;
      const row = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { className: "button", href: request.url, textContent: name });
      const facts = saved.querySelector(".result .lead")?.textContent.trim();
      const when = said(list.dataset.savedList, saved.documentElement.dataset.saved);
      row.append(link, Object.assign(document.createElement("span"), { className: "note", textContent: [facts, when].filter(Boolean).join(", ") }));
      return row;
    }));
    list.replaceChildren(...rows.filter(Boolean));
    one("[data-forget]").hidden = !list.children.length;
    one("[data-nothing]").hidden = Boolean(list.children.length);
  };
  if (list) {
    show();
    one("[data-forget]").addEventListener("click", async () => { await caches.delete("pages"); await show(); });
  }

  keep();
  /* A page that turns into a result is swapped in several parts: it is saved once, when all are there. */
  let soon;
  document.addEventListener("htmx:oobAfterSwap", () => { clearTimeout(soon); soon = setTimeout(keep, 100); });
})();
