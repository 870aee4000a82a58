/** A workflow run that waits for the App before it deploys. */
export interface ProtectedRun {
  id: number;
  environment: string;
  sha: string;
  state: 'waiting' | 'approved' | 'rejected';
  comment: string;
}
