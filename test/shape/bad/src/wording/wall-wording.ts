import type { there } from '#ports/there.js';

export type There = typeof there;
