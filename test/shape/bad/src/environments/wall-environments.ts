import { there } from '#store/there.js';

export const here = there;
