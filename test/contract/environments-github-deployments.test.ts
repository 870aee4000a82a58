import { openDeploymentsPlace } from './environments-deployments-place.js';
import { contractOfEnvironments } from './environments.contract.js';

contractOfEnvironments(openDeploymentsPlace);
