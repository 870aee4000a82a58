import { readFileSync } from 'node:fs';

export const here = readFileSync;
