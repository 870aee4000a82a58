import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verify } from '#cli/verify/verify.js';
import type { RecordFile } from '#ports/record-file.js';
import { type Story, startStory } from './start-story.js';
import { openChange, repository, toDemo } from './way.js';

let story: Story;
let issue: number;
let directory: string;
let chosen: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-record-'));
  story = await startStory();
  issue = await story.propose();
  await story.says('maria', issue, '/estimate 5d 2000 EUR — everything');
  await story.says('clara', issue, '/reject Too much');
  await story.says('maria', issue, '/estimate 2d 800 EUR — without ribbons');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'planning');
  await story.says('tess', issue, '/scenario The page says Gift wrap');
  await story.says('maria', issue, '/release major');
  await story.people.maria.addLabel(repository, issue, 'stage: sandbox');
  await story.reaches(issue, 'development');
  chosen = story.card(issue);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve Thank you');
  await story.reaches(issue, 'released');
  await story.github.settled();
}, 180_000);
afterAll(async () => {
  await story.close();
  await rm(directory, { recursive: true });
}, 180_000);

function attached(name: string): { content_type: string; text: string } {
  const file = story.shop.releases()[0]?.assets.find((asset) => asset.name === name);
  if (file === undefined) throw new Error(`there is no ${name}`);
  return file;
}

/** What `greenlight verify` says of a file with this text. */
async function verified(text: string, ...more: string[]): Promise<{ exitCode: number; said: string }> {
  const file = join(directory, 'sign-off.json');
  await writeFile(file, text);
  const lines: string[] = [];
  const exitCode = await verify.run([file, ...more], { say: (line) => void lines.push(line) });
  return { exitCode, said: lines.join('\n').replaceAll(file, 'FILE') };
}

const record = (): RecordFile => JSON.parse(attached('sign-off.json').text) as RecordFile;

/** The record with one thing changed. */
const forged = (change: (record: { [K in keyof RecordFile]: unknown } & RecordFile) => unknown): string => {
  const copy = record();
  change(copy);
  return JSON.stringify(copy);
};

test('a manager says which part of the version is raised, the card shows it, and the release has it', () => {
  expect(story.shop.releases()[0]).toMatchObject({ tag_name: 'v1.0.0', draft: false });
  expect(chosen).toContain('the release raises the major part (maria');
});

test('the release carries the sign-off record as a text to read', () => {
  const { content_type, text } = attached('sign-off.md');
  expect(content_type).toBe('text/markdown; charset=utf-8');
  expect(text).toContain('# Sign-off record of `v1.0.0`');
  expect(text).toContain('> **2 days, 800 EUR**\n>\n> without ribbons');
  expect(text).toMatch(/Revision 1: 5 days, 2000 EUR, by maria; declined by clara/);
  expect(text).toMatch(/Step 9 · Demo: clara, as the client, on `[0-9a-f]{7}`/);
  expect(text).toContain('Planned: 2 days, 800 EUR');
  expect(text).toMatch(/Commit `[0-9a-f]{7}`, begun .*, after backup `[^`]+`; live and healthy/);
});

test('the record says how it is checked, and the notes of the release tell its fingerprint', async () => {
  const { fingerprint, entries } = record().journal;
  expect(attached('sign-off.json').content_type).toBe('application/json');
  expect(story.shop.releases()[0]?.body).toContain(fingerprint);
  const { exitCode, said } = await verified(attached('sign-off.json').text, '--fingerprint', fingerprint);
  expect(said).toContain(`FILE is whole: ${entries.length} journal entries of agency/shop#${issue}`);
  expect(exitCode).toBe(0);
});

test('a record in which one word was changed is told from a whole one', async () => {
  const { text } = attached('sign-off.json');
  const { exitCode, said } = await verified(text.replaceAll('without ribbons', 'with ribbons'));
  expect(exitCode).toBe(1);
  expect(said).toMatch(/^FILE: the chain breaks at entry \d+: it was changed/);
});

test('a sign-off that is not what the entries say is told, also when the chain is whole', async () => {
  const claimed = forged((copy) => Object.assign(copy.signOff, { rollbacks: 7 }));
  expect(await verified(claimed)).toEqual({
    exitCode: 1,
    said: 'FILE: its sign-off is not what its entries say.',
  });
  const elsewhere = forged((copy) => Object.assign(copy.release, { tree: 'a'.repeat(40) }));
  expect((await verified(elsewhere)).said).toContain('another tree than what was approved');
});

test('a journal whose end was cut off does not pass for the whole one', async () => {
  const cut = forged((copy) => {
    const entries = copy.journal.entries.slice(0, -3);
    Object.assign(copy.journal, { entries, fingerprint: entries.at(-1)?.hash });
  });
  const { fingerprint } = record().journal;
  expect((await verified(cut)).said).toContain('its entries do not lead to a release');
  expect((await verified(cut, '--fingerprint', fingerprint)).said).toContain(`not ${fingerprint}`);
});

test('what is no record is not taken for one', async () => {
  expect(await verified('{"format": "greenlight-sign-off"}')).toEqual({
    exitCode: 2,
    said: 'FILE is not a sign-off record.',
  });
  expect((await verified('no JSON')).exitCode).toBe(2);
});

test('the card tells where the time went and which estimates there were', () => {
  const card = story.card(issue);
  expect(card).toContain('<details><summary>Where the time went</summary>');
  expect(card).toMatch(/- The client: (less than a minute|\d+ min)/);
  expect(card).toMatch(/- Step 1 · Discussion: /);
  expect(card).toContain('<details><summary>Earlier estimates</summary>');
  expect(card).toMatch(/\*\*Estimate:\*\* 2 days, 800 EUR, revision 2, by maria, agreed by clara, /);
});
