import { there } from '#github/there.js';
import { there as stored } from '#store/there.js';

export const here = [there, stored];
