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
