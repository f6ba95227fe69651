import type { Coding } from 'fhir/r4.js';
import { openCriteria } from '../assessment/open-criteria.ts';
import type { OrderReview } from '../assessment/types.ts';
import { wordsOf } from '../cards/words/criterion-words.ts';
import { lowerFirst } from '../cards/words/lower-first.ts';
import { inWords } from '../logic/in-words.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import { billingCodes } from './billing-codes.ts';
import type { CrdRequest } from './crd-request.ts';
import type { SelectedCoverage } from './select-coverage.ts';
import { decisiveUnavailable } from './unavailable-data.ts';

/** What the payer configures about authorisation and documentation. */
export interface CoveragePolicy {
  /** CPT codes that need no prior authorisation; every other one needs it. */
  readonly withoutAuthorization: readonly string[];
  /** Canonical URL, with its version, of the form that asks for some items. */
  readonly questionnaireOf: (items: readonly string[], version: string) => string;
  /** The items that an order still needs. */
  readonly itemsFor: (review: OrderReview) => readonly string[];
  /** Where the guideline can be read. */
  readonly guidelineUrl: string;
}

/** What a statement is made on. */
export interface CoverageCall {
  readonly coverage: SelectedCoverage;
  readonly policy: CoveragePolicy;
  readonly crd: CrdRequest;
  readonly patientId: string;
  /** `order-select` says nothing of documents: they are still to come. */
  readonly hook: 'order-select' | 'order-sign';
  /** The prefetch keys whose data could be had neither way. */
  readonly unavailable: readonly string[];
  /** ISO date. */
  readonly date: string;
}

export interface Reason {
  /** A code of CRD's assertion reasons. */
  readonly code?: 'no-active-coverage' | 'technical';
  readonly text: string;
}

/** What is stated of one order under one coverage, before it takes the form of a version of CRD. */
export interface CoverageStatement {
  readonly covered: 'covered' | 'not-covered' | 'conditional' | 'indeterminate';
  /** Absent where the order is not covered, and only there. */
  readonly authorization?: 'auth-needed' | 'no-auth';
  /** Clinical documents are needed, to this end. */
  readonly documentation?: 'withpa' | 'retain-doc';
  readonly questionnaire?: string;
  /** Something is conditional; the reason says on what. */
  readonly isConditional: boolean;
  readonly reasons: readonly Reason[];
  /** What to do about what is conditional. */
  readonly instructions?: string;
  readonly billingCodes: readonly Coding[];
}

/**
 * What a reviewed order's determination means for its coverage. Every version's invariants hold for it:
 * authorisation is spoken of unless the order is not covered, whatever is conditional has its reason, and a
 * form is named only where documents are needed. That authorisation is satisfied is never claimed.
 */
export function coverageStatement(review: OrderReview, call: CoverageCall): CoverageStatement {
  const { codes, others } = billingCodes(review.order);
  const stated = call.coverage.isInForce ? decided(review, call) : notInForce;
  const { cpt } = review.order.study;
  const limit = { text: `Holds if billed as ${cpt}; nothing is said of ${others.join(', ')}` };
  return {
    ...stated,
    reasons: others.length === 0 ? stated.reasons : [...stated.reasons, limit],
    billingCodes: codes,
  };
}

type Decided = Omit<CoverageStatement, 'billingCodes'>;

const notInForce: Decided = {
  covered: 'not-covered',
  isConditional: false,
  reasons: [{ code: 'no-active-coverage', text: 'The coverage with this payer is not in force' }],
};

function decided(review: OrderReview, call: CoverageCall): Decided {
  const { determination, preference, study } = review.assessment;
  const isFree = call.policy.withoutAuthorization.includes(study.cpt);
  const authorization = isFree ? 'no-auth' : 'auth-needed';
  switch (determination) {
    case 'supported':
      return { covered: 'covered', authorization, isConditional: false, reasons: [] };
    case 'alternative-preferred': {
      const reasons = [{ text: `The guideline prefers ${preferredStudy(review)}` }];
      return preference === 'advisory'
        ? { covered: 'covered', authorization, isConditional: false, reasons }
        : {
            covered: 'conditional',
            authorization,
            isConditional: true,
            reasons,
            instructions: `Order ${preferredStudy(review)}, or give the reason for this study with the order`,
          };
    }
    case 'prerequisites-missing':
      return { authorization, ...open(review, call, isFree) };
    case 'not-supported':
      return {
        covered: 'not-covered',
        isConditional: false,
        reasons: [{ text: `Not supported by the guideline: ${review.decidedByTitle}` }],
      };
  }
}

/** What is missing: to be documented at signing, later while ordering, unknown where data could not be had. */
function open(
  review: OrderReview,
  call: CoverageCall,
  isFree: boolean,
): Omit<Decided, 'authorization'> {
  const unavailable = decisiveUnavailable(review, call.unavailable);
  const unread =
    unavailable.length === 0
      ? []
      : [`Neither sent nor to be read from the FHIR server: ${unavailable.join(', ')}`];
  // Only 2.2 knows "indeterminate"; elsewhere the order is conditional, and the reason says the same.
  const isTechnical = unavailable.length > 0 && call.crd.version === '2.2';
  const technical = isTechnical ? unread.map((text) => ({ code: 'technical' as const, text })) : [];
  const covered = isTechnical ? 'indeterminate' : 'conditional';
  if (call.hook === 'order-select') {
    const text = 'Coverage is decided when the order is signed';
    const later = isTechnical ? [] : [...unread, text].map((one) => ({ text: one }));
    return {
      covered,
      isConditional: !isTechnical,
      reasons: [...technical, ...later],
      ...(isTechnical ? {} : { instructions: text }),
    };
  }
  // Where no answer of the form can help, since the point was denied, nothing more is to be documented.
  const items = call.policy.itemsFor(review);
  const asks = items.length > 0;
  const needed = `${asks ? 'Documentation needed' : 'Not met'}: ${missing(review)}`;
  return {
    covered,
    ...(asks
      ? {
          documentation: isFree ? 'retain-doc' : 'withpa',
          questionnaire: call.policy.questionnaireOf(items, review.assessment.guideline.version),
        }
      : {}),
    isConditional: !isTechnical,
    reasons: [
      ...technical,
      ...(isTechnical ? [] : unread.map((text) => ({ text }))),
      { text: needed },
    ],
    ...(isTechnical ? {} : { instructions: needed }),
  };
}

function preferredStudy({ assessment }: OrderReview): string {
  const study =
    assessment.preferredStudy === null ? undefined : studyByCpt(assessment.preferredStudy);
  return study === undefined ? 'another study' : `${study.label} (${study.cpt})`;
}

/** What is not met, as the cards call it. */
function missing({ assessment, readings }: OrderReview): string {
  const names = openCriteria(assessment).map(({ id }) => lowerFirst(wordsOf(id).name));
  return inWords([...new Set(names)].join(', '), readings);
}
