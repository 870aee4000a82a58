import { catalogue, type ErrorCode } from './catalogue.js';

/** Something that a person can fix, by its code in the catalogue. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;

  /** `about` names what it is about: a file, a repository. */
  constructor(code: ErrorCode, options?: { cause?: unknown; about?: string }) {
    const about = options?.about === undefined ? '' : `: ${options.about}`;
    super(`${catalogue[code].message}${about}. ${catalogue[code].hint}`, options);
    this.code = code;
  }
}
