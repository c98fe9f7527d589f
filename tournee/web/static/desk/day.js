/* The day at this door as it stands: what the server said last, with what was noted here since laid over it. */

import { searchKey } from "./search.js";

export const createDay = () => {
  let said = null; // people.json without its people
  let offset = 0; // milliseconds by which this telephone's clock is ahead of the server's
  let savedAt = 0; // when the server was last heard of the list, by its own clock
  const people = new Map();
  const arrived = new Map(); // the ids of newcomers, by the nonce of the fact that brought them
  const queue = new Map(); // facts the server has not answered yet, by nonce
  let byPerson = new Map(); // the same by person, made anew when the queue changes
  let undone = new Set();
  let replaced = new Map(); // the ids of who comes instead, by the id of who does not
  let ordered = [];

  const index = () => {
    byPerson = new Map();
    undone = new Set();
    replaced = new Map();
    for (const fact of queue.values()) {
      if (fact.kind === "undo") for (const nonce of [fact.undoes].flat()) undone.add(nonce);
      else if (fact.person) push(byPerson, arrived.get(fact.person) ?? fact.person, asServer(fact));
    }
    for (const { id, instead_of: absent, state } of people.values()) if (absent && state !== "cancelled") replaced.set(absent, id);
    for (const { nonce, person, instead_of: absent } of queue.values()) {
      if (absent && !undone.has(nonce)) replaced.set(absent, person);
    }
  };

  const asServer = (fact) => ({
    nonce: fact.nonce, session: fact.session, moment: Date.parse(fact.at) - offset, direction: fact.kind === "out" ? "out" : "in", own: true,
  });

  /* As the server sorts, by what they are found by: whoever came since is put in their place. */
  const order = () => { ordered = [...people.values()].sort(byKey); };

  const put = (person) => {
    person.ranks ??= people.get(person.id)?.ranks; // the list tells them, no single answer does
    person.key ??= searchKey(`${person.name} ${person.firm ?? ""} ${person.code}`);
    for (const fact of person.facts ?? []) {
      fact.moment = Date.parse(fact.at);
      fact.session ??= null;
      if (people.has(fact.nonce)) arrive(fact.nonce, person.id);
    }
    people.set(person.id, person);
  };

  /* Whoever was called by a nonce has an id now. */
  const arrive = (nonce, id) => {
    arrived.set(nonce, id);
    people.delete(nonce);
  };

  /* Somebody who walked in is a person at once, before the server knows. */
  const putNewcomer = (fact) => {
    if (people.has(fact.person) || arrived.has(fact.person)) return;
    const instead = people.get(fact.instead_of);
    put({
      id: fact.person, code: "", name: fact.name, firm: fact.firm, state: instead ? undefined : "walk_in",
      sessions: instead?.sessions, instead_of: fact.instead_of,
    });
  };

  const day = {
    get door() { return said.door; },
    get sessions() { return said.sessions; },
    get version() { return said.version; },
    get offset() { return offset; },
    get savedAt() { return savedAt; },
    get people() { return ordered; },
    get started() { return said !== null; },
    /* How many people the server told of: what the telephone keeps. */
    get known() { return ordered.filter((person) => person.code).length; },

    person: (id) => people.get(arrived.get(id) ?? id),
    withCode: (code) => ordered.find((person) => person.code === code),

    /* Facts that wait for the server. */
    get queued() { return [...queue.values()]; },

    /* From people.json, with what was kept beside it: the `door`, people who changed `later`, `facts` that wait. */
    start: (snapshot, { door, later = [], facts = [] } = {}) => {
      const { people: everybody, ...rest } = snapshot;
      said = { ...rest, version: door?.version ?? rest.version };
      offset = door?.offset ?? Date.now() - Date.parse(snapshot.server_now);
      savedAt = door?.saved_at ?? Date.now() - offset;
      people.clear();
      for (const person of everybody) put(person);
      for (const person of people.values()) for (const fact of person.facts ?? []) arrived.set(fact.nonce, person.id);
      for (const fact of facts) queue.set(fact.nonce, fact);
      for (const person of later) put(person);
      for (const fact of queue.values()) if (fact.name) putNewcomer(fact);
      index();
      ordered = [...people.values()]; // in order, as they came from the server
      if (later.length || queue.size) order();
    },

    /* What the server answered: its moment, its version, and people as they stand now. */
    hear: ({ version, sessions, door, server_now: now }, changed) => {
      said = { ...said, version: version ?? said.version, sessions: sessions ?? said.sessions, door: door ?? said.door };
      if (now) offset = Date.now() - Date.parse(now);
      if (version) savedAt = Date.now() - offset;
      for (const person of changed) put(person);
      index();
      if (changed.length) order();
    },

    /* Nothing changed meanwhile. */
    confirm: () => { savedAt = Date.now() - offset; },

    add: (fact) => {
      queue.set(fact.nonce, fact);
      index();
      if (!fact.name) return;
      putNewcomer(fact);
      order();
    },

    settle: (nonces) => {
      for (const nonce of nonces) queue.delete(nonce);
      index();
    },

    /* What the server made of a newcomer: the person, or nobody where it refused. */
    settleNewcomer: (nonce, person) => {
      people.delete(nonce);
      if (person) arrive(nonce, person.id);
      index();
      order();
    },

    /* The facts that stand about somebody, the earliest first: {nonce, session, moment, direction}. */
    factsOf: (person) => {
      const own = byPerson.get(person.id);
      if (!own && !person.facts?.length) return [];
      if (!own && !undone.size) return person.facts;
      const before = person.facts ?? [];
      const nonces = new Set(before.map((fact) => fact.nonce));
      const all = [...before, ...(own ?? []).filter((fact) => !nonces.has(fact.nonce))];
      return all.filter((fact) => !undone.has(fact.nonce)).sort((a, b) => a.moment - b.moment);
    },

    /* Who comes in the place of somebody: known before the server says so. */
    replacedBy: (person) => day.person(replaced.get(person.id)),
  };
  return day;
};

const push = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

const byKey = (a, b) => (a.key < b.key ? -1 : Number(a.key > b.key));
