import type { Words } from '../words.js';

export const signOff: Words['signOff'] = {
  title: (tag) => `Sign-off record of ${tag}`,
  version: ({ tag, part, said, by }) => {
    const raised = `Version ${tag}: the ${part} part was raised`;
    switch (said) {
      case 'command':
        return `${raised}, as ${by ?? 'the manager'} had said.`;
      case 'label':
        return `${raised}, as a label of the issue says.`;
      case 'commits':
        return `${raised}, as the messages of the commits say.`;
      case 'config':
        return `${raised}, as the repository is configured.`;
    }
  },
  agreement: 'What was agreed',
  agreed: (revision) => (revision === 1 ? 'The first estimate' : `The estimate, revision ${revision}`),
  noAgreement: 'There was no estimate.',
  given: (by, when) => `Given by ${by}, ${when}.`,
  actual: 'Planned and actual',
  planned: (estimate) => `Planned: ${estimate}`,
  took: (span) =>
    `Actual: ${span} from the agreement to the release, by the calendar, nights and weekends included`,
  deployments: 'What was put live',
  deployed: ({ commit, when, backup, live }) =>
    `Commit ${commit}, begun ${when}, after backup ${backup}; ${live === null ? 'it did not become healthy' : `live and healthy ${live}`}`,
  restored: (when) => `taken back ${when}`,
  backups: 'Backups',
  backup: ({ id, environment, commit, when, sha256 }) =>
    `${id} of ${environment}${commit === null ? '' : ` at ${commit}`}, ${when}, SHA-256 ${sha256}`,
  check: 'How to check this',
  howToCheck: ({ file, entries, fingerprint }) =>
    `${file} holds the ${entries} entries of the task’s journal that all this follows from. Each entry carries a hash of itself and of the one before; the last is ${fingerprint}. \`greenlight verify ${file}\` follows the chain, and tells whether the sign-off is what the entries say. Compare the fingerprint with the one in the notes of the release.`,
};
