import type { Coverage, Extension, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import { type DtrVersion, documentReasons, extensions, profiles } from './profiles.ts';

/** What a draft is made for. References are those of the caller's own server. */
export interface DraftInput {
  readonly version: DtrVersion;
  readonly questionnaire: Questionnaire;
  readonly coverages: readonly Coverage[];
  /** `ServiceRequest/mri-1` */
  readonly orders: readonly string[];
  /** withpa, withclaim, withorder, retain-doc, OTH. */
  readonly purposes: readonly string[];
  readonly authored: Date;
}

/**
 * The empty response that a package brings along (DTR 2.2.0, oper-18, spec-122): in progress, about the patient, the
 * coverage and the orders, for the purposes that the coverage information named. Nothing that the payer holds is
 * filled in: nothing of a chart is kept.
 */
export function draftResponse(input: DraftInput): QuestionnaireResponse {
  const { questionnaire, coverages, authored } = input;
  const subject = coverages[0]?.beneficiary?.reference;
  return {
    resourceType: 'QuestionnaireResponse',
    meta: { profile: [profiles.response] },
    extension: draftExtensions(input),
    questionnaire: `${questionnaire.url}|${questionnaire.version}`,
    status: 'in-progress',
    ...(subject === undefined ? {} : { subject: { reference: subject } }),
    authored: authored.toISOString(),
    ...(questionnaire.item === undefined
      ? {}
      : { item: questionnaire.item.map(({ linkId, text = '' }) => ({ linkId, text })) }),
  };
}

/** In 2.0.1 the coverage is one of the contexts; in 2.2 it has an extension of its own. */
function draftExtensions({ version, coverages, orders, purposes }: DraftInput): Extension[] {
  const coverage = version === '2.0' ? extensions.context : extensions.coverage;
  const reasons = purposes.length === 0 ? ['withpa'] : [...new Set(purposes)];
  return [
    ...coverages.flatMap(({ id }) =>
      id === undefined ? [] : [{ url: coverage, valueReference: { reference: `Coverage/${id}` } }],
    ),
    ...orders.map((reference) => ({ url: extensions.context, valueReference: { reference } })),
    ...reasons.map((code) => ({
      url: extensions.intendedUse,
      valueCodeableConcept: { coding: [{ system: documentReasons, code }] },
    })),
  ];
}
