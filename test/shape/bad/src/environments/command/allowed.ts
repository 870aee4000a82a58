import { there } from '../probes/there.js';

export const here = there;
