import type { there } from '#engine/there.js';

export type There = typeof there;
