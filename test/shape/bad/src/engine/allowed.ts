import { there } from '#commands/there.js';

export const here = there;
