/* What is typed into a long form outlives a reload, in this tab alone, until it is saved; and each text with a limit
   (data-most) says how much of it is used. Without this file a form is what it was. */

const words = document.querySelector("[data-draft]");
const form = words.closest("form");
const key = `draft:${location.pathname}`;
const fields = [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
const version = form.elements.namedItem("version");
const first = Object.fromEntries(fields.map((field) => [field.name, field.value]));

const tell = (field) => {
  const most = Number(field.dataset.most);
  const used = [...field.value.trim()].length;
  const help = document.getElementById(`${field.id}_helptext`);
  if (!most || !help) return;
  const count = help.querySelector("span") ?? help.appendChild(document.createElement("span"));
  count.className = used > most ? "over-limit" : "";
  count.textContent = used ? ` ${used} / ${most}` : "";
  count.ariaHidden = "true";
};

const write = (values) => {
  for (const field of fields) {
    if (field.name in values) field.value = values[field.name];
    tell(field);
  }
};

const keep = (sent) => {
  const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  try {
    sessionStorage.setItem(key, JSON.stringify({ version: version?.value ?? "", sent, values }));
  } catch { /* nothing can be kept here: the form works as ever */ }
};

const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};

/* Sent, and the page has another version since: it was saved. A form that came back with errors shows what was sent. */
const draft = kept();
const saved = draft?.sent && draft.version !== (version?.value ?? "");
const refused = form.querySelector(".errors");
if (draft && (saved || refused)) sessionStorage.removeItem(key);
else if (draft && fields.some((field) => field.name in draft.values && draft.values[field.name] !== field.value)) {
  write(draft.values);
  if (version) version.value = draft.version; // what somebody else saved meanwhile is compared, not written over
  for (const folded of form.querySelectorAll("details")) folded.open ||= [...folded.querySelectorAll("textarea")].some((field) => field.value);
  words.hidden = false;
}
fields.forEach(tell);

form.addEventListener("input", (event) => { tell(event.target); keep(false); });
form.addEventListener("submit", () => keep(true));
words.querySelector("button").addEventListener("click", () => {
  sessionStorage.removeItem(key);
  write(first);
  words.hidden = true;
  fields[0].focus();
});
