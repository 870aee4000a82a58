import type { Form } from './registry.js';

/** The words of a command that are typed as they are, without the slash: `sandbox extend` of `/sandbox extend <duration>`. */
export function nameForm({ name, usage }: Pick<Form, 'name' | 'usage'>): string {
  return name ?? usage.slice(1).replace(/ [<[].*$/, '');
}
