import { pageUrl } from '../render/urls.js';
import type { Label } from '../state/records.js';
import type { Scope } from './scope.js';

export function labelNode({ world, repository, self }: Scope, label: Label): object {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    repository: self,
    url: pageUrl(world, repository, `/labels/${encodeURIComponent(label.name)}`),
  };
}
