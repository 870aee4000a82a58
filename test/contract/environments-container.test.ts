import { describeOnPodman } from '../support/podman.js';
import { openContainerPlace } from './environments-container-place.js';
import { contractOfEnvironments } from './environments.contract.js';
import { contractOfHost } from './environments-host.contract.js';

describeOnPodman('the container executor with Podman', () => contractOfEnvironments(openContainerPlace));
describeOnPodman('the container executor with Podman, on this machine', () =>
  contractOfHost(openContainerPlace),
);
