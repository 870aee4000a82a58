/** A file attached to a release. */
export interface AttachedFile {
  id: number;
  nodeId: string;
  name: string;
  label: string | null;
  contentType: string;
  content: Buffer;
  createdAt: number;
}
