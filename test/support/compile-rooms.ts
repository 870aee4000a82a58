import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };

/** Compiles rooms of `src/` into a directory of their own, for a test that needs a second process. Returns the directory. */
export function compileRooms(...rooms: readonly string[]): string {
  const target = mkdtempSync(join(tmpdir(), 'greenlight-rooms-'));
  for (const room of rooms) compile(join('src', room), join(target, room));
  return asPackage(target);
}

/** Compiles all of `src/` and, in folders of their own, others: `trials/` finds its rooms beside itself. Returns the directory. */
export function compileProgram(...others: readonly string[]): string {
  const target = mkdtempSync(join(tmpdir(), 'greenlight-program-'));
  compile('src', target);
  for (const other of others) compile(other, join(target, other));
  return asPackage(target);
}

function compile(from: string, to: string): void {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const compiled = join(to, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(compiled), { recursive: true });
    const source = readFileSync(join(from, file), 'utf8');
    writeFileSync(compiled, ts.transpileModule(source, { compilerOptions }).outputText);
  }
}

/** Imports of `#room/file.js` are found, and so are the packages. */
function asPackage(target: string): string {
  writeFileSync(
    join(target, 'package.json'),
    JSON.stringify({ type: 'module', imports: { '#*.js': './*.js' } }),
  );
  symlinkSync(join(process.cwd(), 'node_modules'), join(target, 'node_modules'));
  return target;
}
