/* Somebody who is not on the list: three fields, and whom they come instead of. */

import { found, searchKey } from "./search.js";
import { stateOf } from "./standing.js";

const AT_MOST = 4;
const dialog = document.getElementById("door-form");
const form = dialog.querySelector("form");
const choices = document.getElementById("door-instead");
const nobody = choices.querySelector("label");

/* `done({kind, name, firm, email, instead_of})` is called with what was filled in. */
export const createNewcomer = (day, done) => {
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
    dialog.close();
    return done({ kind: instead_of ? "instead" : "walk_in", ...values, instead_of });
  });

  /* Open it with a name that was typed, or for somebody who does not come. */
  return ({ name = "", instead = null } = {}) => {
    form.reset();
    form.name.value = name;
    form.firm.value = instead?.firm ?? "";
    choose(instead);
    dialog.showModal();
    form.name.focus();
  };
};
