import { expect, test } from '@jest/globals';
import { parseChecklist } from '#commands/parse-checklist.js';

const list = (...lines: readonly string[]): readonly string[] => parseChecklist(lines.join('\n'));

test('the items under "Test scenarios", ticked or not, of any kind of list, up to the next heading', () => {
  const body = [
    '- before',
    '## Test scenarios ##',
    '- [ ] Pay with a card',
    '- [x] Pay twice',
    'A sentence.',
    '* Cancel',
    '+ Refund  ',
    '1. Log in',
    '2) Log out',
    '### Notes',
    '- after',
  ];
  expect(list(...body)).toEqual(['Pay with a card', 'Pay twice', 'Cancel', 'Refund', 'Log in', 'Log out']);
});

test('the heading in Russian, or as one of several words', () => {
  expect(list('# Тестовые сценарии', '- Оплата')).toEqual(['Оплата']);
  expect(list('###### Our TEST SCENARIOS (draft)', '- a')).toEqual(['a']);
});

test('the same text counts once', () => {
  expect(list('# Test scenarios', '- a', '- b', '- a')).toEqual(['a', 'b']);
});

test('nothing without the heading, and nothing that is no item', () => {
  expect(list('- a')).toEqual([]);
  expect(list('Test scenarios', '- a')).toEqual([]);
  expect(list('#Test scenarios', '- a')).toEqual([]);
  expect(list('# Test scenarios', '-a', '- ', '- [ ]', '_No response_')).toEqual(['[ ]']);
});

test('a template that is still in comments, quotes and code says nothing', () => {
  expect(list('# Test scenarios', '<!--', '- a', '-->', '> - b', '', '```', '- c', '```', '- d')).toEqual([
    'd',
  ]);
});
