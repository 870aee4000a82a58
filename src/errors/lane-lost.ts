/** Another owner took the lane over (its lease ended); nothing of this write was stored. */
export class LaneLost extends Error {
  override readonly name = 'LaneLost';

  constructor(lane: string) {
    super(`the lane ${lane} was taken over by another owner`);
  }
}
