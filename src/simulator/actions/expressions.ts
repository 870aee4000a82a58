import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What expressions can name: `github`, `env`, `steps` and the like, as plain values. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job stands, for `success()`, `failure()`, `cancelled()` and `always()`. */
export type JobStatus = 'success' | 'failure' | 'cancelled';

const embedded = /\$\{\{([\s\S]*?)\}\}/g;
const whole = /^\s*\$\{\{([\s\S]*)\}\}\s*$/;
const statusFunction = /\b(success|failure|cancelled|always)\s*\(/i;

/** A text with its `${{ }}` replaced by what they come to. */
export function fill(text: unknown, contexts: Contexts): string {
  return textOf(text).replace(embedded, (_all, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  );
}

/** A scalar of the file, as GitHub reads it. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every value of a mapping, filled. */
export function fillAll(
  values: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, fill(value, contexts)]),
  );
}

/** Whether an `if` holds. One that does not ask how the job stands holds only while all is well. */
export function holds(condition: unknown, contexts: Contexts, status: JobStatus): boolean {
  const text = textOf(condition ?? 'success()');
  const bare = whole.exec(text)?.[1] ?? text;
  const asked = statusFunction.test(bare) ? bare : `success() && (${bare})`;
  return isTrue(evaluate(asked, contexts, status));
}

function evaluate(
  expression: string,
  contexts: Contexts,
  status: JobStatus = 'success',
): data.ExpressionData {
  const own = {
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
    always: true,
  };
  const functions = Object.entries(own).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, values, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

function isTrue(value: data.ExpressionData): boolean {
  switch (value.kind) {
    case data.Kind.Boolean:
      return value.value;
    case data.Kind.Number:
      return value.value !== 0;
    case data.Kind.String:
      return value.value !== '';
    case data.Kind.Null:
      return false;
    default:
      return true;
  }
}
