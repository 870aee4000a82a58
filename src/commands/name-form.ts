import type { Form } from './registry.js';

/** The words of a command that are typed as they are, without the slash: `sandbox extend` of `/sandbox extend <duration>`. */
export function nameForm({ usage }: Pick<Form, 'usage'>): string {
  return usage.slice(1).replace(/ [<[].*$/, '');
}
