/* Pages of races that were opened once open again without a signal.

   Only a page that says until when it is kept (data-kept-until) is saved, on this device and for no longer than that. One
   that the server no longer has is forgotten here too. Everything is asked of the network first. */
"use strict";

const PAGES = "pages";
const ASSETS = "assets";
const OFFLINE = "/offline";
const PATIENCE = 6000;
const MOST = { [PAGES]: 60, [ASSETS]: 80 };

self.addEventListener("install", (event) => event.waitUntil(fetch(OFFLINE).then(keepWhole).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.endsWith("/delete")) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

/* A page that has just been opened, perhaps before this was here, and those that belong to it. */
self.addEventListener("message", (event) => event.waitUntil(Promise.all((event.data.keep ?? []).map(async (address) => {
  const answer = await fetch(address, { headers: { Purpose: "prefetch" } }).catch(() => null);
  if (answer) await settle(new URL(address), answer);
}))));

async function page(event, url) {
  const saved = await savedAt(url);
  try {
    const late = saved && new Promise((_, give) => setTimeout(give, PATIENCE));
    const answer = await Promise.race([fetch(event.request), late].filter(Boolean));
    if (saved && answer.status >= 500) return saved;
    if (answer.type !== "opaqueredirect") event.waitUntil(settle(url, answer.clone()));
    return answer;
  } catch {
    return saved ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function asset(request) {
  const saved = await caches.match(request);
  if (saved) return saved;
  const answer = await fetch(request);
  if (answer.ok) await put(ASSETS, request.url, answer.clone());
  return answer;
}

/* One copy of a page for each swimmer, however it was asked for. */
function place(url) {
  const who = url.searchParams.get("who");
  return url.origin + url.pathname + (who ? `?who=${who}` : "");
}

async function savedAt(url) {
  const saved = await (await caches.open(PAGES)).match(place(url));
  return saved && Date.parse(saved.headers.get("X-Kept-Until")) > Date.now() ? saved : undefined;
}

async function settle(url, answer) {
  if (answer.status === 404 || answer.status === 410) return forget(url);
  if (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/html")) await keep(url, answer);
}

async function keep(url, answer) {
  const text = await answer.text();
  const until = text.match(/data-kept-until="([^"]+)"/)?.[1];
  if (!until) return;
  const headers = new Headers(answer.headers);
  headers.set("X-Kept-Until", until);
  const marked = text.replace("<html", `<html data-saved="${new Date().toISOString()}"`);
  await keepAssets(text); // first: a page that is saved is whole
  await put(PAGES, place(url), new Response(marked, { headers }));
  await forgetOld();
}

async function keepWhole(answer) {
  await put(ASSETS, OFFLINE, answer.clone());
  await keepAssets(await answer.text());
}

async function keepAssets(text) {
  const named = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1].replaceAll("&amp;", "&"));
  await Promise.all(named.map((address) => asset(new Request(address)).catch(() => null)));
}

async function put(name, address, answer) {
  const cache = await caches.open(name);
  await cache.put(address, answer); // the last in its order, also where it was there before
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[name])).map((request) => cache.delete(request)));
}

/* All pages of that result: what is gone at one address is gone at all. */
async function forget(url) {
  const root = url.pathname.split("/", 3).join("/");
  await drop((request) => new URL(request.url).pathname.split("/", 3).join("/") === root);
}

async function forgetOld() {
  await drop((_, saved) => Date.parse(saved.headers.get("X-Kept-Until")) < Date.now());
}

async function drop(isUnwanted) {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const saved = await cache.match(request);
    if (!saved || isUnwanted(request, saved)) await cache.delete(request);
  }
}
