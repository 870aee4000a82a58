import { deploy } from '../../deploy.js';
import { fullName } from '../cast.js';
import type { Ground } from './hosting.js';

/** Puts a commit live as an operator does who has Greenlight: `greenlight deploy`. Resolves to the address. */
export async function deployByGreenlight(
  { server }: Pick<Ground, 'server'>,
  commit: string,
): Promise<string> {
  const said: string[] = [];
  const variables = { ...process.env, ...server() };
  const exitCode = await deploy.run([fullName, commit], { say: (text) => void said.push(text), variables });
  const url = /http:\/\/\S+$/.exec(said.at(-1) ?? '')?.[0];
  if (exitCode !== 0 || url === undefined) throw new Error(`the shop did not open: ${said.join('\n')}`);
  return url;
}
