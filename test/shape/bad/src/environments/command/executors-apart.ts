import { there } from '../container/there.js';

export const here = there;
