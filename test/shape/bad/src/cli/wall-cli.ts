import { there } from '#environments/probes/there.js';

export const here = there;
