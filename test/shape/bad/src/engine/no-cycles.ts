import { round } from './round.js';

export const here = (): unknown => round;
