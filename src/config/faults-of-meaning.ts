import { gates } from '#process/gate.js';
import { stages } from '#process/stage.js';
import type { Fault } from './fault.js';
import { faultsOfWaiting } from './faults-of-waiting.js';
import type { Settings } from './settings.js';
import type { WrittenConfig } from './written.js';

/** What the schema cannot say: settings that are right one by one, but not together. */
export function faultsOfMeaning(settings: Settings, written: WrittenConfig): readonly Fault[] {
  return [
    ...askedOfNobody(settings, written),
    ...withoutManager(settings),
    ...sameLabels(settings, written),
    ...faultsOfWaiting(settings, written),
  ];
}

function askedOfNobody({ roles }: Settings, written: WrittenConfig): readonly Fault[] {
  return gates.flatMap((gate) =>
    (written.gates?.[gate] ?? []).flatMap((role, index) =>
      roles[role].kind === 'nobody'
        ? [{ pointer: `/gates/${gate}/${index}`, message: `asks the ${role}, but roles.${role} is none` }]
        : [],
    ),
  );
}

function withoutManager({ roles }: Settings): readonly Fault[] {
  return roles.manager.kind === 'nobody'
    ? [{ pointer: '/roles/manager', message: 'there must be a manager: nobody else can start the work' }]
    : [];
}

/** GitHub does not tell labels apart by case. */
function sameLabels({ labels }: Settings, written: WrittenConfig): readonly Fault[] {
  const intake = labels.intake.toLowerCase();
  const same = stages.find((stage) => `${labels.prefix}${stage}`.toLowerCase() === intake);
  if (same === undefined) return [];
  const pointer = written.labels?.intake === undefined ? '/labels/prefix' : '/labels/intake';
  return [{ pointer, message: `makes the label of the stage ${same} the one that starts a task` }];
}
