/* Finding somebody: by parts of a name or firm, by a ticket's code, by the link of a ticket. */

const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ς: "σ" };
/* What a scanner's keys write on a French keyboard where a figure was meant. */
const FIGURES = { "&": "1", é: "2", '"': "3", "'": "4", "(": "5", "-": "6", è: "7", _: "8", ç: "9", à: "0" };
const CODE = /^[34679ACDEFGHJKMNPQRTWXY]{7}$/;

/* One spelling for searching, as the server makes it of names: "Éclair" is "eclair". */
export const searchKey = (text) =>
  text
    .toLowerCase()
    .replace(/[œæßøłđς]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/* The words to look for; "and" alone would hide "Dupont & fils", which has none. */
const wordsIn = (text) => {
  const words = searchKey(text).split(" ").filter(Boolean);
  const telling = words.filter((word) => word !== "et" && word !== "and");
  return telling.length ? telling : words;
};

/* Whether two names are the same but for case, accents, and which comes first. */
export const isSameName = (one, other) => inOrder(one) === inOrder(other);

const inOrder = (name) => searchKey(name).split(" ").sort().join(" ");

/* Those in whose key each word stands, whoever has a word that begins so first; `people` is in order of name. */
export const found = (people, text) => {
  const words = wordsIn(text);
  if (!words.length) return people;
  const first = [];
  const others = [];
  for (const person of people) {
    const key = ` ${person.key}`;
    if (!words.every((word) => key.includes(word))) continue;
    (words.every((word) => key.includes(` ${word}`)) ? first : others).push(person);
  }
  return [...first, ...others];
};

/* The code that was typed or scanned, as tickets bear it; "" where the text is none. */
export const codeIn = (text) => {
  const typed = text.trim();
  const asMeant = [...typed].map((letter) => FIGURES[letter] ?? letter).join("");
  return [typed, asMeant].map((one) => one.toUpperCase()).find((one) => CODE.test(one)) ?? "";
};

/* Whether all of a text is one ticket: a code, or a link that ends with it. */
export const isTicket = (text) => Boolean(codeIn(text)) || /^(?:(?!\/t\/).)*\/t\/[\w-]{22}(?:~|%7E)\d+\.[^/\s]+\/?$/i.test(text.trim());

/* Whether it is an address, which nobody types who looks for a name. */
export const isAddress = (text) => text.includes("://");

/* The id in a ticket's link (…/t/<name>~<version>.<signature>/), which is the base64 of its bytes; "" where there is none.
   Nobody guesses an id: the signature, which only the server can check, is left to it. */
export const idInLink = (text) => {
  const name = /\/t\/([\w-]{22})(?:~|%7E)\d+\./i.exec(text)?.[1];
  if (!name) return "";
  const bytes = [...atob(name.replaceAll("-", "+").replaceAll("_", "/"))];
  const hex = bytes.map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
