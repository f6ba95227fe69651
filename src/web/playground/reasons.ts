import type { Condition, ServiceRequest } from 'fhir/r4.js';
import { wordsOf } from '../../chart/fields.ts';
import { systems } from '../../terminology/systems.ts';
import { referenceOf } from './prefetch.ts';

/** SNOMED CT reasons that an order can state without a problem on the chart (evidence contract, "Indications"). */
const coded = [
  ['279039007', 'Low back pain'],
  ['128196005', 'Lumbar radiculopathy'],
  ['23056005', 'Sciatica'],
  ['81680005', 'Neck pain'],
  ['54404000', 'Cervical radiculopathy'],
  ['192970008', 'Cauda equina syndrome'],
  ['202664003', 'Cervical myelopathy'],
  ['18347007', 'Lumbar spinal stenosis'],
  ['274152003', 'Spondylolisthesis'],
  ['245867000', 'Spondylolysis'],
  ['42942008', 'Vertebral compression fracture'],
  ['34789001', 'Coccydynia'],
  ['55146009', 'Sacroiliitis'],
  ['111496009', 'Syringomyelia'],
  ['298382003', 'Scoliosis'],
  ['94602001', 'Metastasis to the vertebral column'],
  ['2304001', 'Discitis'],
] as const;

export interface ReasonChoice {
  readonly value: string;
  readonly label: string;
  readonly apply: (order: ServiceRequest) => ServiceRequest;
}

function without(order: ServiceRequest): ServiceRequest {
  const { reasonCode, reasonReference, ...rest } = order;
  return rest;
}

export const noReason: ReasonChoice = { value: 'none', label: 'no reason stated', apply: without };

export const codedReasons: readonly ReasonChoice[] = coded.map(([code, display]) => ({
  value: code,
  label: display,
  apply: (order) => ({
    ...without(order),
    reasonCode: [{ coding: [{ system: systems.snomed, code, display }], text: display }],
  }),
}));

/** The problems of the chart as reasons. */
export function chartReasons(conditions: readonly Condition[]): readonly ReasonChoice[] {
  return conditions.map((condition) => {
    const reference = referenceOf(condition);
    return {
      value: reference,
      label: wordsOf(condition.code) || reference,
      apply: (order) => ({ ...without(order), reasonReference: [{ reference }] }),
    };
  });
}

/** Which of the choices an order's reason is; `own` for one of another kind. */
export function reasonValue(order: ServiceRequest, choices: readonly ReasonChoice[]): string {
  const reference = order.reasonReference?.[0]?.reference;
  const codings = order.reasonCode?.[0]?.coding ?? [];
  if (reference === undefined && order.reasonCode === undefined) return noReason.value;
  const found = choices.find(
    ({ value }) => value === reference || codings.some(({ code }) => code === value),
  );
  return found?.value ?? 'own';
}

/** An order's reason in words. */
export function reasonWords(order: ServiceRequest): string {
  return wordsOf(order.reasonCode?.[0]) || (order.reasonReference?.[0]?.reference ?? '');
}
