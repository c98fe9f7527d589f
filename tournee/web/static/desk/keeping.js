/* Ready without network: the page with its scripts and styles in the browser's cache, the day in IndexedDB. */

const CACHE = "desk";

/* The address of the page itself, as it is kept: without what was searched for. */
const pageOf = (base) => new URL(base, location.href).href;

/* Everything the page was made of, all of it under the hash of its content. */
const made = () => {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = [...document.querySelectorAll("link[href], script[src]")].map((element) => element.href || element.src);
  const ours = `${location.origin}/static/`;
  return [...new Set([...loaded, ...named])].filter((address) => address.startsWith(ours));
};

/* The page without what it shows where there is no script: names are kept in one place, which erases them. */
const nameless = async (base) => {
  const response = await fetch(pageOf(base), { cache: "no-store", headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const plain of page.querySelectorAll("[data-plain]")) plain.replaceChildren();
  for (const notice of page.querySelectorAll("[data-notice]")) notice.remove(); // of the day it was opened on
  const headers = ["Content-Type", "Content-Security-Policy", "Content-Language", "Referrer-Policy"]
    .filter((name) => response.headers.has(name)).map((name) => [name, response.headers.get(name)]);
  return new Response(`<!DOCTYPE html>\n${page.documentElement.outerHTML}`, { headers });
};

/* Keep the page; "" once it is kept, else the name of the sentence that says why not. */
export const keepPage = async (base, worker) => {
  if (!window.isSecureContext) return "whyInsecure";
  if (!navigator.serviceWorker || !window.caches) return "whyNoWorker";
  try {
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
    const cache = await caches.open(CACHE);
    const wanted = made();
    const missing = [];
    for (const address of wanted) if (!(await cache.match(address, { ignoreVary: true }))) missing.push(address);
    await cache.addAll(missing);
    await cache.put(pageOf(base), await nameless(base));
    await dropOld(cache, new Set(wanted));
    navigator.storage?.persist?.();
    return "";
  } catch (error) {
    // What an earlier opening kept is whole: old files go only when the new ones are there.
    if (await caches.match(pageOf(base), { ignoreVary: true }).catch(() => null)) return "";
    if (error.name === "QuotaExceededError") return "whyFull";
    return error.name === "SecurityError" || error.name === "NotSupportedError" ? "whyNoWorker" : "whyCut";
  }
};

/* Files of an earlier release are let go; pages of other doors stay. */
const dropOld = async (cache, wanted) => {
  for (const { url } of await cache.keys()) {
    if (new URL(url).pathname.startsWith("/static/") && !wanted.has(url)) await cache.delete(url, { ignoreVary: true });
  }
};

/* The page of a door that has ended is kept no longer. */
export const dropPage = async (base) => {
  if (window.caches) await (await caches.open(CACHE)).delete(pageOf(base), { ignoreVary: true });
};
