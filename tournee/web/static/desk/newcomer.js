/* Somebody who is not on the list: three fields, and whom they come instead of. */

import { found, isSameName, searchKey } from "./search.js";
import { fullInWords } from "./answers.js";
import { counts, isSomebody, standing, stateOf } from "./standing.js";
import { say } from "./words.js";

const AT_MOST = 4;
const dialog = document.getElementById("door-form");
const form = dialog.querySelector("form");
const choices = document.getElementById("door-instead");
const nobody = choices.querySelector("label");
const same = document.getElementById("door-same");
const title = document.getElementById("door-form-title");
const full = document.getElementById("door-form-full");

/* `done({kind, name, firm, email, instead_of})` is called with what was filled in; `isThem(person)` where it turned out to be
   somebody of the list. */
export const createNewcomer = (day, { done, isThem }) => {
  let asked = null; // whom the form asked about: a second press says that it is somebody else of that name

  /* Who of the list may be meant: best somebody who is still to come. */
  const known = ({ name, instead_of }) => {
    const all = day.people.filter((one) => one.id !== instead_of && isSomebody(day, one) && isSameName(one.name, name));
    return all.find((one) => stateOf(day, one).state !== "here") ?? all[0];
  };

  const ask = (person) => {
    asked = person;
    same.hidden = !person;
    document.getElementById("door-add").hidden = Boolean(person);
    document.getElementById("door-other").hidden = !person;
    if (person) same.querySelector("b").textContent = say("isItThem", { name: [person.name, person.firm].filter(Boolean).join(", "), state: standing(day, person).word });
  };

  const choose = (person) => {
    const key = searchKey(form.firm.value);
    const colleagues = key ? found(day.people, key).filter((one) => searchKey(one.firm ?? "").startsWith(key)) : [];
    const absent = colleagues.filter((one) => stateOf(day, one).state === "expected" && one.state !== "walk_in");
    const offered = person ? [person] : absent;
    const picked = form.instead_of?.value ?? "";
    choices.replaceChildren(choices.querySelector("legend"), nobody, ...offered.slice(0, AT_MOST).map(choice));
    choices.hidden = !offered.length;
    form.instead_of.value = person?.id ?? (offered.some((one) => one.id === picked) ? picked : "");
  };

  const choice = (person) => {
    const label = nobody.cloneNode(true);
    const input = label.querySelector("input");
    input.value = person.id;
    input.checked = false;
    label.replaceChildren(input, ` ${person.name}`);
    return label;
  };

  form.firm.addEventListener("input", () => choose(null));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(["name", "firm", "email"].map((name) => [name, form[name].value.trim()]));
    if (!values.name) return form.name.focus();
    const instead_of = form.instead_of.value || undefined;
    const person = known({ ...values, instead_of });
    if (person && person !== asked) {
      ask(person);
      return same.querySelector("button").focus();
    }
    dialog.close();
    return done({ kind: instead_of ? "instead" : "walk_in", ...values, instead_of });
  });

  same.querySelector("button").addEventListener("click", () => {
    dialog.close();
    isThem(asked);
  });

  /* Open it with a name that was typed, or for somebody who does not come. */
  return ({ name = "", instead = null } = {}) => {
    form.reset();
    ask(null);
    title.textContent = instead ? say("insteadTitle", { name: instead.name }) : say("newTitle");
    form.name.value = name;
    form.firm.value = instead?.firm ?? "";
    choose(instead);
    full.textContent = fullInWords(counts(day));
    full.hidden = !full.textContent;
    dialog.showModal();
    form.name.focus();
  };
};
