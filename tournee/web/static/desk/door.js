/* The door on a telephone: finds people, notes them, says the answer, and goes on when the network is gone. */

import * as answers from "./answers.js";
import { createAsking } from "./asking.js";
import { createCamera } from "./camera.js";
import { createDay } from "./day.js";
import { end, endExpired } from "./ending.js";
import * as list from "./list.js";
import { createNewcomer } from "./newcomer.js";
import * as panel from "./panel.js";
import { createQueue } from "./queue.js";
import { codeIn, idInLink, isAddress } from "./search.js";
import * as server from "./server.js";
import * as sound from "./sound.js";
import { counts, noncesHere, standing } from "./standing.js";
import * as status from "./status.js";
import { createTyping } from "./typing.js";

const TWICE = 600; // a second tap on the same row that soon is a slip of the thumb
const root = document.getElementById("door");
const box = document.getElementById("door-q");
const base = /^.*?\/desk\/[^/]+\//.exec(location.pathname)[0];
const token = base.split("/").at(-2);
const day = createDay();
const typing = createTyping();
const asking = createAsking({
  token, base, day, worker: root.dataset.worker, draw: () => draw(), ended: (said) => close(said), send: () => queue.send(),
});
const queue = createQueue({ token, base, day, told: (what, detail) => hear[what](detail) });
let shown = "";
let tapped = { person: null, at: 0 };
let byKeyboard = false;
let over = false; // the door has ended

const drawList = () => {
  if (!day.started || over) return;
  root.toggleAttribute("data-typing", box.value.trim() !== "");
  list.show(day, box.value, shown);
};

const draw = () => {
  if (!day.started || over) return;
  drawList();
  panel.correct(day);
  list.showCounts(counts(day));
  status.showQueue(day.queued.length);
  status.showDay(day);
};

/* -- what is noted ------------------------------------------------------------------------------------------------- */

const keep = async (values, answer) => {
  const typed = box.value !== "";
  const fact = await queue.note(values).catch(() => null);
  if (fact) {
    clear();
    answer(fact);
  } else panel.show(answers.notKept(day.person(values.person)));
  draw();
  // Whoever types goes on typing; whoever goes by keyboard does not lose their place with a row that left the list.
  if (typed || (byKeyboard && document.activeElement === document.body)) box.focus({ preventScroll: true });
};

const noteHere = (person, how) => {
  const before = standing(day, person);
  return keep({ kind: "in", person: person.id, how, knew: before.state === "cancelled" }, () => {
    panel.show(answers.noted(day, person, before), ["undo"]);
  });
};

const undo = (person) =>
  keep({ kind: "undo", person: person.id, undoes: noncesHere(day, person) }, () => panel.show(answers.tookBack(person)));

const goesOut = (person) =>
  keep({ kind: "out", person: person.id, how: "search" }, (fact) => panel.show(answers.left(person, fact), ["undo"]));

/* That they went out was a mistake: that they came stands. */
const staysHere = (person, out) =>
  keep({ kind: "undo", person: person.id, undoes: [out], knew: true }, () => panel.show(answers.whereTheyStand(day, person)));

const noteNewcomer = (values) => {
  const before = { state: "expected" };
  return keep(values, (fact) => panel.show(answers.noted(day, day.person(fact.nonce), before), ["undo"]));
};

const openForm = createNewcomer(day, { done: noteNewcomer, isThem: (person) => meet(person) });

/* Somebody's ticket, or their row: look first where something is odd. */
const meet = (person, scanned) => {
  const why = answers.askFirst(day, person, scanned);
  if (!why) return noteHere(person, scanned ? "scan" : "search");
  clear();
  // Others may have taken back what they noted, unheard without a network: that this one came is kept all the same.
  if (scanned && why.until && !navigator.onLine && !day.factsOf(person).some((fact) => fact.own)) {
    return keep({ kind: "in", person: person.id, how: "scan" }, () => panel.show(why));
  }
  return panel.show(why);
};

/* What was typed, scanned or photographed, if it is a ticket; whether it was. A name typed by hand may look like a code. */
const meetTicket = (text, byHand) => {
  const id = idInLink(text);
  const code = codeIn(text);
  const person = id ? day.person(id) : code && day.withCode(code);
  if (person) meet(person, true);
  else if (id || (code && !byHand)) missing(id ? "" : code, text.trim());
  else return false;
  return true;
};

/* Nobody whom this telephone knows has it; the server knows who comes on another day. A link's code is not to be kept. */
const missing = (code, link = "") => {
  const asks = Boolean(code || link) && navigator.onLine;
  const answer = answers.unknown(code, asks);
  if (asks) panel.askAt(code ? `${base}ticket/${code}/` : `${base}?q=${encodeURIComponent(link)}`);
  clear();
  panel.show(answer, ["walk-in", ...(answer.action ? [answer.action] : [])]);
};

/* Somebody, before anything is noted. */
const lookAt = (code) => {
  const person = day.withCode(code);
  if (!person) return missing(code);
  const answer = answers.askFirst(day, person, true) ?? answers.shown(day, person);
  return panel.show(answer);
};

const pressed = {
  note: ({ person }) => noteHere(person, "scan"),
  undo: ({ person, out }) => (out ? staysHere(day.person(person.id), out) : undo(day.person(person.id))),
  keep: ({ code }) => keep({ kind: "in", code, how: "scan" }, () => panel.show(answers.keptCode(code))),
  "walk-in": () => openForm(),
};

/* -- what is typed and tapped -------------------------------------------------------------------------------------- */

/* Ready for whoever is next. */
const clear = () => {
  box.value = "";
  typing.clear();
};

const ready = () => {
  box.focus();
  box.select();
};

/* Whoever typed a name goes on to whom it found; what a scanner types next replaces what it typed. */
const unanswered = (byHand) => {
  if (byHand) return document.querySelector("#door-people button:not([hidden]), #door-newcomer").focus();
  ready();
  return panel.show(answers.unknown("", false)); // the list, empty, offers to add them
};

const listen = () => {
  box.addEventListener("input", (event) => {
    typing.hear(box.value, event.timeStamp);
    panel.hide();
    drawList();
  });
  document.getElementById("door-search").addEventListener("submit", (event) => {
    event.preventDefault();
    const { text, byHand } = typing.entered(box.value, event.timeStamp);
    if (text.trim() && !meetTicket(text, byHand)) unanswered(byHand);
    draw();
  });
  document.getElementById("door-people").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    const person = button && day.person(button.closest("li").dataset.person);
    if (!person || (tapped.person === person.id && event.timeStamp - tapped.at < TWICE)) return;
    tapped = { person: person.id, at: event.timeStamp };
    byKeyboard = event.detail === 0;
    ({ here: meet, undo, out: goesOut, instead: () => openForm({ instead: person }) })[button.dataset.act](person);
  });
  root.querySelector(".chips").addEventListener("click", (event) => {
    if (event.target.dataset.shown === undefined) return;
    shown = event.target.dataset.shown;
    for (const chip of event.currentTarget.querySelectorAll("[data-shown]")) chip.setAttribute("aria-pressed", String(chip === event.target));
    panel.hide();
    drawList();
  });
  for (const button of root.querySelectorAll("#door-newcomer, #door-unlisted")) {
    button.addEventListener("click", () => openForm({ name: isAddress(box.value) ? "" : box.value.trim() }));
  }
  panel.listen((name, answer) => pressed[name](answer));
  document.addEventListener("pointerdown", sound.wake);
  document.addEventListener("keydown", (event) => {
    sound.wake();
    // A scanner types wherever it is: into the search, if nowhere else.
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ";
    if (letter && !document.querySelector("dialog[open]") && !event.target.matches("input, textarea, select")) ready();
  });
  createCamera({ read: (text) => meetTicket(text) || missing(""), photographed });
};

const photographed = async (picture) => {
  const code = await server.photograph(base, picture).catch(() => "");
  if (!code || !meetTicket(code)) panel.show(answers.unread(navigator.onLine), ["walk-in"]);
};

/* -- what the server says ------------------------------------------------------------------------------------------ */

const hear = {
  unreachable: () => { status.network(false); draw(); },
  sent: (done) => {
    status.network(true);
    for (const one of done) {
      const person = day.person(one.fact.person);
      const correction = answers.corrected(day, one, person);
      if (correction) panel.show(correction);
      if (correction?.cancelled) asking.ask(); // who comes instead
      if (one.fact.kind === "undo" && person?.instead_of) asking.ask(); // whoever was replaced is expected again
    }
    draw();
  },
  ended: (said) => close(said),
};

const close = async (said) => {
  if (over) return;
  over = true;
  asking.stop();
  status.ended(said); // no name stays on the screen, whatever becomes of what is kept
  status.ended(said, await end(token, day.queued));
};

const open = async () => {
  const ended = await endExpired().catch(() => []);
  if (ended.includes(token)) return close("");
  const kept = await asking.recall();
  listen();
  status.begin(box);
  if (kept && navigator.serviceWorker?.controller) status.ready(day);
  draw();
  const asked = asking.ask();
  if (!kept) await asked;
  if (!day.started && !over) status.nothing();
  const code = server.codeInAddress(location.href);
  if (code && day.started) {
    // Opened again, or from a list, the page only shows whose ticket it is: a code is noted once, when it was scanned.
    const scanned = !location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate";
    history.replaceState(null, "", base);
    if (scanned && day.withCode(code)) meet(day.withCode(code), true);
    else lookAt(code);
  }
  return asking.goOn();
};

open();
