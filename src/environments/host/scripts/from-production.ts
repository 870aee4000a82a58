import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { endMarked } from '../processes/end-processes.js';
import { WorkFailed } from '../work-failed.js';
import { findLinksOut } from './find-links-out.js';
import { runScript } from './run-script.js';

/** What a script that makes a sandbox may know of the live data. */
interface LiveData {
  /** `null`: it gets none. */
  readonly GREENLIGHT_PRODUCTION_DIR: string | null;
}

/**
 * Hands on where the live data are, for a sandbox to be made from them: nothing for other operations and with `data: none`. A
 * repository that names a mask script gets what that made of them instead, removed again when `act` has ended, however it ended.
 * Throws `WorkFailed` when the mask does not end well; `act` is not called then.
 */
export async function fromProduction<Value>(
  bench: Bench,
  act: (live: LiveData) => Promise<Value>,
): Promise<Value> {
  const live = await findLiveData(bench);
  if (live === null || bench.work.settings.scripts.mask === undefined) {
    return act({ GREENLIGHT_PRODUCTION_DIR: live });
  }
  const masked = join(bench.place.root, 'masked');
  try {
    await mask(bench, { live, masked });
    return await act({ GREENLIGHT_PRODUCTION_DIR: masked });
  } finally {
    await rm(masked, { recursive: true, force: true });
  }
}

/** `null`: this work gets none, or production was never here. */
async function findLiveData({ executor, operation, work }: Bench): Promise<string | null> {
  const { production, sandbox } = work.settings;
  if (operation !== 'provision' || sandbox.from.data === 'none') return null;
  const { data } = executor.layout.place(work.repository, production.name);
  return access(data).then(
    () => data,
    () => null,
  );
}

/** The script works in a place of its own: whatever it leaves there or goes on running is gone before anybody else begins. */
async function mask(bench: Bench, { live, masked }: { live: string; masked: string }): Promise<void> {
  const mark = `GREENLIGHT_MASKED_DIR=${masked}`;
  const scratch = join(bench.place.root, 'masking');
  const clear = async (): Promise<void> => {
    await endMarked(mark);
    await rm(scratch, { recursive: true, force: true });
  };
  // A crash may have left both.
  await clear();
  await rm(masked, { recursive: true, force: true });
  await Promise.all([scratch, masked].map((path) => mkdir(path, { mode: 0o700 })));
  try {
    await runScript(
      { ...bench, operation: 'mask', scratch },
      {
        GREENLIGHT_COMMIT: bench.work.commit,
        GREENLIGHT_PRODUCTION_DIR: live,
        GREENLIGHT_MASKED_DIR: masked,
      },
    );
  } finally {
    await clear();
  }
  await seeThatNothingLeadsOut(masked);
  bench.log.say('the live data are masked; the sandbox gets the copy alone');
}

/** A link would lead the sandbox to the data as they are. */
async function seeThatNothingLeadsOut(masked: string): Promise<void> {
  const [name] = await findLinksOut(masked);
  if (name !== undefined)
    throw new WorkFailed('script', `the mask script left a link that leads out of the masked data: ${name}`);
}
