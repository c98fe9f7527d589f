/* What the server is asked: the day at first, then every few seconds what others noted; and how ready that makes us. */

import { keepPage } from "./keeping.js";
import { doorRecord, oneAtATime } from "./queue.js";
import * as server from "./server.js";
import * as status from "./status.js";
import * as store from "./store.js";

const EVERY = 10_000; // milliseconds

/* `draw()` when something changed, `send()` when there is a network again, `ended(said)` when the door is no more. */
export const createAsking = ({ token, base, day, worker, draw, send, ended }) => {
  let kept = false; // the day is saved
  let ready = false; // so is the page
  let reported = false; // and the server knows
  let asking = false;
  let timer = 0;

  const keep = async (writing) => {
    kept = await writing.then(() => true, () => false);
  };

  /* What was saved here before; whether anything was. */
  const recall = async () => {
    const saved = await store.read(token).catch(() => ({ facts: [] }));
    kept = Boolean(saved.day);
    if (kept) day.start(saved.day, { door: saved.door, later: saved.changed, facts: saved.facts });
    else for (const fact of saved.facts) day.add(fact);
    return kept;
  };

  const askPeople = async () => {
    const told = await server.people(base);
    day.start(told, { facts: day.queued });
    draw();
    await keep(store.keepDay(doorRecord(token, day), told));
  };

  const askChanges = async () => {
    const told = await server.changes(base, day.version);
    if (told?.again) return askPeople();
    if (!told) return day.confirm();
    day.hear(told, told.people);
    return keep(store.keepChanges(doorRecord(token, day), told.people, []));
  };

  const ask = async () => {
    if (day.started && Date.parse(day.door.expires_at) <= Date.now() - day.offset) return ended("");
    if (asking || document.hidden) return;
    asking = true;
    try {
      // Not while facts are being sent: an answer older than theirs would hide them.
      await oneAtATime(() => (day.started ? askChanges() : askPeople()));
      status.network(true);
      if (day.queued.length) send();
      await getReady();
    } catch (error) {
      if (error instanceof server.Ended) ended(error.said);
      else status.network(false);
    } finally {
      asking = false;
      draw();
    }
  };

  const getReady = async () => {
    if (!kept) return status.notReady("whyFull");
    if (!ready) {
      const why = await keepPage(base, worker);
      ready = !why;
      if (why) return status.notReady(why);
    }
    status.ready(day);
    if (!reported) await report();
  };

  /* Lost on the way, it is said again. */
  const report = async () => {
    try {
      await server.ready(base, day.known);
      reported = true;
    } catch (error) {
      if (error instanceof server.Ended) throw error;
    }
  };

  const goOn = () => {
    addEventListener("online", ask);
    document.addEventListener("visibilitychange", ask);
    timer = setInterval(ask, EVERY);
  };

  const stop = () => {
    clearInterval(timer);
    removeEventListener("online", ask);
    document.removeEventListener("visibilitychange", ask);
  };

  return { recall, ask, goOn, stop };
};
