import { there } from '#github/there.js';

export const here = there;
