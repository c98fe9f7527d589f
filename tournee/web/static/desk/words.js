/* What the door says: every word comes from the page, in its language; nothing is written here. */

const words = document.getElementById("door").dataset;
const language = document.documentElement.lang;
const numbers = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);
const parts = new Map();

/* The sentence of that name; what stands in braces is replaced: say("over", {over: 2}). */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");

export const figure = (number) => numbers.format(number);

/* A sentence that counts: `readyOne` or `readyOther`, with {number}. */
export const counted = (name, number, values = {}) =>
  say(name + (plurals.select(number) === "one" ? "One" : "Other"), { number: figure(number), ...values });

/* The hour of a moment (milliseconds) by the clock of the stop, as the page's language writes it. */
export const clock = (moment, zone) => {
  if (!parts.has(zone)) {
    const shown = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
    parts.set(zone, new Intl.DateTimeFormat("en-GB", shown));
  }
  const [hh, minute] = parts.get(zone).format(moment).split(":");
  return say(minute === "00" ? "oClock" : "clock", { hh: language === "fr" ? String(Number(hh)) : hh, minute });
};

/* A day ("2031-06-18") in words. */
export const dayInWords = (day) =>
  new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(Date.parse(day));

/* The day it is by the clock of the stop, as "2031-06-18". */
export const today = (zone, offset) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(Date.now() - offset);
