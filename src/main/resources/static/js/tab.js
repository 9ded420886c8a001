// The name of chance of this window, by which the server tells its drafts from those of another one.
export const tab = window.crypto && crypto.randomUUID ? crypto.randomUUID() : Math.random().toString(36).slice(2);

/** A window that has found no draft. */
export const NOTHING = 0;
