import { there } from '#config/there.js';

export const here = there;
