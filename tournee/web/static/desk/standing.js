/* Where somebody stands at this door, and how many do: derived from facts, never kept. */

import { clock, figure, say } from "./words.js";

const TONES = {
  here: "ok", gone: "off", cancelled: "danger", inside: "part", insideElsewhere: "off", waiting: "warn", elsewhere: "off",
  expected: "open",
};

/* {state, moment?}: here (since when), gone, cancelled; at a session's door inside or insideElsewhere (in the house, with
   or without a seat in this session); waiting (for a seat in it, also in the house), elsewhere, expected. */
export const stateOf = (day, person) => {
  const facts = day.factsOf(person);
  const { session } = day.door;
  const there = inside(facts, session);
  if (there) return there;
  if (person.state === "cancelled" || day.replacedBy(person)) return { state: "cancelled" };
  const seated = isSeated(day, person);
  const waits = session === null ? person.state === "waiting" : (person.waits ?? []).includes(session);
  if (waits) return { state: "waiting" };
  const atStop = inside(facts, null);
  if (atStop?.state === "here") return { state: seated ? "inside" : "insideElsewhere", moment: atStop.moment };
  return { state: seated ? "expected" : "elsewhere" };
};

/* Whether somebody is registered for what this door is of; at the stop's, everybody is who did not just walk in. */
const isSeated = ({ door: { session } }, person) => session === null || (person.sessions ?? []).includes(session);

/* Whether there is anybody: whoever walked in and was taken back is on no list. */
export const isSomebody = (day, person) =>
  person.state !== "walk_in" || day.factsOf(person).length > 0 || Boolean(person.taken_back?.length);

/* Whom this door lists without being asked: at a session's, whoever has a seat or waits for one, or was there. */
export const isOwn = (day, person) =>
  isSeated(day, person) || (person.waits ?? []).includes(day.door.session) || inside(day.factsOf(person), day.door.session) !== null;

/* {state: here | gone, moment} of the stop (null) or of a session, as facts in order of time say; null if never there.
   Whoever leaves the stop leaves its sessions; whoever is in a session is at the stop. */
const inside = (facts, session) => {
  let there = null;
  for (const fact of facts) {
    if (fact.direction === "out") {
      if (there && (fact.session === null || fact.session === session)) there = { state: "gone", moment: fact.moment };
    } else if ((session === null || fact.session === session) && there?.state !== "here") {
      there = { state: "here", moment: fact.moment };
    }
  }
  return there;
};

/* The same with the tone and the word that say so: {state, tone, word}. */
export const standing = (day, person) => {
  const { state, moment } = stateOf(day, person);
  const hour = moment === undefined ? {} : { hour: clock(moment, day.door.zone) };
  if (state === "cancelled" && day.replacedBy(person)) return { state, tone: TONES[state], word: replaced(day, person) };
  const word = state === "waiting" && day.door.session !== null ? waitsHere(day, person) : say(state, hour);
  return { state, tone: TONES[state], word };
};

/* Who comes in the place of somebody, in words; "" for nobody. */
export const replaced = (day, person) => {
  const instead = day.replacedBy(person);
  return instead ? say("replacedBy", { name: instead.name }) : "";
};

const waitsHere = ({ door: { session } }, { waits, ranks }) => {
  const rank = ranks?.[waits.indexOf(session)];
  return rank ? say("waitingRank", { rank: figure(rank) }) : say("waitingHere");
};

/* The nonces to take back where somebody is not here after all. */
export const noncesHere = (day, person) => {
  const { session } = day.door;
  return day.factsOf(person).filter((fact) => fact.session === session).map((fact) => fact.nonce);
};

/* {here, stop, expected, others, limit, sessions: [{session, here}]}: at this door, in the house; `others` came without
   being on the list, where somebody stands again who had cancelled and came. Whoever is at the stop is taken to be in the sessions where they have a seat. `limit` is what the room may hold, or the seats of the
   session whose door this is, whichever is less. */
export const counts = (day) => {
  const sum = { here: 0, stop: 0, expected: 0, others: 0, limit: limitOf(day) };
  const insideOf = new Map(day.sessions.map((session) => [session.id, 0]));
  for (const person of day.people) {
    const { state } = stateOf(day, person);
    const cancelled = person.state === "cancelled" || state === "cancelled";
    const came = state === "here" || state === "gone";
    const expected = (came || !cancelled) && person.state !== "walk_in" && isSeated(day, person);
    if (expected) sum.expected += 1;
    if (state === "here") sum.here += 1;
    if (!expected && came) sum.others += 1;
    const facts = day.factsOf(person);
    if (inside(facts, null)?.state !== "here") continue;
    sum.stop += 1;
    const seats = new Set(cancelled ? [] : person.sessions);
    for (const id of insideOf.keys()) {
      const there = inside(facts, id);
      if (there ? there.state === "here" : seats.has(id)) insideOf.set(id, insideOf.get(id) + 1);
    }
  }
  return { ...sum, sessions: day.sessions.map((session) => ({ session, here: insideOf.get(session.id) })) };
};

const limitOf = (day) => {
  const { limit, session } = day.door;
  const seats = session === null ? null : day.sessions.find((one) => one.id === session)?.seats;
  return [limit, seats].filter((one) => one !== null && one !== undefined).reduce((a, b) => Math.min(a, b), Infinity);
};
