/* The worker of the door (scope /desk/): a page of it opens without a network, from what the page itself put in the cache. */

const CACHE = "desk";
const PATIENCE = 4000; // milliseconds; a network that answers no sooner is as good as none

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const door = /^\/desk\/[^/]+\//.exec(address.pathname)?.[0];
  if (address.pathname.startsWith("/static/")) event.respondWith(kept(request));
  else if (request.mode === "navigate" && door) event.respondWith(page(request, door));
});

/* Files bear the hash of their content: what is kept is right. */
const kept = async (request) => (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);

/* The network first; without one, the door's page, which reads the address itself (a ticket's, a search). */
const page = async (request, door) => {
  const cached = await (await caches.open(CACHE)).match(new URL(door, request.url).href, { ignoreVary: true });
  if (!cached) return fetch(request);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(cached), PATIENCE);
    fetch(request).then(
      (response) => { clearTimeout(timer); resolve(response.status >= 502 ? cached : response); },
      () => { clearTimeout(timer); resolve(cached); },
    );
  });
};
