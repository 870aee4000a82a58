import { roles } from '#process/role.js';
import { changesSchema } from './changes-schema.js';
import { freezeSchema } from './freeze-schema.js';
import { productionSchema } from './production-schema.js';
import { languages } from './language.js';
import { stages } from '#process/stage.js';
import { releaseSchema } from './release-schema.js';
import { environmentsSchema } from './environments-schema.js';
import { probeSchema } from './probe-schema.js';
import { section } from './schema-parts.js';
import { waitingSchema } from './waiting-schema.js';
import { quorumSchema, scenariosSchema } from './judging-schema.js';

const gate = (description: string, fallback: readonly string[]) => ({
  type: 'array',
  items: { type: 'string', enum: roles },
  uniqueItems: true,
  description,
  default: fallback,
});

const role = (description: string, example: unknown) => ({
  description,
  examples: [example],
  oneOf: [
    { const: 'none' },
    { $ref: '#/definitions/person' },
    { type: 'array', minItems: 1, items: { $ref: '#/definitions/person' } },
    { $ref: '#/definitions/permission' },
  ],
});

/** Every key of `.github/greenlight.yml`: the single source of the parser, the editors' schema and the reference page. */
export const configSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Greenlight',
  ...section('How Greenlight takes a task from idea to release in this repository.', {
    roles: section(
      'Who has which role: usernames, teams as `@org/team`, `{permission: write}` for a repository permission, or `none`.',
      {
        manager: role(
          'Agrees time and cost, starts the work, may hold and cancel. Default: everyone with maintain access.',
          ['mia', 'max'],
        ),
        client: role(
          'Approves estimate, demo and final demo. No default: name the client, or write `none`.',
          'carla',
        ),
        developer: role('Builds the change. Default: everyone with write access.', { permission: 'write' }),
        tester: role('Approves at steps 5, 7 and 9.2.2. Default: everyone with triage access.', [
          '@acme/testers',
          'tom',
        ]),
        devops: role('Looks after sandboxes, production, backups. Default: everyone with admin access.', {
          permission: 'admin',
        }),
      },
    ),
    gates: section(
      'Which roles must approve at each gate; each role named must say yes. An empty list asks nobody.',
      {
        discussion: gate('Step 1: the estimate.', ['client']),
        planning: gate('Step 2: the plan. The manager is always among them.', ['manager']),
        testing: gate('Step 5: the change.', ['tester']),
        'integration-testing': gate('Step 7: the change joined with live.', ['tester']),
        demo: gate('Step 9: the demo.', ['client']),
        'production-testing': gate('Step 9.2.2: production.', ['tester']),
        'final-demo': gate('Step 9.2.4: the final demo.', ['client']),
      },
    ),
    approvals: section('Rules about approving.', {
      self: {
        type: 'boolean',
        description: 'Whether the author of a change, or whoever pushed its newest commit, may approve it.',
        default: false,
      },
      ...quorumSchema,
    }),
    scenarios: scenariosSchema,
    checks: section('Which checks must be green before a change is tested.', {
      required: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        uniqueItems: true,
        description:
          'Names of checks or commit statuses. Default: those that GitHub requires for the branch.',
        examples: [['test', 'lint']],
      },
    }),
    integration: section('Joining the change with the live project.', {
      'on-base-change': {
        enum: ['retest', 'checks'],
        description:
          'When live moves after step 6 the work is joined again; `retest` asks the tester again, `checks` does not.',
        default: 'retest',
      },
    }),
    labels: section('Names of labels.', {
      intake: {
        type: 'string',
        maxLength: 50,
        pattern: '^\\S(.*\\S)?$',
        patternErrorMessage: 'must be the name of a label, without spaces at its ends',
        description: 'The label by which a manager starts a task.',
        default: 'greenlight',
      },
      prefix: {
        type: 'string',
        maxLength: 30,
        pattern: '^\\S',
        patternErrorMessage: 'must not be empty, and not begin with a space',
        description: 'What the stage labels begin with.',
        default: 'stage: ',
      },
      release: {
        type: 'string',
        maxLength: 30,
        pattern: '^\\S',
        patternErrorMessage: 'must not be empty, and not begin with a space',
        description:
          'What the labels begin with that say which part of the version a release raises: major, minor, patch.',
        default: 'release: ',
      },
    }),
    environments: environmentsSchema,
    changes: changesSchema,
    production: productionSchema,
    release: releaseSchema,
    ...waitingSchema,
    notify: {
      type: 'array',
      maxItems: 20,
      items: section(
        'One place that hears when a task enters a stage.',
        {
          hook: {
            type: 'string',
            pattern: '^[a-z0-9][a-z0-9-]{0,49}$',
            patternErrorMessage: 'must be the name that the operator gave it: small letters, digits, hyphens',
            description: "Its name in the server's file of hooks.",
            examples: ['agency-slack'],
          },
          on: {
            type: 'array',
            minItems: 1,
            uniqueItems: true,
            items: { enum: stages },
            description: 'The stages it hears of. Default: all.',
            examples: [['demo', 'rollback', 'released']],
          },
        },
        ['hook'],
      ),
      description:
        "Places outside GitHub that hear of stage changes. Their addresses are the operator's: `GREENLIGHT_HOOKS`.",
      default: [],
    },
    language: {
      enum: languages,
      description: 'The language Greenlight speaks here: `en` English, `ru` Russian.',
      default: 'en',
    },
    'client-language': {
      enum: languages,
      description:
        'The language of the comments that call the client: estimate, demo, final demo. Default: that of `language`.',
      examples: ['ru'],
    },
  }),
  definitions: {
    person: {
      type: 'string',
      pattern:
        '^(?!none$)(@[A-Za-z0-9-]{1,39}/(?![.]{1,2}$)[A-Za-z0-9_.-]{1,100}|[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))$',
      patternErrorMessage: 'must be a username, or a team as @org/team',
      description: 'A username, or a team as `@org/team`.',
    },
    permission: {
      ...section(
        'Everyone with this access to the repository, or more.',
        {
          permission: { enum: ['read', 'triage', 'write', 'maintain', 'admin'], description: 'The access.' },
        },
        ['permission'],
      ),
    },
    freeze: freezeSchema,
    probe: probeSchema,
  },
} as const;
