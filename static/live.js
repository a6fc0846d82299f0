/* The line on which a page that works hears of its work: one for a browser, and a new one when it may be dead. */
(() => {
  "use strict";

  const one = (selector) => document.querySelector(selector);
  const ASKS_EVERY = 4000;
  const ASLEEP = 20_000;
  const NOTICED = 10_000;

  /* Whoever watches is told when the page hears no more, but not of a server that is started anew meanwhile. */
  let unheard;
  const say = (words) => {
    const note = one("[data-connection]");
    if (note) Object.assign(note, { textContent: words ? note.dataset[words] : "", hidden: !words });
  };
  /* What was still under way when the signal went does not bring it back. */
  const heard = () => {
    clearTimeout(unheard);
    unheard = null;
    say(navigator.onLine ? "" : "offline");
  };
  const broken = () => {
    if (!navigator.onLine) say("offline");
    unheard ??= setTimeout(() => say(navigator.onLine ? "again" : "offline"), NOTICED);
  };
  window.addEventListener("offline", broken);
  ["htmx:sseError", "htmx:sendError"].forEach((event) => document.addEventListener(event, broken));
  ["htmx:sseOpen", "htmx:sseMessage", "htmx:afterOnLoad"].forEach((event) => document.addEventListener(event, heard));

  /* What a button brings takes the page's place without a load: the page that its plain form leads to, or what went wrong. */
  const isForm = ({ requestConfig }) => requestConfig.elt.matches("form");
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 || !isForm(detail)) return;
    Object.assign(detail, { shouldSwap: true, target: one("main"), swapOverride: "outerHTML", selectOverride: "main" });
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && isForm(detail)) detail.requestConfig.elt.reset();
  });

  /* Whoever pressed a button that is no more goes on at the heading. */
  let pressed = false;
  document.addEventListener("submit", () => { pressed = true; });
  document.addEventListener("htmx:load", () => {
    const heading = one("main h1");
    if (!pressed || document.activeElement !== document.body || !heading) return;
    pressed = false;
    Object.assign(heading, { tabIndex: -1 }).focus();
  });

  /* A sheet that was added elsewhere has no row here yet. */
  const makeRoom = (html) => {
    for (const [, id] of html.matchAll(/<li id="(job-row-[^"]+)"/g)) {
      if (!document.getElementById(id)) one("#batch .rows")?.append(Object.assign(document.createElement("li"), { id }));
    }
  };
  document.addEventListener("htmx:sseBeforeMessage", ({ detail }) => makeRoom(detail.data));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => makeRoom(detail.serverResponse));

  /* A browser has six lines to a site, and needs some to send sheets: of its tabs the last one looked at listens. */
  const tabs = new BroadcastChannel("live");
  let line;
  htmx.createEventSource = (address) => {
    line = new EventSource(address);
    if (document.hidden) line.close();
    else tabs.postMessage("mine");
    return line;
  };
  tabs.onmessage = () => line?.close();

  /* The others ask. */
  const ask = () => line?.readyState === EventSource.CLOSED && one("#live") && htmx.trigger("#live", "ask");

  /* Nobody tells a browser that its line has died while it slept. */
  const renew = () => {
    const live = one("#live");
    if (live && !document.hidden) htmx.swap(live, live.outerHTML, { swapStyle: "outerHTML" });
  };
  window.addEventListener("online", renew);
  document.addEventListener("visibilitychange", renew);
  let awake = Date.now();
  setInterval(() => {
    if (Date.now() - awake > ASLEEP) renew();
    else ask();
    awake = Date.now();
  }, ASKS_EVERY);
})();
