import { createHash } from 'node:crypto';
import type { Extension, ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Action } from '../cds/types.ts';
import { systems } from '../terminology/systems.ts';
import type { CrdRequest } from './crd-request.ts';
import type { SelectedCoverage } from './select-coverage.ts';

/** The extension that carries coverage information on an order. */
export const coverageInformationUrl =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';

const reasonCodes = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/coverage-information-codes';

/** What the payer configures about authorisation and documentation. */
export interface CoveragePolicy {
  /** CPT codes that need no prior authorisation; every other one needs it. */
  readonly withoutAuthorization: readonly string[];
  /** Canonical URL, with its version, of the documentation Questionnaire. */
  readonly questionnaire: string;
  /** The items that an order still needs. */
  readonly itemsFor: (review: OrderReview) => readonly string[];
}

/** A system action for an order, with the id of what it asserts. */
export interface CoverageAction {
  readonly order: string;
  readonly assertionId: string;
  /** Absent where the order carries this very assertion already: nothing is new. */
  readonly action: Action | undefined;
}

/**
 * The coverage information of one reviewed order (Da Vinci CRD, "Coverage Information"), valid in the
 * version asked for, or in both. Nothing in the order is changed but this extension.
 */
export function coverageAction(
  review: OrderReview,
  coverage: SelectedCoverage,
  policy: CoveragePolicy,
  crd: CrdRequest,
  date: string,
): CoverageAction {
  const { resource } = review.order;
  const assertionId = assertionIdOf(review, coverage);
  const order = review.order.reference;
  const known = (resource.extension ?? []).some(
    (extension) => isAbout(extension, coverage) && assertionOf(extension) === assertionId,
  );
  if (known) return { order, assertionId, action: undefined };
  const others = (resource.extension ?? []).filter((extension) => !isAbout(extension, coverage));
  const information: Extension = {
    url: coverageInformationUrl,
    extension: [
      { url: 'coverage', valueReference: { reference: coverage.reference } },
      ...(coverage.isActive ? assertions(review, policy) : inactive()),
      {
        url: 'billingCode',
        valueCoding: {
          system: systems.cpt,
          code: review.order.study.cpt,
          display: review.order.study.label,
        },
      },
      ...questionnaires(review, coverage, policy),
      { url: 'date', valueDate: date },
      { url: 'coverage-assertion-id', valueString: assertionId },
    ],
  };
  const updated: ServiceRequest = { ...resource, extension: [...others, information] };
  return {
    order,
    assertionId,
    action: {
      type: 'update',
      description: `Coverage information for ${review.order.study.label}`,
      resource: updated,
    },
  };
}

function isAbout(extension: Extension, coverage: SelectedCoverage): boolean {
  if (extension.url !== coverageInformationUrl) return false;
  return (extension.extension ?? []).some(
    (part) =>
      part.url === 'coverage' &&
      (part.valueReference?.reference === coverage.reference ||
        part.valueReference?.reference?.endsWith(`/${coverage.reference}`) === true),
  );
}

function assertionOf(extension: Extension): string | undefined {
  return extension.extension?.find((part) => part.url === 'coverage-assertion-id')?.valueString;
}

/** The same for the same facts, another for others: over the order, the coverage, and what decided. */
function assertionIdOf(review: OrderReview, coverage: SelectedCoverage): string {
  const { assessment } = review;
  const facts = [
    assessment.order,
    coverage.reference,
    String(coverage.isActive),
    assessment.study.cpt,
    assessment.determination,
    assessment.decidedBy,
    assessment.preferredStudy ?? '',
    assessment.guideline.version,
    ...assessment.criteria.map((criterion) =>
      [criterion.id, criterion.finding, ...criterion.evidence.map((one) => one.reference)].join(
        ' ',
      ),
    ),
  ];
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 32);
}

/** covered, pa-needed, doc-needed, doc-purpose, info-needed and reason, as the invariants of both versions demand. */
function assertions(review: OrderReview, policy: CoveragePolicy): readonly Extension[] {
  const { assessment } = review;
  const withoutAuthorization = policy.withoutAuthorization.includes(assessment.study.cpt);
  const authorization: Extension = {
    url: 'pa-needed',
    valueCode: withoutAuthorization ? 'no-auth' : 'auth-needed',
  };
  const reason: Extension = { url: 'reason', valueCodeableConcept: { text: reasonOf(review) } };
  const other: Extension = { url: 'info-needed', valueCode: 'OTH' };
  switch (assessment.determination) {
    case 'supported':
      return [{ url: 'covered', valueCode: 'covered' }, authorization];
    case 'alternative-preferred':
      return assessment.preference === 'advisory'
        ? [{ url: 'covered', valueCode: 'covered' }, authorization, reason]
        : [{ url: 'covered', valueCode: 'conditional' }, authorization, other, reason];
    case 'prerequisites-missing':
      return [
        { url: 'covered', valueCode: 'conditional' },
        authorization,
        { url: 'doc-needed', valueCode: 'clinical' },
        { url: 'doc-purpose', valueCode: withoutAuthorization ? 'withorder' : 'withpa' },
        other,
        reason,
      ];
    case 'not-supported':
      return [{ url: 'covered', valueCode: 'not-covered' }, reason];
  }
}

function inactive(): readonly Extension[] {
  return [
    { url: 'covered', valueCode: 'not-covered' },
    {
      url: 'reason',
      valueCodeableConcept: {
        coding: [{ system: reasonCodes, code: 'no-active-coverage' }],
        text: 'The coverage with this payer is not active',
      },
    },
  ];
}

/** Ours where documentation is missing; a Questionnaire without doc-needed would break an invariant. */
function questionnaires(
  review: OrderReview,
  coverage: SelectedCoverage,
  policy: CoveragePolicy,
): readonly Extension[] {
  const asks =
    coverage.isActive &&
    review.assessment.determination === 'prerequisites-missing' &&
    policy.itemsFor(review).length > 0;
  return asks ? [{ url: 'questionnaire', valueCanonical: policy.questionnaire }] : [];
}

function reasonOf(review: OrderReview): string {
  const { assessment } = review;
  if (assessment.determination === 'not-supported') {
    return `Not supported by the guideline: ${review.decidedByTitle}`;
  }
  if (assessment.determination === 'alternative-preferred') {
    return `The guideline prefers ${assessment.preferredStudy ?? 'another study'} (${assessment.preference ?? ''})`;
  }
  const ids = new Set(assessment.criteria.map((criterion) => criterion.id));
  const missing = assessment.criteria.filter(
    (one) => one.finding !== 'met' && (one.partOf === undefined || !ids.has(one.partOf)),
  );
  return `Documentation needed: ${missing.map((criterion) => criterion.id).join(', ')}`;
}
