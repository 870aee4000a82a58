import type { VersionPart } from '#process/task.js';

/** What a part of the version is called; the same in nominative and accusative. */
export const versionPart: Readonly<Record<VersionPart, string>> = {
  major: 'мажорный номер',
  minor: 'минорный номер',
  patch: 'номер исправления',
};
