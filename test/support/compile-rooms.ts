import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };

/** Compiles rooms of `src/` into a directory of their own, for a test that needs a second process. Returns the directory. */
export function compileRooms(...rooms: readonly string[]): string {
  const target = mkdtempSync(join(tmpdir(), 'greenlight-rooms-'));
  const files = rooms.flatMap((room) =>
    readdirSync(join('src', room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  );
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const compiled = join(target, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(compiled), { recursive: true });
    const source = readFileSync(join('src', file), 'utf8');
    writeFileSync(compiled, ts.transpileModule(source, { compilerOptions }).outputText);
  }
  writeFileSync(
    join(target, 'package.json'),
    JSON.stringify({ type: 'module', imports: { '#*.js': './*.js' } }),
  );
  symlinkSync(join(process.cwd(), 'node_modules'), join(target, 'node_modules'));
  return target;
}
