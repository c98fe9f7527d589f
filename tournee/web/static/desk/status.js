/* How the door itself is: ready without a network or not and why, what waits to be sent, ended. */

import * as sound from "./sound.js";
import { clock, counted, dayInWords, say, today } from "./words.js";

const root = document.getElementById("door");
const badge = document.getElementById("door-ready");
const wire = document.getElementById("door-network");
const day = document.getElementById("door-day");
const mute = document.getElementById("door-sound");
const language = document.querySelector("header.site .language");
let online = true;
let waiting = 0;

/* The page as it is without a script makes room; what was typed there meanwhile is kept. */
export const begin = (box) => {
  const typed = document.querySelector("[data-plain] input[type=search]");
  const typing = typed && document.activeElement === typed;
  box.value = typed?.value ?? "";
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  root.hidden = false;
  if (typing) box.focus();
  tell("", say("gettingReady"));
  mute.setAttribute("aria-pressed", String(sound.isOn()));
  mute.addEventListener("click", () => {
    sound.turn(!sound.isOn());
    mute.setAttribute("aria-pressed", String(sound.isOn()));
    sound.play("good");
  });
};

const tell = (tone, text) => {
  badge.className = `badge ${tone}`;
  badge.textContent = text;
};

/* A page kept the day before knows nothing of today. */
export const showDay = ({ door, offset }) => {
  delete root.dataset.empty;
  const other = today(door.zone, offset) !== door.day;
  day.hidden = !other || Boolean(document.querySelector("[data-notice]"));
  if (other) day.textContent = say("notToday", { day: dayInWords(door.day), today: dayInWords(today(door.zone, offset)) });
};

export const ready = (day) => tell("ok", counted("ready", day.known, { hour: clock(day.savedAt, day.door.zone) }));

export const notReady = (why) => tell("warn", say("notReady", { why: say(why) }));

/* There is nothing to show: no network, and nothing was kept. */
export const nothing = () => {
  root.dataset.empty = "";
  notReady("whyNothing");
  day.textContent = say("noDay");
  day.hidden = false;
};

export const network = (reached) => {
  online = reached;
  draw();
};

export const showQueue = (number) => {
  waiting = number;
  draw();
};

const draw = () => {
  const text = online ? "" : waiting ? counted("waiting", waiting) : say("offline");
  wire.hidden = online;
  if (language) language.hidden = !online; // the other language is the server's
  if (wire.textContent !== text) wire.textContent = text;
};

/* Nothing can be noted here any more; the last facts were `sent`, or are `left` until there is a network. */
export const ended = (said, { sent = 0, left = 0 } = {}) => {
  const text = document.createElement("p");
  text.className = "notice notice-warning";
  text.textContent = [said, say("ended"), sent ? counted("sentLast", sent) : "", left ? counted("last", left) : ""].filter(Boolean).join(" ");
  root.replaceChildren(text);
  root.hidden = false;
};
