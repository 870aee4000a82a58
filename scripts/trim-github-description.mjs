/**
 * Writes test/contract/github-description from an unpacked `@octokit/openapi` package: of GitHub's own description only
 * what the simulator serves (2xx answers of its routes) and delivers (payloads of its events), as JSON Schema.
 * See the README there for how to run it.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const target = 'test/contract/github-description';
const file = 'generated/api.github.com.json';
const cache = 'node_modules/.cache';
const reference = '#/components/schemas/';

/** Routes that GitHub serves as the empty case of another. */
const emptyCases = {
  'GET /repos/{owner}/{repo}/contents': 'GET /repos/{owner}/{repo}/contents/{path}',
};

/** What a schema says to people or to code generators. */
const silent = [
  'description',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'nullable',
  'discriminator',
];

await main(process.argv[2]);

async function main(directory) {
  if (!directory)
    throw new Error('Usage: node scripts/trim-github-description.mjs <unpacked @octokit/openapi>');
  const description = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const source = {
    package: name,
    version,
    file,
    license,
    from: 'https://github.com/github/rest-api-description',
  };
  const { routes, events } = await readSimulator();
  write('rest.json', { source, description, bodies: answersOf(description, routes) });
  write('webhooks.json', { source, description, bodies: payloadsOf(description, events) });
  copyFileSync(join(directory, 'LICENSE'), join(target, 'LICENSE'));
}

/** Asks the simulator itself, compiled into a directory of its own, what it serves and delivers. */
async function readSimulator() {
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'github-description-'));
  try {
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    const sources = readdirSync('src/simulator', { recursive: true }).map((name) =>
      join('src/simulator', name),
    );
    for (const path of [...sources, 'test/support/emitted-events.ts']) compile(path, directory);
    const load = (path) => import(pathToFileURL(join(directory, path)).href);
    const tables = Object.values(await load('src/simulator/rest/routes.js'));
    const { emittedEvents } = await load('test/support/emitted-events.js');
    return { routes: tables.flatMap((table) => Object.keys(table)).sort(), events: emittedEvents() };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function compile(path, directory) {
  if (!path.endsWith('.ts')) return;
  const compiled = join(directory, path.replace(/\.ts$/, '.js'));
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  mkdirSync(dirname(compiled), { recursive: true });
  writeFileSync(compiled, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText);
}

/** `GET /app 200` → schema of the body, null where there is none. */
function answersOf(description, routes) {
  const operations = operationsOf(description);
  return routes.flatMap((route) => {
    const operation = operations.get(withoutNames(emptyCases[route] ?? route));
    if (!operation) console.warn(`Not in GitHub's description: ${route}`);
    return Object.entries(operation?.responses ?? {})
      .filter(([status]) => status.startsWith('2'))
      .map(([status, response]) => [`${route} ${status}`, bodyOf(description, response)]);
  });
}

function operationsOf({ paths }) {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [
      withoutNames(`${method.toUpperCase()} ${path}`),
      operation,
    ]),
  );
  return new Map(entries);
}

/** Parameters are told apart by where they stand, whatever they are called. */
function withoutNames(route) {
  return route.replace(/\{\w+\}/g, '{}');
}

function bodyOf({ components }, response) {
  const { content } = response.$ref ? components.responses[response.$ref.split('/').at(-1)] : response;
  return content?.['application/json']?.schema ?? null;
}

/** `issues.opened` → schema of the payload. */
function payloadsOf(description, events) {
  return events.flatMap((event) => {
    const webhook = description['x-webhooks'][event.replace(/[._]/g, '-')];
    if (!webhook) console.warn(`Not in GitHub's description: ${event}`);
    return webhook ? [[event, webhook.post.requestBody.content['application/json'].schema]] : [];
  });
}

/** One schema a line, in the order of their names: the same input gives the same file, and differences can be read. */
function write(name, { source, description, bodies }) {
  const described = bodies.map(([key, schema]) => [key, schema && plainSchema(schema)]);
  const lists = { bodies: described, $defs: definitionsOf(description, described) };
  const parts = Object.entries(lists).map(
    ([part, entries]) => `"${part}": {\n${entries.map(line).sort().join(',\n')}\n}`,
  );
  writeFileSync(join(target, name), `{\n"source": ${JSON.stringify(source)},\n${parts.join(',\n')}\n}\n`);
}

function line([key, schema]) {
  return `${JSON.stringify(key)}: ${JSON.stringify(schema)}`;
}

/** The named schemas that these bodies refer to, and those that they refer to. */
function definitionsOf({ components }, bodies) {
  const definitions = new Map();
  const waiting = bodies.flatMap(([, schema]) => referencesIn(schema));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (definitions.has(name)) continue;
    const schema = plainSchema(components.schemas[name]);
    definitions.set(name, schema);
    waiting.push(...referencesIn(schema));
  }
  return [...definitions];
}

function referencesIn(schema) {
  return [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);
}

/** OpenAPI 3.0 to JSON Schema: without the words, `nullable` as a type of its own, references within this file. */
function plainSchema(schema) {
  if (schema.$ref) return { $ref: schema.$ref.replace(reference, '#/$defs/') };
  const kept = Object.entries(schema).filter(([key]) => !silent.includes(key) && !key.startsWith('x-'));
  const plain = Object.fromEntries(kept.map(([key, value]) => [key, plainValue(key, value)]));
  const filled = schema.default === '' ? orEmpty(plain) : plain;
  return schema.nullable === true ? orNull(filled) : filled;
}

function plainValue(key, value) {
  if (['allOf', 'anyOf', 'oneOf'].includes(key)) return value.map(plainSchema);
  if (key === 'properties') {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, plainSchema(schema)]));
  }
  const isSchema = ['items', 'additionalProperties', 'not'].includes(key) && typeof value === 'object';
  return isSchema ? plainSchema(value) : value;
}

/** Where GitHub says that a text is empty by default, empty is right whatever its format. */
function orEmpty(schema) {
  return schema.format === undefined ? schema : { anyOf: [schema, { type: 'string', maxLength: 0 }] };
}

function orNull(schema) {
  if (Object.keys(schema).length === 0) return schema;
  if (typeof schema.type !== 'string' || schema.allOf || schema.anyOf || schema.oneOf) {
    return { anyOf: [schema, { type: 'null' }] };
  }
  const type = [schema.type, 'null'];
  return schema.enum ? { ...schema, type, enum: [...new Set([...schema.enum, null])] } : { ...schema, type };
}
