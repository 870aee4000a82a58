import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where an event and its action stand among a function's arguments: a place, or a property of the object there. */
interface Place {
  index: number;
  property?: string;
}

interface Emitter {
  action: Place;
  /** Its event, where callers name that as well. */
  event?: Place;
  declaration?: ts.FunctionDeclaration;
}

type Emitters = Map<string, Emitter>;

/** The functions of `webhooks/emit.ts` that everything delivered goes through. */
const roots: [string, Emitter][] = [
  ['emit', { event: { index: 1 }, action: { index: 2 } }],
  ['emitInstallation', { event: { index: 2, property: 'event' }, action: { index: 2, property: 'action' } }],
  [
    'emitOfOrganization',
    { event: { index: 2, property: 'event' }, action: { index: 2, property: 'action' } },
  ],
];

/**
 * Every `event.action` (or `event`, where GitHub has no action) that the source of the simulator can deliver, sorted.
 * Follows the functions that hand an `action` on; throws at an action whose values it cannot read off the source.
 */
export function emittedEvents(directory = 'src/simulator'): string[] {
  const files = sourcesIn(directory);
  const emitters: Emitters = new Map([...roots, ...files.flatMap(passersOn)]);
  const pairs = files
    .flatMap((file) => callsIn(file, emitters))
    .flatMap(({ call, emitter }) => {
      const events = eventsOf(emitter, call, emitters);
      if (events.length === 0) return [];
      const actions = valuesOf(argumentAt(call, emitter.action));
      return events.flatMap((event) =>
        actions.map((action) => (action === null ? event : `${event}.${action}`)),
      );
    });
  return [...new Set(pairs)].sort();
}

function sourcesIn(directory: string): ts.SourceFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('webhooks'))
    .sort()
    .map((name) => {
      const path = join(directory, name);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
    });
}

/** The functions with a parameter, or a property of one, named `action`. */
function passersOn(file: ts.SourceFile): [string, Emitter][] {
  return file.statements.filter(ts.isFunctionDeclaration).flatMap((declaration): [string, Emitter][] => {
    const action = placeOfAction(declaration);
    return declaration.name && action ? [[declaration.name.text, { action, declaration }]] : [];
  });
}

function placeOfAction({ parameters }: ts.FunctionDeclaration): Place | null {
  for (const [index, { name }] of parameters.entries()) {
    if (ts.isIdentifier(name) && name.text === 'action') return { index };
    const isIn =
      ts.isObjectBindingPattern(name) && name.elements.some((element) => element.name.getText() === 'action');
    if (isIn) return { index, property: 'action' };
  }
  return null;
}

interface EmitterCall {
  call: ts.CallExpression;
  emitter: Emitter;
}

function callsIn(root: ts.Node, emitters: Emitters): EmitterCall[] {
  const found: EmitterCall[] = [];
  const visit = (node: ts.Node): void => {
    const emitter = ts.isCallExpression(node) ? emitters.get(node.expression.getText()) : undefined;
    if (emitter && ts.isCallExpression(node)) found.push({ call: node, emitter });
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The events that a call delivers: as it says itself, or as the function it calls says further on. */
function eventsOf(emitter: Emitter, call: ts.CallExpression, emitters: Emitters): string[] {
  if (emitter.event) return valuesOf(argumentAt(call, emitter.event)).filter((event) => event !== null);
  if (!emitter.declaration) return [];
  return callsIn(emitter.declaration, emitters)
    .filter((inner) => isHandedOn(argumentAt(inner.call, inner.emitter.action)))
    .flatMap((inner) => eventsOf(inner.emitter, inner.call, emitters));
}

function argumentAt(call: ts.CallExpression, { index, property }: Place): ts.Expression {
  const argument = call.arguments[index];
  if (!argument) throw unreadable(call);
  if (property === undefined) return argument;
  if (!ts.isObjectLiteralExpression(argument)) throw unreadable(argument);
  const member = argument.properties.find((one) => one.name?.getText() === property);
  if (member && ts.isPropertyAssignment(member)) return member.initializer;
  if (member && ts.isShorthandPropertyAssignment(member)) return member.name;
  throw unreadable(argument);
}

/** What an expression may come to; nothing when it is handed on, for then the callers' arguments count. */
function valuesOf(expression: ts.Expression): (string | null)[] {
  if (ts.isStringLiteral(expression)) return [expression.text];
  if (expression.kind === ts.SyntaxKind.NullKeyword) return [null];
  if (ts.isConditionalExpression(expression)) {
    return [...valuesOf(expression.whenTrue), ...valuesOf(expression.whenFalse)];
  }
  if (isHandedOn(expression)) return [];
  const value = ts.isIdentifier(expression) ? constantAbove(expression) : undefined;
  if (value) return valuesOf(value);
  throw unreadable(expression);
}

function isHandedOn(expression: ts.Expression): boolean {
  const enclosing = ts.findAncestor(expression, ts.isFunctionDeclaration);
  const isParameter = enclosing !== undefined && placeOfAction(enclosing) !== null;
  return isParameter && ts.isIdentifier(expression) && expression.text === 'action';
}

/** The value of a constant of the enclosing function. */
function constantAbove(name: ts.Identifier): ts.Expression | undefined {
  const enclosing = ts.findAncestor(name, ts.isFunctionDeclaration);
  let value: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text) value ??= node.initializer;
    ts.forEachChild(node, visit);
  };
  if (enclosing) visit(enclosing);
  return value;
}

function unreadable(node: ts.Node): Error {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return new Error(`${file.fileName}:${line + 1}: cannot tell which action ${node.getText()} is`);
}
