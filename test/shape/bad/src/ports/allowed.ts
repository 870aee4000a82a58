import type { there } from '#process/there.js';

export type There = typeof there;
