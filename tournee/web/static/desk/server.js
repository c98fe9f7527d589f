/* The server's side of the door: what is asked of it, and how it is known that it cannot be reached. */

const PATIENCE = 15_000;

/* The door has ended, or was withdrawn: nothing more may be asked. `said` is the server's sentence. */
export class Ended extends Error {
  constructor(said) {
    super("ended");
    this.said = said;
  }
}

/* What is asked under `base` (/desk/<token>/): its JSON, or null where nothing changed. Throws Ended, or any error. */
const ask = async (base, path, options = {}) => {
  const response = await fetch(base + path, {
    cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...options,
  });
  if (response.status === 304) return null;
  if (response.status === 410) {
    // Only what the door itself says of its end counts: upon it names are erased, and what was not sent is dropped.
    const body = await response.json().catch(() => null);
    if (body?.ended) throw new Ended(body.said ?? "");
  }
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
};

const send = (base, path, body) =>
  ask(base, path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const people = (base) => ask(base, "people.json");

export const changes = (base, since) => ask(base, `changes.json?since=${encodeURIComponent(since)}`);

export const facts = (base, list) => send(base, "facts.json", { device_now: new Date().toISOString(), facts: list });

export const ready = (base, people) => send(base, "ready.json", { people });

/* A photograph of a code: the code that the server read on it, "" where it read none. */
export const photograph = async (base, picture) => {
  const body = new FormData();
  body.append("photo", picture, "ticket.jpg");
  const response = await fetch(`${base}photo/`, { method: "POST", body, signal: AbortSignal.timeout(2 * PATIENCE) });
  return codeInAddress(response.url);
};

/* The code of a ticket's page in the desk: /desk/<token>/ticket/<code>/. */
export const codeInAddress = (address) => /\/ticket\/([^/]+)\/$/.exec(new URL(address).pathname)?.[1] ?? "";
