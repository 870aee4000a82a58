import type { Settings } from '#config/settings.js';
import { en } from './en.js';
import type { Words } from './words.js';

const languages: Readonly<Record<Settings['language'], Words>> = { en };

/** The words of a language; English where nobody chose one. */
export function speak(language: Settings['language'] = 'en'): Words {
  return languages[language];
}
