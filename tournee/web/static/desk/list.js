/* The list of people, as far as it is shown: rows are made of the page's template, and made anew where they changed. */

import { found, isAddress } from "./search.js";
import { isOwn, isSomebody, noncesHere, replaced, standing, stateOf } from "./standing.js";
import { fullInWords, sessionsOf } from "./answers.js";
import { storyInWords } from "./story.js";
import { counted, figure, say } from "./words.js";

const AT_MOST = 40;
const template = document.getElementById("door-row");
const list = document.getElementById("door-people");
const none = document.getElementById("door-none");
const more = document.getElementById("door-more");
const rows = new Map(); // id: {row, mark}

/* Whom the list shows: who answers to what is `typed`, else everybody, still "expected" or "here". */
const chosen = (day, typed, shown) => {
  const everybody = day.people.filter((person) => isSomebody(day, person));
  if (typed.trim()) return found(everybody, typed); // a search is for anybody
  const people = everybody.filter((person) => isOwn(day, person));
  if (shown === "here") return people.filter((person) => stateOf(day, person).state === "here");
  if (shown === "expected") return people.filter((person) => !["here", "gone", "cancelled"].includes(stateOf(day, person).state));
  return people;
};

export const show = (day, typed, shown) => {
  const people = chosen(day, typed, shown);
  const shownNow = people.slice(0, AT_MOST).map((person) => rowOf(day, person));
  if (shownNow.length !== list.children.length || shownNow.some((row, place) => list.children[place] !== row)) {
    const focused = document.activeElement;
    list.replaceChildren(...shownNow);
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }
  list.hidden = !people.length;
  none.hidden = Boolean(people.length);
  none.textContent = typed.trim() ? nobodyFound(day, typed.trim()) : say(nobodyWord(shown));
  more.hidden = people.length <= AT_MOST;
  more.textContent = say("more", { number: figure(people.length - AT_MOST) });
};

const nobodyFound = (day, typed) =>
  [isAddress(typed) ? say("unknownLink") : say("nobody", { typed }), day.door.other_days ? say("perhapsAnotherDay") : ""].filter(Boolean).join(" ");

const nobodyWord = (shown) => ({ here: "nobodyHere", expected: "nobodyExpected" })[shown] ?? "nobodyRegistered";

const rowOf = (day, person) => {
  const where = standing(day, person);
  const story = storyInWords(day, person);
  const mark = [where.word, story, replaced(day, person), day.person(person.instead_of)?.name, person.name, person.firm, person.note, person.nophoto, person.state, person.sessions, person.waits].join("|");
  const known = rows.get(person.id);
  if (known?.mark === mark) return known.row;
  const row = known?.row ?? template.content.firstElementChild.cloneNode(true);
  const focused = row.contains(document.activeElement);
  fill(day, row, person, { ...where, story });
  rows.set(person.id, { row, mark });
  if (focused) visibleButton(row)?.focus({ preventScroll: true });
  return row;
};

const fill = (day, row, person, { state, tone, word, story }) => {
  const part = (name) => row.querySelector(`[data-${name}]`);
  const here = state === "here";
  row.dataset.person = person.id;
  row.classList.toggle("here", here);
  for (const [name, text] of Object.entries({ name: person.name, firm: person.firm, note: person.note, story, sessions: sessionsOf(day, person) })) {
    part(name).textContent = text ?? "";
    part(name).hidden = !text;
  }
  part("word").textContent = word;
  part("word").className = `badge ${tone}`;
  part("walked").hidden = person.state !== "walk_in";
  part("gave-up").textContent = replaced(day, person) || say("gaveUp");
  part("gave-up").hidden = person.state !== "cancelled" || state === "cancelled";
  part("nophoto").hidden = !person.nophoto;
  part("code").textContent = person.code ? say("code", { code: person.code }) : "";
  const former = day.person(person.instead_of);
  part("replaces").textContent = former && former.instead_of !== person.id ? say("insteadOf", { name: former.name }) : "";
  const acts = Object.fromEntries([...row.querySelectorAll("button")].map((button) => [button.dataset.act, button]));
  acts.instead.hidden = person.state === "walk_in" || state !== "expected";
  acts.out.hidden = !here;
  acts.undo.hidden = !here || !noncesHere(day, person).length;
  acts.here.hidden = here;
  acts.here.classList.toggle("secondary", state === "cancelled");
  for (const button of Object.values(acts)) button.querySelector(".visually-hidden").textContent = ` ${person.name}`;
};

const visibleButton = (row) => row.querySelector(":scope > button:not([hidden])");

/* How many people are here, and in each session. */
export const showCounts = (sums) => {
  const set = (name, text) => { document.getElementById(`door-${name}`).textContent = text; };
  set("here", figure(sums.here));
  set("stop", figure(sums.stop));
  set("expected", figure(sums.expected));
  set("others", figure(sums.others));
  const limited = sums.limit !== Infinity;
  document.getElementById("door-limited").hidden = !limited;
  if (limited) set("limit", figure(sums.limit));
  const room = document.getElementById("door-room");
  room.textContent = fullInWords(sums);
  room.hidden = !room.textContent;
  const sessions = document.getElementById("door-sessions");
  sessions.replaceChildren(...sums.sessions.map(({ session, here }) => sessionLine(session, here)));
};

const sessionLine = (session, here) => {
  const line = document.createElement("li");
  const title = document.createElement("b");
  title.textContent = session.title;
  const values = { here: figure(here), registered: figure(session.registered), seats: figure(session.seats ?? 0) };
  const over = session.seats !== null && here > session.seats;
  const text = document.createElement("span");
  text.textContent = say(session.seats === null ? "sessionCounts" : "sessionCountsOfSeats", values);
  line.append(title, " ", text);
  if (over) {
    const badge = document.createElement("span");
    badge.className = "badge danger";
    badge.textContent = counted("over", here - session.seats);
    line.append(" ", badge);
  }
  return line;
};
