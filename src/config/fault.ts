/** Something wrong in a configuration file, by JSON pointer. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
  /** Where it stands in the text, when that is not where the pointer leads. */
  readonly offset?: number;
}
