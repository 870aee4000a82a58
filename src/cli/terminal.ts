/** What a command of the command line is given of the world it runs in. */
export interface Terminal {
  /** Writes one line, or several. */
  readonly say: (text: string) => void;
  /** The environment's variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
