/* On the page that says a door has ended: this telephone forgets it. */

import { end, endExpired } from "./ending.js";

const token = /\/desk\/([^/]+)\//.exec(location.pathname)?.[1];
if (token) await end(token);
await endExpired().catch(() => null); // of a browser that keeps nothing there is nothing to forget
