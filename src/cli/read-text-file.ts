import { readFile } from 'node:fs/promises';
import { UserError } from '#errors/user-error.js';

/** The text of a file that somebody named. Throws `UserError`. */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserError('file_unreadable', { cause, about: file });
  }
}
