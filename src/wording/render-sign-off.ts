import type { Settings } from '#config/settings.js';
import type { SignOff } from '#process/sign-off-of.js';
import type { BackupRef } from '#process/task.js';
import type { Times } from './count-times.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listFollowups } from './parts/list-followups.js';
import { listFormerEstimates } from './parts/list-former-estimates.js';
import { listItems } from './parts/list-items.js';
import { listOverrides } from './parts/list-overrides.js';
import { listProductionChanges } from './parts/list-production-changes.js';
import { listScenarios } from './parts/list-scenarios.js';
import { listReceipt } from './parts/list-receipt.js';
import { listSetbacks } from './parts/list-setbacks.js';
import { listSignatures } from './parts/list-signatures.js';
import { listTimes } from './parts/list-times.js';
import { nameLogin } from './parts/name-login.js';
import { sayEstimate } from './parts/say-estimate.js';
import { sayInstant } from './parts/say-instant.js';
import { sayProduct } from './parts/say-product.js';
import { saySpan } from './parts/say-span.js';
import { sayTitle } from './parts/say-title.js';
import { codeSpan } from './safety/code-span.js';
import { quoteWords } from './safety/quote-words.js';
import { shortSha } from './short-sha.js';
import { speak } from './speak.js';
import type { Told } from './told.js';
import type { Words } from './words.js';

const budget = 8_000;

interface SignOffInput {
  readonly signOff: SignOff;
  readonly times: Times;
  readonly settings: Pick<Settings, 'language'>;
  readonly told: Told;
}

/** The sign-off record as a text: what was agreed, by whom, what came of it, who approved it, and how to check all that. */
export function renderSignOff({ signOff, times, settings, told }: SignOffInput): string {
  const words = speak(settings.language);
  const { record, signOff: own } = words;
  const { feedback } = signOff;
  return `${joinBlocks([
    `# ${own.title(codeSpan(told.tag))}`,
    `${sayTitle(signOff)} ${record.reference(signOff.issue, signOff.change)}`,
    sayVersion(told, words),
    chapter(own.agreement, sayAgreement(signOff, words)),
    chapter(own.actual, sayActual({ signOff, times }, words)),
    chapter(record.tested, listScenarios(signOff.scenarios, words)),
    chapter(record.signedOff, listSignatures(signOff, words)),
    sayProduct(signOff, words),
    chapter(record.overrides, listOverrides(signOff.overrides, words)),
    chapter(own.deployments, listProductionChanges(signOff.deployments, words)),
    chapter(own.backups, listBackups(signOff.backups, words)),
    chapter(
      words.environments.receipt.title,
      signOff.receipt === null ? null : listReceipt(signOff.receipt, words),
    ),
    chapter(record.way, listSetbacks(signOff, asJournal(signOff), words)),
    chapter(record.feedback, feedback === null ? null : quoteWords(feedback)),
    chapter(record.upcoming, listFollowups(signOff.followups, words)),
    chapter(own.check, sayCheck(told, words)),
  ])}\n`;
}

const chapter = (title: string, body: string | null): string | null =>
  body === null ? null : `## ${title}\n\n${body}`;

function sayVersion({ tag, choice: { part, said, by } }: Told, { signOff }: Words): string {
  return signOff.version({ tag: codeSpan(tag), part, said, by: by && nameLogin(by) });
}

function sayAgreement({ estimate, formerEstimates }: SignOff, words: Words): string {
  const { signOff, card } = words;
  const former = listFormerEstimates(formerEstimates, words);
  const before = former === null ? null : `**${card.formerEstimates}**\n\n${former}`;
  if (estimate === null) return joinBlocks([signOff.noAgreement, before]);
  const { revision, note, by, at, agreed } = estimate;
  return joinBlocks([
    `${signOff.agreed(revision)}:`,
    [`> **${sayEstimate(estimate, words)}**`, quoteWords(note ?? '')].filter(Boolean).join('\n>\n'),
    signOff.given(nameLogin(by), sayInstant(at, words)),
    agreed === null
      ? card.startedUnagreed
      : `${capital(card.agreed(nameLogin(agreed.by), sayInstant(agreed.at, words)))}.`,
    before,
  ]);
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Planned is what was estimated; actual is what the calendar says, and whose turn it was meanwhile. */
function sayActual({ signOff, times }: Pick<SignOffInput, 'signOff' | 'times'>, words: Words): string | null {
  const { estimate } = signOff;
  const own = words.signOff;
  const until = times.task.since;
  const lines =
    estimate === null
      ? []
      : [
          own.planned(sayEstimate(estimate, words)),
          own.took(saySpan(Math.max(0, until - (estimate.agreed?.at ?? estimate.at)), words)),
        ];
  const spent = listTimes(times, words);
  if (lines.length === 0 && spent === null) return null;
  return joinBlocks([listItems(lines, { budget, more: words.card.more }), spent]);
}

function listBackups(backups: readonly BackupRef[], words: Words): string | null {
  const own = words.environments.backup;
  const lines = backups.map(({ id, environment, commit, at, sha256, keptUntil, verified }) =>
    [
      words.signOff.backup({
        id: codeSpan(id),
        environment: codeSpan(environment),
        commit: commit && shortSha(commit),
        when: sayInstant(at, words),
        sha256: codeSpan(sha256),
      }),
      ...(verified ? [own.verified[verified]] : []),
      ...(keptUntil === undefined ? [] : [own.keptUntil(sayInstant(keptUntil, words))]),
    ].join('; '),
  );
  return listItems(lines, { budget, more: words.card.more });
}

const asJournal = ({ setbacks }: SignOff) =>
  setbacks.map((rejection) => ({
    at: rejection.at,
    because: { code: 'rejected' } as const,
    changes: { rejection },
  }));

function sayCheck({ entries, fingerprint }: Told, { signOff }: Words): string {
  return signOff.howToCheck({ file: 'sign-off.json', entries, fingerprint: codeSpan(fingerprint) });
}
