import { there } from '#hooks/there.js';

export const here = there;
