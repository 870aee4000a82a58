import type { Login } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';

/** Longer than any login, and short enough for a text. */
const mostCharacters = 45;

/** A person by name, without calling them. */
export function nameLogin(login: Login): string {
  return escapeMarkdown(login, mostCharacters);
}
