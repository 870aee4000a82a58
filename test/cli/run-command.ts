import type { CliCommand } from '#cli/cli-command.js';
import { sayMistake } from '#cli/say-mistake.js';
import type { Terminal } from '#cli/terminal.js';

/** Runs a command as `main.ts` does, and returns what it said and its exit code. */
export async function runCommand(
  command: CliCommand,
  args: readonly string[],
  variables: Terminal['variables'] = {},
): Promise<{ said: string; exitCode: number }> {
  const lines: string[] = [];
  try {
    const exitCode = await command.run(args, { say: (text) => void lines.push(text), variables });
    return { said: lines.join('\n'), exitCode };
  } catch (error) {
    const mistake = sayMistake(error, command.usage);
    if (mistake === null) throw error;
    return { said: [...lines, mistake.text].join('\n'), exitCode: mistake.exitCode };
  }
}
