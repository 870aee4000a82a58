export interface RefMove {
  /** `refs/heads/main` */
  ref: string;
  /** null: it did not exist. */
  before: string | null;
  /** null: it is deleted. */
  after: string | null;
}
