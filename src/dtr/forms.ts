import type { Questionnaire } from 'fhir/r4.js';
import { guidelineVersion } from '../guideline/version.ts';
import { type FormOf, formOfId, formQuestionnaire } from '../questionnaire/order-form.ts';
import { documentationQuestionnaire, questionnaireId } from '../questionnaire/questionnaire.ts';
import { extensions, profiles } from './profiles.ts';

/** Where forms are published and answered. */
export interface FormPlaces {
  /** Base of the canonical URLs. */
  readonly canonicalBase: string;
  /** The FHIR base at which `$next-question` answers. */
  readonly fhirBase: string;
}

/** The form of an id; undefined where there is none. */
export function formById(id: string, places: FormPlaces): Questionnaire | undefined {
  if (id === questionnaireId) {
    return documentationQuestionnaire(places.canonicalBase);
  }
  const form = formOfId(id);
  if (form === undefined) return undefined;
  return form.kind === 'adaptive'
    ? adaptiveForm(form, places)
    : formQuestionnaire(places.canonicalBase, form);
}

/** The part of a canonical URL that is ours: the id and the version asked for. Undefined for anybody else's. */
export function readCanonical(
  canonical: string,
  { canonicalBase }: FormPlaces,
): { readonly id: string; readonly version: string | undefined } | undefined {
  const [url = '', version] = canonical.split('|');
  const base = `${canonicalBase}/Questionnaire/`;
  return url.startsWith(base) ? { id: url.slice(base.length), version } : undefined;
}

/** The form that a canonical URL names; undefined where it is not ours, or of another version. */
export function formByCanonical(canonical: string, places: FormPlaces): Questionnaire | undefined {
  const named = readCanonical(canonical, places);
  if (named === undefined) return undefined;
  if ((named.version ?? guidelineVersion.version) !== guidelineVersion.version) return undefined;
  return formById(named.id, places);
}

/**
 * The form whose questions come one after the other from `$next-question` (DTR 2.2.0, spec-23, spec-24): without
 * items, with the base under which it is asked for them.
 */
export function adaptiveForm(form: FormOf, { canonicalBase, fhirBase }: FormPlaces): Questionnaire {
  const { item: _later, ...rest } = formQuestionnaire(canonicalBase, { ...form, kind: 'adaptive' });
  return {
    ...rest,
    meta: { profile: [profiles.adaptiveSearch] },
    extension: [...(rest.extension ?? []), { url: extensions.adaptive, valueUrl: fhirBase }],
  };
}
