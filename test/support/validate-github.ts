import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A point on which GitHub's own description is wrong about what GitHub sends. */
export interface KnownError {
  /** `GET /app/installations 200` or `issues.opened`. */
  body: string;
  /** JSON pointer into the body; a `*` stands for a place in a list. */
  at: string;
  /** The rules that what GitHub sends breaks there. */
  rules: string[];
  because: string;
}

interface Description {
  bodies: Record<string, object | null>;
  $defs: Record<string, object>;
}

/** GitHub's description of what it answers (`rest`) or delivers (`webhooks`). */
export interface Described {
  /** What is wrong with a body, each `pointer message`; nothing when it is as GitHub describes it. */
  problemsOf(name: string, body: unknown): string[];
  /** The known errors that have not let anything pass so far. */
  needless(): KnownError[];
}

/** Reads what `scripts/trim-github-description.mjs` wrote. */
export function readDescription(file: 'rest' | 'webhooks', knownErrors: KnownError[] = []): Described {
  const url = new URL(`../contract/github-description/${file}.json`, import.meta.url);
  const { bodies, $defs } = JSON.parse(readFileSync(url, 'utf8')) as Description;
  const validatorOf = compiler({ bodies, $defs });
  const used = new Set<KnownError>();
  const isKnown = (body: string, { instancePath, keyword }: ErrorObject): boolean => {
    const at = instancePath.replace(/\/\d+/g, '/*');
    const known = knownErrors.find(
      (one) => one.body === body && one.at === at && one.rules.includes(keyword),
    );
    if (known) used.add(known);
    return known !== undefined;
  };
  return {
    problemsOf: (name, body) => {
      if (!(name in bodies)) return [`GitHub's description has no ${name}`];
      if (bodies[name] === null)
        return body === undefined || body === '' ? [] : ['a body where there is none'];
      const validate = validatorOf(name);
      if (validate(body)) return [];
      return (validate.errors ?? []).filter((error) => !isKnown(name, error)).map(say);
    },
    needless: () => knownErrors.filter((one) => !used.has(one)),
  };
}

function compiler({ bodies, $defs }: Description): (name: string) => ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false, inlineRefs: false });
  addFormats.default(ajv);
  ajv.addFormat('email', isEmail);
  ajv.addVocabulary(['bodies']);
  ajv.addSchema({ $id: 'github', bodies, $defs });
  return (name) => {
    const pointer = encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
    const validate = ajv.getSchema(`github#/bodies/${pointer}`);
    if (!validate) throw new Error(`${name} is not a schema`);
    return validate;
  };
}

function say({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`;
}

/** GitHub gives its bots addresses (`1+name[bot]@users.noreply.github.com`) that RFC 5322 would have in quotes. */
function isEmail(text: string): boolean {
  const email = addFormats.default.get('email');
  return email instanceof RegExp && email.test(text.replace('[bot]@', '@'));
}
