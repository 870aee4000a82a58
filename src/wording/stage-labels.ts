import type { Language } from '#config/language.js';
import { type Stage, stages } from '#process/stage.js';
import { speak } from './speak.js';

/** A label, as GitHub keeps it. */
interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

interface StageLabel extends Label {
  readonly stage: Stage;
}

const mostOfName = 50;

/** One colour for each phase: agreeing, building, proving, showing, going live, finishing. */
const colors: Readonly<Record<Stage, string>> = {
  discussion: '0969da',
  planning: '0969da',
  sandbox: '8250df',
  development: '8250df',
  testing: 'bf8700',
  integration: 'bf8700',
  'integration-testing': 'bf8700',
  backup: 'bf8700',
  demo: 'bf3989',
  deployment: '1b7c83',
  'production-testing': '1b7c83',
  rollback: 'cf222e',
  'final-demo': '1b7c83',
  teardown: '2da44e',
  release: '2da44e',
  released: '116329',
  cancelled: '6e7781',
};

/** The label of every stage: `<prefix><stage>`. */
export function stageLabels(prefix: string, language?: Language): readonly StageLabel[] {
  const words = speak(language);
  return stages.map((stage) => ({
    stage,
    name: `${prefix}${stage}`.slice(0, mostOfName),
    color: colors[stage],
    description: words.stages[stage].about,
  }));
}

/** The label by which a manager starts a task. */
export function intakeLabel(name: string, language?: Language): Label {
  return { name: name.slice(0, mostOfName), color: '2da44e', description: speak(language).intake };
}
