/* Doors that have ended: the names they left on this telephone are erased, what they noted is sent. */

import { dropPage } from "./keeping.js";
import { sendLast } from "./queue.js";
import * as store from "./store.js";

/* Erase what is kept of a door, and send its last facts: those kept, and those only the page has (`queued`). {sent,
   left}: how many went, and how many still wait for a network. Each is tried, also where the browser keeps nothing. */
export const end = async (token, queued = []) => {
  await store.erase(token).catch(() => null);
  await dropPage(`/desk/${token}/`).catch(() => null);
  return sendLast(token, queued);
};

/* Erase every door whose time is over, by this telephone's clock set right: their tokens. What they noted is sent
   meanwhile, also of doors erased before, for which there was no network then. */
export const endExpired = async () => {
  const doors = await store.everyDoor();
  const over = doors.filter((door) => Date.parse(door.expires_at) <= Date.now() - door.offset).map((door) => door.token);
  for (const token of over) await store.erase(token);
  for (const token of over) await dropPage(`/desk/${token}/`);
  const going = new Set(doors.map((door) => door.token).filter((token) => !over.includes(token)));
  const late = (await store.waiting()).filter((token) => !going.has(token));
  Promise.allSettled(late.map((token) => sendLast(token)));
  return over;
};
