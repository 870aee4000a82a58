import { describe } from '@jest/globals';
import { openCommandPlace } from './environments-command-place.js';
import { contractOfEnvironments } from './environments.contract.js';
import { contractOfHost } from './environments-host.contract.js';
import { contractOfScripts } from './environments-scripts.contract.js';

// Each in a place of its own: hooks that stand beside each other would open three for every test.
describe('the command executor', () => contractOfEnvironments(openCommandPlace));
describe('the command executor, on this machine', () => contractOfHost(openCommandPlace));
describe('the command executor, by its scripts', () => contractOfScripts(openCommandPlace));
