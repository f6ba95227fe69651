import { bearsOn } from '../assessment/bearing.ts';
import { isMagnetic } from '../assessment/mri-safety.ts';
import type { OrderReview } from '../assessment/types.ts';
import type { Study } from '../terminology/types.ts';
import type { CardContext } from './card-context.ts';
import { listed } from './words/days.ts';

/** What prefetch keys are called for a clinician. */
const dataNames: Readonly<Record<string, string>> = {
  patient: 'date of birth',
  conditions: 'problems',
  observations: 'observations',
  procedures: 'procedures',
  encounters: 'visits',
  medicationRequests: 'prescriptions',
  medicationStatements: 'medication history',
  diagnosticReports: 'reports',
  imagingStudies: 'imaging',
  questionnaireResponses: 'forms',
  serviceRequests: 'earlier orders',
  carePlans: 'care plans',
  goals: 'goals',
  devices: 'implants',
  flags: 'alerts',
  allergyIntolerances: 'allergies',
  communications: 'calls',
};

/**
 * Data that only add to what others say, and that many EHRs never send. A criterion is not called unread for lack of
 * them.
 */
const secondary: ReadonlySet<string> = new Set([
  'medicationStatements',
  'carePlans',
  'goals',
  'imagingStudies',
  'serviceRequests',
  'flags',
  'allergyIntolerances',
  'communications',
]);

/** Whether a criterion may be met in data that could not be read. */
export function isUnread(criterion: string, { unavailable, failed = [] }: CardContext): boolean {
  return unavailable.some(
    (key) => (failed.includes(key) || !secondary.has(key)) && bearsOn(key, criterion),
  );
}

/**
 * Whether a study is an MRI that data which could not be read may forbid (reading A51). An order of a conventional MRI is
 * one already, so that another contrast or level of it is not held back.
 */
export function isMriUnread(study: Study, { order }: OrderReview, context: CardContext): boolean {
  const isOrdered = order.study.modality === 'MRI' && !order.techniques.has('positional');
  return isMagnetic(study) && !isOrdered && isUnread('mri-contraindicated', context);
}

const mostNamed = 4;

/** A sentence on answers that could not be read, since whoever gave them believes that they count. */
export function unreadAnswers({ unsettled }: OrderReview): readonly string[] {
  // Evidence that counts although a part of it could not be read is not among them.
  const unread =
    unsettled?.orderCase.chart.unread.filter(({ counts }) => counts !== true).length ?? 0;
  if (unread === 0) return [];
  return unread === 1
    ? ['One answer on the chart could not be read and was left aside.']
    : [`${unread} answers on the chart could not be read and were left aside.`];
}

/** Which data could be had neither way: a technical matter, and not one of documentation. */
export function unreadWords({ unavailable }: CardContext): readonly string[] {
  if (unavailable.length === 0) return [];
  const names = unavailable.map((key) =>
    Object.hasOwn(dataNames, key) ? (dataNames[key] ?? key) : 'other data',
  );
  const shown = [...new Set(names)];
  const named = shown.slice(0, mostNamed);
  const more = shown.length - named.length;
  return [
    `The chart could not be read: ${listed(more === 0 ? named : [...named, `${more} more`])}.`,
  ];
}
