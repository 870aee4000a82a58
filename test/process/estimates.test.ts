import { expect, test } from '@jest/globals';
import { Delivery, deliveryAt, no, yes } from './delivery.js';

const estimate = (duration: string) =>
  ({ type: 'EstimateGiven', duration, cost: { amount: '800', currency: 'EUR' }, note: null }) as const;

test('every estimate is a revision of its own, also after a no, and none is forgotten', () => {
  const delivery = new Delivery();
  delivery.says('mona', estimate('3d'));
  delivery.says('cleo', no);
  delivery.says('mona', estimate('2d'));
  delivery.says('mona', estimate('1d'));
  delivery.says('cleo', yes);
  expect(delivery.task.estimate).toMatchObject({ revision: 3, duration: '1d', agreed: { by: 'cleo' } });
  expect(delivery.task.formerEstimates).toMatchObject([
    { revision: 1, duration: '3d', ended: 'declined', endedBy: 'cleo', agreed: null },
    { revision: 2, duration: '2d', ended: 'replaced', endedBy: 'mona', agreed: null },
  ]);
});

test('a new estimate after the agreement goes back to the client, and keeps what was agreed before', () => {
  const delivery = deliveryAt('planning');
  const agreed = delivery.task.estimate;
  delivery.says('mona', estimate('5d'));
  expect(delivery.stage).toBe('discussion');
  expect(delivery.task.formerEstimates).toMatchObject([{ ...agreed, ended: 'replaced' }]);
  delivery.says('cleo', no);
  expect(delivery.task).toMatchObject({ stage: 'discussion', estimate: null });
  expect(delivery.task.formerEstimates).toMatchObject([{ revision: 1 }, { revision: 2, ended: 'declined' }]);
});

test('a manager says which part of the version the release raises, up to the release; the last word counts', () => {
  const delivery = deliveryAt('discussion');
  expect(delivery.says('dora', { type: 'VersionPartChosen', part: 'major' }).because.code).toBe(
    'role_missing',
  );
  delivery.says('mona', { type: 'VersionPartChosen', part: 'major' });
  expect(delivery.says('mona', { type: 'VersionPartChosen', part: 'patch' }).verdict).toBe('kept');
  expect(delivery.task.releasePart).toEqual({ part: 'patch', by: 'mona' });
  const late = deliveryAt('release');
  expect(late.says('mona', { type: 'VersionPartChosen', part: 'major' }).because.code).toBe(
    'not_possible_here',
  );
});
