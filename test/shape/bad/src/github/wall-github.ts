import { there } from '#engine/there.js';

export const here = there;
