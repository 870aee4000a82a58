import type { ExecutorName } from '#config/executor-name.js';
import type { Environments } from '#ports/environments.js';

type Executor = Omit<Environments, 'probe'>;

/** Every piece of work goes to the executor that the repository's configuration names. */
export function chooseExecutor(
  executors: Readonly<Record<ExecutorName, Executor>>,
  { probe }: Pick<Environments, 'probe'>,
): Environments {
  const of = ({ settings }: { readonly settings: { readonly executor: ExecutorName } }): Executor =>
    executors[settings.executor];
  return {
    provision: (work) => of(work).provision(work),
    deploy: (work) => of(work).deploy(work),
    backup: (work) => of(work).backup(work),
    verify: (work) => of(work).verify(work),
    restore: (work) => of(work).restore(work),
    prune: (asked) => of(asked).prune(asked),
    destroy: (work) => of(work).destroy(work),
    standing: (asked) => of(asked).standing(asked),
    stop: (work) => of(work).stop(work),
    start: (work) => of(work).start(work),
    probe,
    abandon: async (asked) => {
      for (const executor of Object.values(executors)) await executor.abandon?.(asked);
    },
  };
}
