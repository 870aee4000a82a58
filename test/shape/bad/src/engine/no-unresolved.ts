// @ts-expect-error: that is the point
import { there } from './nowhere.js';

export const here: unknown = there;
