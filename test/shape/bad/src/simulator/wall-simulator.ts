import { there } from '#process/there.js';

export const here = there;
