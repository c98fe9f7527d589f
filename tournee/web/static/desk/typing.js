/* What stands in the search field: typed by hand, or by a scanner, which types as keys do, but faster. */

import { isTicket } from "./search.js";

const PAUSE = 250; // milliseconds without a key: what comes next is a thing of its own
const SCANNED = 40; // milliseconds a letter: nobody types so fast

/* Told of each change of the field: {value, at} in milliseconds. */
export const createTyping = () => {
  let stood = ""; // what the field held before the last pause
  let value = "";
  let since = 0;
  let last = -Infinity;

  return {
    hear: (now, at) => {
      if (at - last > PAUSE) {
        stood = now.length > value.length ? value : ""; // shorter: it was selected, and replaced
        since = at;
      }
      [value, last] = [now, at];
    },

    /* What Enter means: {text, byHand}. What a scanner added to other letters is a thing of its own, but where they are
       one ticket together: the scanner paused. */
    entered: (now, at) => {
      const own = now.startsWith(stood) ? now.slice(stood.length) : now;
      const byHand = at - since > SCANNED * own.length;
      return { text: byHand || isTicket(now) ? now : own, byHand };
    },

    /* Ready for whoever is next. */
    clear: () => { [stood, value, last] = ["", "", -Infinity]; },
  };
};
