import { expect, test } from '@jest/globals';
import { stages } from '#process/stage.js';
import { intakeLabel, stageLabels } from '#wording/stage-labels.js';

const longestPrefix = 'x'.repeat(30);

test.each(['stage: ', '', longestPrefix])(
  'every stage has a label that GitHub takes, with the prefix “%s”',
  (prefix) => {
    const labels = stageLabels(prefix);
    expect(labels.map(({ stage }) => stage)).toEqual([...stages]);
    expect(labels.map(({ name }) => name)).toEqual(stages.map((stage) => `${prefix}${stage}`));
    for (const { name, color, description } of [...labels, intakeLabel('greenlight')]) {
      expect(name.length).toBeLessThanOrEqual(50);
      expect(color).toMatch(/^[0-9a-f]{6}$/);
      expect(description).toMatch(/^[A-Z].{10,99}$/);
    }
  },
);

test('the label by which a task starts says who puts it there', () => {
  expect(intakeLabel('to do')).toEqual({
    name: 'to do',
    color: '2da44e',
    description: 'A manager puts this on an issue to start its way to release',
  });
});
