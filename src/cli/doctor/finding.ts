import type { ErrorCode } from '#errors/catalogue.js';

/** What the doctor found: something that is well, something to know, or something to mend, by its code in the catalogue. */
export type Finding =
  | { readonly kind: 'well'; readonly text: string }
  | { readonly kind: 'note' | 'problem'; readonly code: ErrorCode; readonly about: string };

export const well = (text: string): Finding => ({ kind: 'well', text });
export const problem = (code: ErrorCode, about: string): Finding => ({ kind: 'problem', code, about });
export const note = (code: ErrorCode, about: string): Finding => ({ kind: 'note', code, about });
