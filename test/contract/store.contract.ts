import { describe } from '@jest/globals';
import { contractOfLanes } from './store-lanes.contract.js';
import { contractOfLetters } from './store-letters.contract.js';
import { contractOfProduction } from './store-production.contract.js';
import { contractOfSandboxes } from './store-sandboxes.contract.js';
import type { Place } from './store-place.js';
import { contractOfTasks } from './store-tasks.contract.js';

/** What every store promises, whatever database it stands on: the sentences of `#ports/store.js`, one by one. */
export function contractOfStores(find: () => Promise<Place>): void {
  describe('jobs and lanes', () => contractOfLanes(find));
  describe('what was given up', () => contractOfLetters(find));
  describe('tasks, journal and production', () => contractOfTasks(find));
  describe('places for sandboxes', () => contractOfSandboxes(find));
  describe('production held, frozen and queued for', () => contractOfProduction(find));
}
