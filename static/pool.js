/* At the pool: the race that the phone's clock says is next, how long until then, and a screen that stays on. */
(() => {
  "use strict";

  const MINUTE = 60000;
  const IN_THE_WATER = 5 * MINUTE;
  const page = document.querySelector("[data-races]");
  const races = () => [...page.querySelectorAll("[data-race]")];
  const language = document.documentElement.lang;
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const clock = document.querySelector("#clock");
  let asked = null;
  let known = "";
  let clockIsSet = false;

  /* A time without a zone is the phone's own, as it should be: the phone is at the pool. */
  const ends = (race) => {
    if (race.dataset.start) return Date.parse(race.dataset.start) + IN_THE_WATER;
    return race.dataset.day ? Date.parse(`${race.dataset.day}T23:59`) : Infinity;
  };

  const until = (milliseconds) => {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds <= 0) return words.format(0, "second");
    if (seconds < 600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds < 7200) return words.format(Math.round(seconds / 60), "minute");
    return seconds < 172800 ? words.format(Math.round(seconds / 3600), "hour") : words.format(Math.round(seconds / 86400), "day");
  };

  const show = () => {
    const now = Date.now();
    const all = races();
    const next = all.find((race) => race.dataset.race === asked) ?? all.find((race) => ends(race) > now);
    const current = next ?? all.at(-1);
    all.forEach((race) => { race.hidden = race !== current; });
    page.querySelector("[data-over]").hidden = Boolean(next) || !all.length;
    document.querySelectorAll("[data-current]").forEach((field) => { field.value = current?.dataset.race ?? field.value; });
    if (clock && !clockIsSet) clock.value = new Date().toTimeString().slice(0, 5);
    const left = current?.querySelector("[data-countdown]");
    if (!left) return;
    left.hidden = ends(current) < now;
    left.textContent = until(Date.parse(current.dataset.start) - now);
  };

  const localise = () => page.querySelectorAll("[data-local]").forEach((time) => {
    const at = new Date(time.dateTime).toLocaleTimeString(navigator.language, { hour: "numeric", minute: "2-digit" });
    time.textContent = `${time.dataset.local} ${at}`;
  });

  /* What others moved meanwhile. Without a signal, what is here stays. */
  const renew = async () => {
    if (document.hidden || !navigator.onLine) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-races]");
    if (!fresh || fresh.innerHTML === known) return;
    known = fresh.innerHTML;
    page.replaceChildren(...fresh.children);
    localise();
    show();
  };

  page.addEventListener("click", (event) => {
    const step = event.target.closest("[data-go]");
    if (!step) return;
    event.preventDefault();
    asked = step.dataset.go;
    show();
    page.querySelector("[data-race]:not([hidden]) [data-go]")?.focus();
  });

  clock?.addEventListener("input", () => { clockIsSet = true; });

  const awake = document.querySelector("[data-awake]");
  let lock = null;
  const hold = async () => { lock = await navigator.wakeLock.request("screen").catch(() => null); };
  if (navigator.wakeLock) {
    awake.hidden = false;
    awake.addEventListener("click", async () => {
      const on = awake.getAttribute("aria-pressed") !== "true";
      if (on) await hold(); else await lock?.release();
      awake.setAttribute("aria-pressed", String(on && Boolean(lock)));
    });
    /* A phone lets go when the page is left; the wish stays. */
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && awake.getAttribute("aria-pressed") === "true") hold();
    });
  }

  localise();
  show();
  setInterval(show, 1000);
  setInterval(renew, MINUTE);
  /* Whoever comes back to the page wants to know what is next now. */
  document.addEventListener("visibilitychange", () => { asked = null; show(); renew(); });
})();
