import type { CommandEntry, Form } from './registry.js';

/** Every way to write a command: most have one. */
export function formsOf(entry: CommandEntry): readonly Form[] {
  return entry.forms ?? [entry];
}
