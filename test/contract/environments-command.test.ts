import { openCommandPlace } from './environments-command-place.js';
import { contractOfEnvironments } from './environments.contract.js';
import { contractOfHost } from './environments-host.contract.js';
import { contractOfScripts } from './environments-scripts.contract.js';

contractOfEnvironments(openCommandPlace);
contractOfHost(openCommandPlace);
contractOfScripts(openCommandPlace);
