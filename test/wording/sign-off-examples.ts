import type { Words } from '#wording/words.js';
import type { ExamplesOf } from './examples-of.js';

const name = '⟨1⟩';
const when = '⟨3⟩';
const code = '⟨4⟩';

/** What the functions of the sign-off record are called with. */
export const signOffExamples: ExamplesOf<Words['signOff']> = {
  title: [[code]],
  version: [
    [{ tag: code, part: 'major', said: 'command', by: name }],
    [{ tag: code, part: 'major', said: 'command', by: null }],
    [{ tag: code, part: 'minor', said: 'label', by: null }],
    [{ tag: code, part: 'patch', said: 'commits', by: null }],
    [{ tag: code, part: 'minor', said: 'config', by: null }],
  ],
  agreed: [[1], [2]],
  given: [[name, when]],
  planned: [[code]],
  took: [[when]],
  deployed: [
    [{ commit: code, when, backup: code, live: when }],
    [{ commit: code, when, backup: code, live: null }],
  ],
  restored: [[when]],
  backup: [
    [{ id: code, environment: code, commit: code, when, sha256: code }],
    [{ id: code, environment: code, commit: null, when, sha256: code }],
  ],
  howToCheck: [[{ file: code, entries: 3, fingerprint: code }]],
};

const former = { revision: 1, estimate: code, by: name, endedBy: name, when } as const;

/** What the functions of the card that tell of estimates, version and time are called with. */
export const historyExamples: Pick<
  ExamplesOf<Words['card']>,
  'agreed' | 'revision' | 'formerEstimate' | 'version'
> = {
  agreed: [[name, when]],
  revision: [[2]],
  formerEstimate: [
    [{ ...former, agreed: null, ended: 'declined' }],
    [{ ...former, agreed: name, ended: 'replaced' }],
  ],
  version: [['major', name]],
};
