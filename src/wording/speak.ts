import type { Language } from '#config/language.js';
import { en } from './en.js';
import { ru } from './ru.js';
import type { Words } from './words.js';

const all: Readonly<Record<Language, Words>> = { en, ru };

/** The words of a language; English where nobody chose one. */
export function speak(language: Language = 'en'): Words {
  return all[language];
}
