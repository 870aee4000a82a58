import { expect, test } from '@jest/globals';
import { schema as description } from '@octokit/graphql-schema';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { schema as simulated } from '#simulator/graphql/schema.js';

// As published it defines two fields of a type that we do not use twice.
const published = buildSchema(description.idl, { assumeValidSDL: true });

/** Everything that a type says of itself, one line each: fields with their arguments and types, values, members. */
function linesOf(type: GraphQLNamedType): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => `${type.name} = ${name}`);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(
      (field) => `${type.name}.${field.name}: ${String(field.type)}`,
    );
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).flatMap((field) => linesOfField(type.name, field));
  return [type.name];
}

function linesOfField(
  owner: string,
  { name, type, args }: GraphQLField<unknown, unknown>,
): readonly string[] {
  const own = `${owner}.${name}`;
  return [`${own}: ${String(type)}`, ...args.map((arg) => `${own}(${arg.name}: ${String(arg.type)})`)];
}

const types = Object.values(simulated.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('the simulated schema has something to compare', () => {
  expect(types.length).toBeGreaterThan(50);
});

test.each(types.map((type) => [type.name, type] as const))(
  'GitHub’s published %s has everything that the simulated one has, with the same types',
  (name, type) => {
    const real = published.getType(name);
    expect(real).toBeDefined();
    if (real === undefined) return;
    const known = new Set(linesOf(real));
    expect(linesOf(type).filter((line) => !known.has(line))).toEqual([]);
  },
);
