import type { Shown } from '#ports/store.js';

/** Before anything of a task was put on GitHub. */
export const nothingShown: Shown = {
  version: 0,
  node: null,
  card: null,
  label: null,
  check: null,
  calls: [],
};
