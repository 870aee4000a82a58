/** Under this name it is noted which task a pull request of Greenlight's own takes a change of out again. */
export function noteOfRevert(repository: number, change: number): string {
  return `reverts:${repository}#${change}`;
}
