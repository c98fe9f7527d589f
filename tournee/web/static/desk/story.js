/* Where the server's story is another than what this telephone noted: what to tell the person behind it, quietly. */

import { clock, say } from "./words.js";

const SAID = { also: "alsoNoted", out: "notedOut", back: "takenBack" };

/* What others noted of somebody whom this telephone noted as here, at its door: {kind, moment, by, own?}; the server's
   `story_of` tells the same. Nothing where it noted nobody; what it noted again since it was taken back is right. */
export const storyOf = (day, person) => {
  const { session } = day.door;
  const facts = day.factsOf(person);
  const here = facts.filter((fact) => fact.session === session && fact.direction !== "out");
  const own = here.filter((fact) => fact.own);
  const story = [];
  if (own.length) {
    for (const { own: mine, moment, by } of here) if (!mine) story.push({ kind: "also", moment, by });
    const last = facts.filter((fact) => fact.session === session || (fact.direction === "out" && fact.session === null)).at(-1);
    if (last.direction === "out" && !last.own) story.push({ kind: "out", moment: last.moment, by: last.by });
  }
  for (const { at, back, by, session: where } of person.taken_back ?? []) {
    const moment = Date.parse(back);
    if ((where ?? null) === session && !own.some((fact) => fact.moment >= moment)) story.push({ kind: "back", moment, by, own: Date.parse(at) });
  }
  return story;
};

/* The same in sentences. */
export const storyInWords = (day, person) => {
  const hour = (moment) => (moment === undefined ? "" : clock(moment, day.door.zone));
  return storyOf(day, person).map(({ kind, moment, by, own }) => say(SAID[kind], { hour: hour(moment), who: by, own: hour(own) })).join(" · ");
};
