import { check } from 'fast-check';

export const here = check;
