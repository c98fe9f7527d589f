/* What was noted here, sent to the server in batches: kept before it is said, sent again until it is answered. */

import * as server from "./server.js";
import * as store from "./store.js";

const AT_ONCE = 200;
const WAITS = [3, 6, 12, 30, 60];

/* One page of this browser talks to the server at a time; the same fact sent twice would be one all the same. */
export const oneAtATime = (work) => (navigator.locks ? navigator.locks.request("desk", work) : work());

/* `told(what, detail)` hears "sent" (the facts answered: {fact, done, said, person}), "unreachable", "ended" (the server's sentence). */
export const createQueue = ({ token, base, day, told }) => {
  let failures = 0;
  let timer = 0;
  let made = Date.now();

  /* Keep a fact, show it, send it. A newcomer is called by the nonce of the fact that brings them. */
  const note = async (values) => {
    made = Math.max(Date.now(), made + 1);
    const nonce = crypto.randomUUID();
    const now = new Date().toISOString();
    const fact = { nonce, at: now, session: day.door.session, token, made, ...(values.name ? { person: nonce } : {}), ...values };
    // A browser that keeps nothing still notes, as long as there is a network.
    await store.keepFact(fact).catch((error) => { if (!navigator.onLine) throw error; });
    day.add(fact);
    send();
    return fact;
  };

  const send = () => {
    clearTimeout(timer);
    return oneAtATime(sendAll);
  };

  const sendAll = async () => {
    let settled = 1;
    while (day.queued.length && settled) {
      try {
        settled = await sendSome(day.queued.slice(0, AT_ONCE));
        failures = 0;
      } catch (error) {
        if (error instanceof server.Ended) {
          told("ended", error.said);
          return;
        }
        told("unreachable");
        timer = setTimeout(send, WAITS[Math.min(failures, WAITS.length - 1)] * 1000);
        failures += 1;
        return;
      }
    }
  };

  const sendSome = async (facts) => {
    const answer = await server.facts(base, facts.map(asSent));
    const done = answer.facts.map((one, place) => ({ ...one, fact: facts[place] })).filter((one) => one.done !== "later");
    const people = done.map((one) => one.person).filter(Boolean);
    const nonces = done.map((one) => one.fact.nonce);
    day.settle(nonces);
    for (const { fact, person } of done) if (fact.name) day.settleNewcomer(fact.nonce, person);
    day.hear({ server_now: answer.server_now }, people);
    await store.keepChanges(doorRecord(token, day), people, nonces).catch(() => null);
    told("sent", done);
    return nonces.length;
  };

  return { note, send };
};

/* Without what is known of it here alone: `knew`, that whoever noted it had read what the server could say. */
const asSent = ({ token, made, knew, ...fact }) => fact;

/* What is kept beside a day, small enough to be written at every answer. */
export const doorRecord = (token, day) => ({
  token, expires_at: day.door.expires_at, version: day.version, offset: day.offset, saved_at: day.savedAt,
});

/* The last facts of a door whose names are erased; what the server does not take any more is dropped with them.
   `queued` are those the page has, also where the browser kept none. {sent, left}: how many went, and how many still wait
   for a network. */
export const sendLast = async (token, queued = []) => {
  const { facts: kept } = await store.read(token).catch(() => ({ facts: [] }));
  const facts = [...new Map([...queued, ...kept].map((fact) => [fact.nonce, fact])).values()];
  let sent = 0;
  try {
    for (; sent < facts.length; sent += AT_ONCE) {
      await server.facts(`/desk/${token}/`, facts.slice(sent, sent + AT_ONCE).map(asSent));
    }
  } catch (error) {
    if (!(error instanceof server.Ended)) return { sent: 0, left: facts.length };
  }
  await store.erase(token, { andFacts: true }).catch(() => null);
  return { sent: Math.min(sent, facts.length), left: 0 };
};
