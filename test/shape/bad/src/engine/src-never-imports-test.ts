import { there } from '../../test/there.js';

export const here = there;
