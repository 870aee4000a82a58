import type { Language } from '#config/language.js';
import type { VersionPart } from '#process/task.js';
import { speak } from './speak.js';

const mostOfName = 50;

/** The more a release changes for people, the stronger. */
const colors: Readonly<Record<VersionPart, string>> = { major: 'cf222e', minor: '0969da', patch: '6e7781' };

/** The labels that say which part of the version a release raises: `<prefix>major` and so on. */
export function versionLabels(
  prefix: string,
  language?: Language,
): readonly { readonly name: string; readonly color: string; readonly description: string }[] {
  const words = speak(language);
  return (['major', 'minor', 'patch'] as const).map((part) => ({
    name: `${prefix}${part}`.slice(0, mostOfName),
    color: colors[part],
    description: words.versionLabel(part),
  }));
}
