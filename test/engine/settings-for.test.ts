import { expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import { settingsFor } from '#engine/perform/settings-for.js';
import { aChange } from '../support/a-task.js';

const settings = { environments: { ...defaultSettings.environments, pass: ['SHOP_SECRET'] } };
const sandbox = { name: 'sandbox-1-2', kind: 'sandbox' } as const;
const production = { name: 'production', kind: 'production' } as const;
const of = (fork: boolean) => ({ task: { change: { ...aChange(12, 'head-1'), fork } }, settings });

test('scripts that run code of a fork in the sandbox see no variable of the server', () => {
  expect(settingsFor(sandbox, of(true)).pass).toEqual([]);
});

test('everything else gets what the repository asks for: what was approved by everybody, and work of its own people', () => {
  expect(settingsFor(production, of(true)).pass).toEqual(['SHOP_SECRET']);
  expect(settingsFor(sandbox, of(false)).pass).toEqual(['SHOP_SECRET']);
  expect(settingsFor(sandbox, { task: { change: null }, settings }).pass).toEqual(['SHOP_SECRET']);
});
