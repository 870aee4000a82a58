import type { RepositoryCall } from '../http/call.js';

/** A request about one repository, which the caller may see, and the way back to it from what is in it. */
export interface Scope extends RepositoryCall {
  /** The repository itself, as the fields called `repository` answer it. */
  self: () => object;
}
