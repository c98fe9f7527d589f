"""One stop from its publication to what was learnt of it, as the people who make it live through it."""
