import type { Gate } from '#process/gate.js';
import type { Role } from '#process/role.js';
import type { Strategy } from '#process/rules.js';
import type { WrittenFreeze } from './parse-freeze.js';
import type { ExecutorName } from './executor-name.js';
import type { Language } from './language.js';
import type { Stage } from '#process/stage.js';
import type { weekdays } from './weekdays.js';
import type { MergeMethod, ScriptName } from './settings.js';

/** What stands in the file, after the schema has checked it; nothing is filled in yet. */
export interface WrittenConfig {
  readonly roles?: Partial<Readonly<Record<Role, WrittenRole>>>;
  readonly gates?: Partial<Readonly<Record<Gate, readonly Role[]>>>;
  readonly approvals?: { readonly self?: boolean } & Partial<Readonly<Record<Role, number>>>;
  readonly scenarios?: { readonly verdicts?: 'required' | 'optional' };
  readonly checks?: { readonly required?: readonly string[] };
  readonly integration?: { readonly 'on-base-change'?: 'retest' | 'checks' };
  readonly labels?: { readonly intake?: string; readonly prefix?: string; readonly release?: string };
  readonly environments?: {
    readonly executor?: ExecutorName;
    readonly scripts?: Partial<Readonly<Record<ScriptName, string>>>;
    readonly timeout?: string;
    readonly 'answered-by'?: readonly string[];
    readonly 'max-sandboxes'?: number;
    readonly container?: {
      readonly file?: string;
      readonly 'build-args'?: readonly string[];
      readonly port?: number;
      readonly data?: string;
      readonly memory?: string;
      readonly cpus?: number;
      readonly processes?: number;
      readonly 'keep-images'?: number;
    };
    readonly backups?: {
      readonly keep?: { readonly count?: number; readonly days?: number };
      readonly verify?: 'checksum' | 'restore';
      readonly 'max-age'?: string;
    };
    readonly pass?: readonly string[];
    readonly production?: {
      readonly name?: string;
      readonly url?: string;
      readonly probes?: readonly WrittenProbe[];
    };
    readonly sandbox?: {
      readonly url?: string;
      readonly probes?: readonly WrittenProbe[];
      readonly ttl?: string;
      readonly 'idle-stop'?: string;
      readonly from?: { readonly services?: readonly string[]; readonly data?: string };
    };
  };
  readonly changes?: { readonly 'without-task'?: 'refuse' | 'adopt' };
  readonly release?: {
    readonly 'tag-prefix'?: string;
    readonly bump?: 'major' | 'minor' | 'patch';
    readonly version?: 'bump' | 'commits';
    readonly strategy?: Strategy;
    readonly method?: MergeMethod;
  };
  readonly production?: {
    readonly watch?: string;
    readonly failures?: number;
    readonly interval?: string;
    readonly freeze?: readonly WrittenFreeze[];
  };
  readonly language?: Language;
  readonly 'client-language'?: Language;
  readonly waiting?: WrittenPatience & {
    readonly gates?: Partial<Readonly<Record<Gate, WrittenPatience>>>;
  };
  readonly calendar?: {
    readonly timezone?: string;
    readonly days?: readonly (typeof weekdays)[number][];
    readonly holidays?: readonly string[];
  };
  readonly notify?: readonly { readonly hook: string; readonly on?: readonly Stage[] }[];
}

export type WrittenRole =
  string | readonly string[] | { readonly permission: 'read' | 'triage' | 'write' | 'maintain' | 'admin' };

/** Durations such as `3d`. */
export interface WrittenPatience {
  readonly remind?: readonly string[];
  readonly escalate?: Role | 'none';
  readonly expire?: string;
}

export interface WrittenProbe {
  readonly name?: string;
  readonly path?: string;
  readonly status?: number;
  readonly contains?: string;
  readonly 'commit-header'?: string;
  readonly header?: { readonly name: string; readonly contains?: string };
  readonly latency?: string;
  readonly timeout?: string;
  readonly retries?: number;
  readonly interval?: string;
}
