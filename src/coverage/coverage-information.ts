import { createHash } from 'node:crypto';
import type { Coding, Extension, ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Action } from '../cds/types.ts';
import { assertionContext } from '../dtr/assertion-context.ts';
import { coverageInformation, crdCodes } from '../terminology/da-vinci.ts';
import {
  type CoverageCall,
  type CoverageStatement,
  coverageStatement,
  type Reason,
} from './coverage-statement.ts';
import type { SelectedCoverage } from './select-coverage.ts';

const detailCodes = 'http://terminology.hl7.org/CodeSystem/crd-coverage-detail';

/** A system action for an order, with what it asserts. */
export interface CoverageAction {
  readonly order: string;
  readonly assertionId: string;
  readonly statement: CoverageStatement;
  /** Absent where the order carries this very assertion already: nothing is new. */
  readonly action: Action | undefined;
}

/**
 * The coverage information of one reviewed order (Da Vinci CRD, "Coverage Information"), in the version
 * asked for, or valid in both. Nothing in the order is changed but this extension. None for an order
 * without an id: no client could find it again.
 */
export function coverageAction(review: OrderReview, call: CoverageCall): CoverageAction[] {
  const { resource } = review.order;
  const order = review.order.reference;
  if (typeof resource.id !== 'string' || resource.id === '') return [];
  const statement = coverageStatement(review, call);
  const assertionId = assertionIdOf(review, statement, call);
  const given: readonly Extension[] = Array.isArray(resource.extension) ? resource.extension : [];
  const isKnown = given.some(
    (extension) => isAbout(extension, call.coverage) && assertionOf(extension) === assertionId,
  );
  if (isKnown) return [{ order, assertionId, statement, action: undefined }];
  const others = given.filter((extension) => !isAbout(extension, call.coverage));
  const information: Extension = {
    url: coverageInformation,
    extension: parts(statement, assertionId, call),
  };
  const updated: ServiceRequest = { ...resource, extension: [...others, information] };
  const description = `Coverage information for ${review.order.study.label}`;
  return [
    { order, assertionId, statement, action: { type: 'update', description, resource: updated } },
  ];
}

/** The sub-extensions, in the order in which both versions list them. */
function parts(
  statement: CoverageStatement,
  assertionId: string,
  { coverage, policy, crd, date }: CoverageCall,
): Extension[] {
  const { covered, authorization, documentation, questionnaire, instructions } = statement;
  const is22 = crd.version === '2.2';
  return [
    { url: 'coverage', valueReference: { reference: coverage.reference } },
    { url: 'covered', valueCode: covered },
    ...(authorization === undefined ? [] : [code('pa-needed', authorization)]),
    ...(documentation === undefined
      ? []
      : [code('doc-needed', 'clinical'), code('doc-purpose', documentation)]),
    ...(statement.isConditional ? [code('info-needed', 'OTH')] : []),
    ...statement.billingCodes.map((valueCoding) => ({ url: 'billingCode', valueCoding })),
    ...statement.reasons.map((reason) => reasonPart(reason, is22)),
    ...(is22 && instructions !== undefined
      ? [detail('cat-decisional', 'instructions', { valueString: instructions })]
      : []),
    ...(is22 && coverage.isInForce
      ? [detail('cat-other', 'policy-link', { valueUrl: policy.guidelineUrl })]
      : []),
    ...(questionnaire === undefined
      ? []
      : [{ url: 'questionnaire', valueCanonical: questionnaire }]),
    { url: 'date', valueDate: date },
    { url: 'coverage-assertion-id', valueString: assertionId },
  ];
}

function code(url: string, valueCode: string): Extension {
  return { url, valueCode };
}

function reasonPart({ code: reason, text }: Reason, is22: boolean): Extension {
  const coding: Coding[] =
    reason === undefined || !is22 ? [] : [{ system: crdCodes, code: reason }];
  return {
    url: 'reason',
    valueCodeableConcept: { ...(coding.length === 0 ? {} : { coding }), text },
  };
}

function detail(
  category: 'cat-decisional' | 'cat-other',
  name: 'instructions' | 'policy-link',
  value: Pick<Extension, 'valueString' | 'valueUrl'>,
): Extension {
  return {
    url: 'detail',
    extension: [
      code('category', category),
      { url: 'code', valueCodeableConcept: { coding: [{ system: detailCodes, code: name }] } },
      { url: 'value', ...value },
    ],
  };
}

/** `Coverage/1` and `https://ehr.example/fhir/Coverage/1` are the same; what is no extension is about nothing. */
function isAbout(extension: Extension | null, { reference }: SelectedCoverage): boolean {
  if (extension?.url !== coverageInformation) return false;
  const named = subExtension(extension, 'coverage')?.valueReference?.reference;
  return typeof named === 'string' && (named === reference || named.endsWith(`/${reference}`));
}

function assertionOf(extension: Extension): string | undefined {
  return subExtension(extension, 'coverage-assertion-id')?.valueString;
}

function subExtension(extension: Extension, url: string): Extension | undefined {
  return Array.isArray(extension.extension)
    ? extension.extension.find((part) => part?.url === url)
    : undefined;
}

/**
 * The same for the same facts, another for others: over the order, the coverage, what decided and what is
 * stated. A digest, since it leaves the service and is kept: nothing of the chart can be read from it. With it go the
 * study and the form that was named, for whoever asks for that form by the assertion (see `assertionContext`).
 */
function assertionIdOf(
  review: OrderReview,
  statement: CoverageStatement,
  { coverage, patientId, policy }: CoverageCall,
): string {
  const { assessment } = review;
  const { order, study, indication, determination, decidedBy, preferredStudy } = assessment;
  const criteria = assessment.criteria.map(({ id, finding, evidence }) => [id, finding, evidence]);
  const facts = [
    patientId,
    coverage.reference,
    order,
    study,
    indication,
    determination,
    decidedBy,
    preferredStudy,
    assessment.guideline.version,
    criteria,
    statement,
  ];
  const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
  const linkIds = statement.questionnaire === undefined ? [] : policy.itemsFor(review);
  const { version } = assessment.guideline;
  return assertionContext(digest, {
    cpt: study.cpt,
    ...(linkIds.length === 0 ? {} : { form: { linkIds, version } }),
  });
}
