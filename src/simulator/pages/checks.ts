import { requiredChecksOf } from '../state/required-checks.js';
import { nameOf } from '../state/find.js';
import { latestRuns } from '../state/suite-result.js';
import type { RequiredCheck } from '../state/protection.js';
import type { CheckRun, CommitStatus, RepositoryState } from '../state/records.js';
import { html, type Html } from './html.js';
import { link } from './link.js';

interface Line {
  name: string;
  by: string;
  look: 'good' | 'bad' | 'waiting' | 'idle';
  words: string;
  url: string | null;
  more: Html | null;
  required: boolean;
}

/** What was reported on a commit, and what its branch requires and nobody has reported yet. */
export function checks(
  repository: RepositoryState,
  { sha, base }: { sha: string; base: string },
): Html | null {
  const required = requiredChecksOf(repository, base);
  const runs = latestRuns(repository.checkRuns.filter((run) => run.headSha === sha));
  const statuses = new Map(
    repository.statuses.filter((one) => one.sha === sha).map((status) => [status.context, status]),
  );
  const reported = [
    ...runs.map((run) => runLine(run, required)),
    ...[...statuses.values()].map((status) => statusLine(status, required)),
  ];
  const silent = required
    .filter(({ context }) => !reported.some((line) => line.required && line.name === context))
    .map(expectedLine);
  const lines = [...reported, ...silent];
  if (lines.length === 0) return null;
  return html`<section class="box" aria-label="Checks of ${nameOf(repository)} ${sha}">
    ${lines.map(showLine)}
  </section>`;
}

function runLine(run: CheckRun, required: RequiredCheck[]): Line {
  const { conclusion, output } = run;
  const { title, summary, text } = output;
  const details = [summary, text].filter(Boolean).join('\n\n');
  return {
    name: run.name,
    by: run.app.name,
    look: conclusion === null ? 'waiting' : lookOf(conclusion),
    words: [(conclusion ?? run.status).replaceAll('_', ' '), title].filter(Boolean).join(' — '),
    url: run.detailsUrl,
    more: details === '' ? null : html`<pre class="mono">${details}</pre>`,
    required: required.some(
      ({ context, appId }) => context === run.name && (appId === null || appId === run.app.id),
    ),
  };
}

function lookOf(conclusion: NonNullable<CheckRun['conclusion']>): Line['look'] {
  if (conclusion === 'success') return 'good';
  return conclusion === 'neutral' || conclusion === 'skipped' ? 'idle' : 'bad';
}

function statusLine(status: CommitStatus, required: RequiredCheck[]): Line {
  const looks = { error: 'bad', failure: 'bad', pending: 'waiting', success: 'good' } as const;
  return {
    name: status.context,
    by: status.creator.login,
    look: looks[status.state],
    words: [status.state, status.description].filter(Boolean).join(' — '),
    url: status.targetUrl,
    more: null,
    required: required.some(({ context, appId }) => context === status.context && appId === null),
  };
}

function expectedLine({ context }: RequiredCheck): Line {
  const words = 'expected — waiting for status to be reported';
  return { name: context, by: '', look: 'waiting', words, url: null, more: null, required: true };
}

const signs = { good: '✓', bad: '✗', waiting: '•', idle: '–' };

function showLine({ name, by, look, words, url, more, required }: Line): Html {
  return html`<div class="row">
    <span class="dot ${look}" aria-hidden="true">${signs[look]}</span><b>${name}</b>
    <span class="muted">${words}</span>
    <span class="end"
      >${by !== '' && html`<span class="muted">${by}</span> `}${
        required && html`<span class="tag">Required</span> `
      }${url !== null && link(url, 'Details')}</span
    >
    ${
      more &&
      html`<details>
        <summary>Output</summary>
        ${more}
      </details>`
    }
  </div>`;
}
