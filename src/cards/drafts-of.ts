import type { QuestionnaireResponse, Resource } from 'fhir/r4.js';
import type { Suggestion } from '../cds/types.ts';

/** The forms that notes have filled in, in the tasks of suggestions. */
export function draftsOf(suggestions: readonly Suggestion[]): readonly QuestionnaireResponse[] {
  return suggestions
    .flatMap(({ actions = [] }) => actions)
    .flatMap((action) => (action.type === 'create' ? containedIn(action.resource) : []))
    .filter((one): one is QuestionnaireResponse => one.resourceType === 'QuestionnaireResponse');
}

function containedIn(resource: Resource): readonly Resource[] {
  return 'contained' in resource && Array.isArray(resource.contained) ? resource.contained : [];
}
