import { contractOfEnvironments } from './environments.contract.js';
import { openCommandPlace } from './environments-command-place.js';

contractOfEnvironments(() => openCommandPlace());
