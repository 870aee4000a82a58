import { readEnvironment } from '#app/read-environment.js';

export const here = readEnvironment;
