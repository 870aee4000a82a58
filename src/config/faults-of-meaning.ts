import { gates } from '#process/gate.js';
import { roles } from '#process/role.js';
import { stages } from '#process/stage.js';
import type { Fault } from './fault.js';
import { whatIsWrong } from './parse-freeze.js';
import { faultsOfWaiting } from './faults-of-waiting.js';
import type { Settings } from './settings.js';
import type { WrittenConfig } from './written.js';

/** What the schema cannot say: settings that are right one by one, but not together. */
export function faultsOfMeaning(settings: Settings, written: WrittenConfig): readonly Fault[] {
  return [
    ...askedOfNobody(settings, written),
    ...withoutManager(settings),
    ...tooFew(settings),
    ...sameLabels(settings, written),
    ...wrongFreezes(written),
    ...faultsOfWaiting(settings, written),
    ...endsWithoutStop(settings, written),
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

/** Where people are named one by one, no more of them can be asked than there are. */
function tooFew({ roles: sources, rules }: Settings): readonly Fault[] {
  return roles.flatMap((role) => {
    const source = sources[role];
    if (source.kind !== 'people' || source.permission !== null || source.teams.length > 0) return [];
    const there = new Set(source.users.map((user) => user.toLowerCase())).size;
    if (rules.quorum[role] <= there) return [];
    const names = there === 1 ? 'one person' : `${there} people`;
    return [
      {
        pointer: `/approvals/${role}`,
        message: `asks for ${rules.quorum[role]} approvals, but roles.${role} names ${names}`,
      },
    ];
  });
}

function wrongFreezes({ production }: WrittenConfig): readonly Fault[] {
  return (production?.freeze ?? []).flatMap((written, index) => {
    const wrong = whatIsWrong(written);
    return wrong === null
      ? []
      : [{ pointer: `/production/freeze/${index}/${wrong.key}`, message: wrong.message }];
  });
}

/** GitHub does not tell labels apart by case. */
function sameLabels({ labels }: Settings, written: WrittenConfig): readonly Fault[] {
  const intake = labels.intake.toLowerCase();
  const same = stages.find((stage) => `${labels.prefix}${stage}`.toLowerCase() === intake);
  if (same === undefined) return [];
  const pointer = written.labels?.intake === undefined ? '/labels/prefix' : '/labels/intake';
  return [{ pointer, message: `makes the label of the stage ${same} the one that starts a task` }];
}

/** What is to be stopped in time needs something that stops it. */
function endsWithoutStop({ rules }: Settings, { environments }: WrittenConfig): readonly Fault[] {
  if (rules.sandbox.canStop) return [];
  const ends = (['ttl', 'idle-stop'] as const).filter((key) => environments?.sandbox?.[key] !== undefined);
  return ends.map((key) => ({
    pointer: `/environments/sandbox/${key}`,
    message: 'stops sandboxes, but environments.scripts.stop names no script that does it',
  }));
}
