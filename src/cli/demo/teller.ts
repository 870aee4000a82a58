import { roleOf } from './cast.js';

/** Tells the story while it happens. */
export interface Teller {
  /** A step of the process begins. */
  step(step: string, title: string): void;
  /** Somebody does something. */
  does(who: string, what: string): void;
  /** What Greenlight or GitHub brought about; `link` opens while the demo runs. */
  sees(what: string, link?: string): void;
}

export interface TellerOptions {
  readonly write: (text: string) => void;
  readonly colour: boolean;
  readonly now: () => number;
}

const width = 6;
const widthOfName = 'maria, manager'.length;

/** Tells it on a terminal: step, who, what, links. */
export function openTeller({ write, colour, now }: TellerOptions): Teller {
  const began = now();
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const indent = ' '.repeat(width);
  const clock = (): string => paint('2', `${((now() - began) / 1_000).toFixed(1).padStart(5)} s`);
  return {
    step: (step, title) => {
      write(`\n${paint('1;32', step.padEnd(width))}${paint('1', title)}\n`);
    },
    does: (who, what) => {
      const role = roleOf(who);
      const name = `${who}${role === null ? '' : `, ${role}`}`;
      write(`${indent}${clock()}  ${paint('1;36', name.padEnd(widthOfName))} ${what}\n`);
    },
    sees: (what, link) => {
      write(`${indent}${clock()}  ${paint('32', '✓')} ${what}\n`);
      if (link !== undefined) write(`${indent}${' '.repeat(11)}${paint('4;2', link)}\n`);
    },
  };
}
