import { there } from '#app/there.js';

export const here = there;
