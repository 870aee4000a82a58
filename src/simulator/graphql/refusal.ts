/** What stands in the place of a field that is not answered: GitHub's word for the kind, and its sentence. */
export class Refusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.type = type;
  }
}

export function notFound(what: string): Refusal {
  return new Refusal('NOT_FOUND', `Could not resolve to ${what}.`);
}
