/* What the door answers when somebody comes: {tone, word, text, person, action}. A tone is good, look or stop; it has a
   colour, a word and a sound. */

import { clock, counted, figure, say } from "./words.js";
import { counts, replaced, standing } from "./standing.js";

const ODD = new Set(["cancelled", "waiting", "elsewhere", "insideElsewhere"]);

const answer = (tone, word, person, more = {}) => ({ tone, word, text: "", person, ...more });

/* Before anything is noted: why to look first, or null where they are just noted. `scanned`: nobody looked at the list. */
export const askFirst = (day, person, scanned) => {
  const { state, word } = standing(day, person);
  if (state === "here") return answer("look", capital(word), person, { until: word });
  if (!scanned || !ODD.has(state)) return null;
  const other = state === "elsewhere" || state === "insideElsewhere";
  const text = state === "cancelled" ? "" : sessionsOf(day, person);
  return answer(state === "cancelled" ? "stop" : "look", other ? say("otherSession") : capital(word), person, { text, action: "note" });
};

/* After it was noted; `before` is where they stood. */
export const noted = (day, person, before) => {
  const { here, limit } = counts(day);
  if (here > limit) {
    const text = say("fullText", { here: figure(here), limit: figure(limit) });
    return answer("stop", counted("over", here - limit), person, { text, full: true });
  }
  if (here === limit) return answer("look", say("nowFull"), person, { text: say("nowFullText", { limit: figure(limit) }), full: true });
  if (ODD.has(before.state)) {
    return answer("look", say("notedAllTheSame"), person, { text: `${capital(before.word)}.` });
  }
  return answer("good", say("welcome"), person, { text: sessionsOf(day, person) });
};

/* Whom a link names that was opened, not scanned. */
export const shown = (day, person) => {
  const { word } = standing(day, person);
  return answer("look", capital(word), person, { text: sessionsOf(day, person), action: "note" });
};

/* What an answer that is still shown should say, now that others noted more; null where it is right as it stands. */
export const outdated = (day, { person, undone, until, cancelled }) => {
  const now = person && day.person(person.id);
  if (!now) return null;
  if (cancelled !== undefined) {
    const again = cancelledSince(day, now);
    return standing(day, now).state === "here" && again.word !== cancelled ? again : null;
  }
  if (undone) return standing(day, now).state === "here" ? { ...stillHere(now), action: "undo" } : null;
  if (until === undefined || standing(day, now).word === until) return null;
  return askFirst(day, now, true) ?? shown(day, now);
};

const stillHere = (person) => answer("look", say("stillHere"), person, { text: say("stillHereText") });

export const tookBack = (person) => answer("calm", say("notHere"), person, { undone: true });

export const left = (person, fact) => answer("calm", say("wentOut"), person, { out: fact.nonce });

export const whereTheyStand = (day, person) => answer("calm", capital(standing(day, person).word), person);

/* A ticket that nobody here has; the server is asked where it `asks`, else a code is kept for it. */
export const unknown = (code, asks) => {
  const text = [code ? say("unknownText", { code }) : say("unknownLink"), say(asks ? "askOrSearch" : "searchInstead")].join(" ");
  return answer("stop", say("unknown"), null, { text, action: asks ? "ask" : code && "keep", code });
};

/* What the server knew better than this telephone when it heard of a fact; null where it did not. */
export const corrected = (day, one, person) => {
  if (one.done === "refused") return refused(one, person);
  if (!person) return null;
  if (one.said) return answer("look", say("tookBackInPart"), person, { text: one.said });
  if (one.fact.knew || standing(day, person).state !== "here") return null;
  if (one.fact.kind === "undo") return { ...stillHere(person), action: "undo" };
  const gone = one.fact.kind === "in" && person.state === "cancelled";
  return gone ? cancelledSince(day, person) : null;
};

/* Who came instead may be heard of later than that somebody did. */
const cancelledSince = (day, person) => {
  const word = day.replacedBy(person) ? capital(replaced(day, person)) : say("cancelledSince");
  return answer("stop", word, person, { text: say("cancelledSinceText"), action: "undo", cancelled: word });
};

/* What is to be known before one more comes in; "" while there is room. */
export const fullInWords = ({ here, limit }) => {
  if (here < limit) return "";
  return here > limit ? counted("roomOver", here - limit) : say("nowFullText", { limit: figure(limit) });
};

export const unread = (online) =>
  answer("stop", say(online ? "noCode" : "noNetwork"), null, { text: say(online ? "unread" : "unreadOffline") });

export const keptCode = (code) => answer("look", say("notedAllTheSame"), null, { text: say("keptCode", { code }) });

export const notKept = (person) => answer("stop", say("notKept"), person);

/* What the server could not take; `said` is its own sentence. */
const refused = ({ said, fact }, person) =>
  answer("stop", say("refused", { who: person?.name ?? fact.name ?? fact.code ?? "" }), null, { text: said });

/* Which sessions somebody is registered for, with their hours, and for which they wait. */
export const sessionsOf = (day, person) => {
  const named = (ids = []) => ids.map((id) => day.sessions.find((one) => one.id === id)).filter(Boolean).map((one) => sessionInWords(day, one));
  return [...named(person.sessions), ...named(person.waits).map((session) => say("waitsFor", { session }))].join(" · ");
};

const sessionInWords = (day, { starts_at: at, title }) => say("session", { hour: clock(Date.parse(at), day.door.zone), title });

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
