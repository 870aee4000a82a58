import { there } from '#simulator/there.js';

export const here = there;
