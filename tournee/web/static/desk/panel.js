/* The answer, as everybody at the door sees, hears and is read it: a colour, a word and a sound. */

import { outdated } from "./answers.js";
import * as sound from "./sound.js";

const panel = document.getElementById("door-answer");
const part = (name) => panel.querySelector(`.door-${name}`);
const room = document.getElementById("door-room"); // not said twice
let shown = null;

export const show = (answer, actions = answer.action ? [answer.action] : []) => {
  shown = answer;
  const { tone, word, text, person } = answer;
  panel.dataset.tone = tone;
  part("word").textContent = word;
  part("who").hidden = !person;
  part("who").querySelector("b").textContent = person?.name ?? "";
  part("who").querySelector("span").textContent = person?.firm ?? "";
  put("text", text);
  put("note", person?.note);
  part("no-photo").hidden = !person?.nophoto;
  for (const button of panel.querySelectorAll("[data-answer]")) button.hidden = !actions.includes(button.dataset.answer);
  panel.hidden = false;
  room.classList.toggle("visually-hidden", Boolean(answer.full));
  sound.play(tone);
};

const put = (name, text) => {
  part(name).textContent = text ?? "";
  part(name).hidden = !text;
};

/* Where others noted more, an answer that is still shown says what is right now. */
export const correct = (day) => {
  const answer = shown && outdated(day, shown);
  if (answer) show(answer);
};

export const hide = () => {
  panel.hidden = true;
  room.classList.remove("visually-hidden");
  shown = null;
};

/* `act` is called with the name of the button that was pressed and the answer it belongs to. */
export const listen = (act) =>
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-answer]");
    if (button && shown) act(button.dataset.answer, shown);
  });

export const askAt = (address) => { panel.querySelector('[data-answer="ask"]').href = address; };
