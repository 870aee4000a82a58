import { catalogue, type ErrorCode } from './catalogue.js';

/** Something that a person can fix, by its code in the catalogue. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: { cause: unknown }) {
    super(`${catalogue[code].message}. ${catalogue[code].hint}`, options);
    this.code = code;
  }
}
