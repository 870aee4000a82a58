/** The store cannot be opened; `code` is in the catalogue. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
  readonly code:
    | 'store_busy'
    | 'store_exists'
    | 'store_damaged'
    | 'backup_exists'
    | 'store_newer'
    | 'store_edited'
    | 'store_older'
    | 'store_missing'
    | 'database_unreachable';

  constructor(code: StoreProblem['code'], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
