import type { Words } from '../words.js';

export const deployments: Words['deployments'] = {
  provision: {
    sandbox: { running: 'Making the sandbox from the live project', done: 'The sandbox is ready' },
    production: { running: 'Making production', done: 'Production is ready' },
  },
  deploy: {
    sandbox: { running: 'Putting the change into the sandbox', done: 'The sandbox shows the change' },
    production: { running: 'Putting the change live', done: 'The change is live and healthy' },
  },
  restore: {
    sandbox: { running: 'Putting the sandbox back as it was', done: 'The sandbox is back as it was' },
    production: { running: 'Putting production back as it was', done: 'Production is back as it was' },
  },
  stop: {
    sandbox: { running: 'Stopping the sandbox', done: 'The sandbox is stopped; its data are kept' },
    production: { running: 'Stopping production', done: 'Production is stopped' },
  },
  start: {
    sandbox: { running: 'Starting the sandbox again as it was', done: 'The sandbox runs again as it was' },
    production: { running: 'Starting production', done: 'Production runs' },
  },
  destroy: {
    sandbox: { running: 'Removing the sandbox', done: 'The sandbox was removed' },
    production: { running: 'Removing production', done: 'Production was removed' },
  },
};
