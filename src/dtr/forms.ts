import type { Questionnaire } from 'fhir/r4.js';
import { newestOf, type Policies, type Policy, policyOfVersion } from '../guideline/policy.ts';
import { type FormOf, formOfId, formQuestionnaire } from '../questionnaire/order-form.ts';
import {
  answerableLinkIds,
  documentationQuestionnaire,
  questionnaireId,
} from '../questionnaire/questionnaire.ts';
import { extensions, profiles } from './profiles.ts';

/** Where forms are published and answered. */
export interface FormPlaces {
  /** Base of the canonical URLs. */
  readonly canonicalBase: string;
  /** The FHIR base at which `$next-question` answers. */
  readonly fhirBase: string;
  /** The versions of the guideline that forms are published for. */
  readonly policies: Policies;
}

/** The form of an id, by the newest version of the guideline unless told otherwise; undefined where there is none. */
export function formById(
  id: string,
  places: FormPlaces,
  policy: Policy = newestOf(places.policies),
): Questionnaire | undefined {
  if (id === questionnaireId) {
    return documentationQuestionnaire(places.canonicalBase, policy);
  }
  const form = formOfId(id);
  if (form === undefined) return undefined;
  return form.kind === 'adaptive'
    ? adaptiveForm(form, places, policy)
    : formQuestionnaire(places.canonicalBase, form, policy);
}

/** All that a form of ours can ask. */
export function linkIdsOf({ id = '' }: Questionnaire): readonly string[] {
  return formOfId(id)?.linkIds ?? [...answerableLinkIds()];
}

/** The part of a canonical URL that is ours: the id and the version asked for. Undefined for anybody else's. */
export function readCanonical(
  canonical: string,
  { canonicalBase }: FormPlaces,
  type: 'Questionnaire' | 'Library' = 'Questionnaire',
): { readonly id: string; readonly version: string | undefined } | undefined {
  const [url = '', version] = canonical.split('|');
  const base = `${canonicalBase}/${type}/`;
  return url.startsWith(base) ? { id: url.slice(base.length), version } : undefined;
}

/** The form that a canonical URL names; undefined where it is not ours, or of another version. */
export function formByCanonical(canonical: string, places: FormPlaces): Questionnaire | undefined {
  const named = readCanonical(canonical, places);
  if (named === undefined) return undefined;
  const policy = policyNamed(named.version, places);
  return policy === undefined ? undefined : formById(named.id, places, policy);
}

/**
 * The policy of a version that a canonical URL names, the newest where it names none; undefined where it is not
 * loaded.
 */
export function policyNamed(
  version: string | undefined,
  { policies }: FormPlaces,
): Policy | undefined {
  return version === undefined ? newestOf(policies) : policyOfVersion(policies, version);
}

/**
 * The form whose questions come one after the other from `$next-question` (DTR 2.2.0, spec-23, spec-24): without
 * items, with the base under which it is asked for them.
 */
export function adaptiveForm(
  form: FormOf,
  { canonicalBase, fhirBase }: FormPlaces,
  policy: Policy,
): Questionnaire {
  const { item: _later, ...rest } = formQuestionnaire(
    canonicalBase,
    { ...form, kind: 'adaptive' },
    policy,
  );
  return {
    ...rest,
    meta: { profile: [profiles.adaptiveSearch] },
    extension: [...(rest.extension ?? []), { url: extensions.adaptive, valueUrl: fhirBase }],
  };
}
