/* What the telephone keeps, in IndexedDB: for each door its day, whoever changed since, and facts still to be sent. */

const STORES = { doors: "token", days: "token", changed: ["token", "id"], facts: "nonce" };
let opening;

const open = () => {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("desk", 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        const store = asked.result.createObjectStore(name, { keyPath });
        if (name === "changed" || name === "facts") store.createIndex("token", "token");
      }
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error ?? new Error("blocked"));
  });
  return opening;
};

/* Do something in one transaction: `work` is handed the stores by name; resolved once it is written for good. */
const within = async (names, mode, work) => {
  const database = await open();
  return new Promise((resolve, reject) => {
    const doing = database.transaction(names, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const result = work(Object.fromEntries(names.map((name) => [name, doing.objectStore(name)])));
    doing.oncomplete = () => resolve(result);
    doing.onabort = doing.onerror = () => reject(doing.error);
  });
};

const ALL = Object.keys(STORES);

/* Everything kept of a door: {door, day, changed, facts}, the first two undefined where there is nothing. */
export const read = async (token) => {
  const asked = await within(ALL, "readonly", ({ doors, days, changed, facts }) => [
    doors.get(token), days.get(token), changed.index("token").getAll(token), facts.index("token").getAll(token),
  ]);
  const [door, day, changed, facts] = asked.map((one) => one.result);
  return { door, day: day?.day, changed: changed.map((one) => one.person), facts: facts.sort((a, b) => a.made - b.made) };
};

export const everyDoor = async () => (await within(["doors"], "readonly", ({ doors }) => doors.getAll())).result;

/* The tokens with facts still to be sent, also of doors whose names are erased. */
export const waiting = async () => {
  const facts = (await within(["facts"], "readonly", ({ facts }) => facts.getAll())).result;
  return [...new Set(facts.map((fact) => fact.token))];
};

/* A whole day anew. `door` is {token, expires_at, saved_at, version, offset}. */
export const keepDay = (door, day) =>
  within(["doors", "days", "changed"], "readwrite", ({ doors, days, changed }) => {
    doors.put(door);
    days.put({ token: door.token, day });
    dropAll(changed, door.token);
  });

/* What the server said since: people as they stand now, and the facts it has. */
export const keepChanges = (door, people, sent) =>
  within(["doors", "changed", "facts"], "readwrite", ({ doors, changed, facts }) => {
    doors.put(door);
    for (const person of people) changed.put({ token: door.token, id: person.id, person });
    for (const nonce of sent) facts.delete(nonce);
  });

export const keepFact = (fact) => within(["facts"], "readwrite", ({ facts }) => { facts.put(fact); });

/* Names, firms and codes are erased; facts that nobody else has are erased only with `andFacts`. */
export const erase = (token, { andFacts = false } = {}) =>
  within(ALL, "readwrite", ({ doors, days, changed, facts }) => {
    doors.delete(token);
    days.delete(token);
    dropAll(changed, token);
    if (andFacts) dropAll(facts, token);
  });

const dropAll = (store, token) => {
  store.index("token").openKeyCursor(IDBKeyRange.only(token)).onsuccess = (event) => {
    const cursor = event.target.result;
    if (!cursor) return;
    store.delete(cursor.primaryKey);
    cursor.continue();
  };
};
