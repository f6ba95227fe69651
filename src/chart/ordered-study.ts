import type { ServiceRequest } from 'fhir/r4.js';
import { billingOptions } from '../terminology/da-vinci.ts';
import { ordersNoStudy } from '../terminology/no-order-words.ts';
import type { Study } from '../terminology/types.ts';
import { type Fields, fieldsOf, listOf, wordsOf } from './fields.ts';
import { type NamedStudy, studyOfConcept, studyOrNamed } from './named-study.ts';
import { isTakenBack } from './what-it-says.ts';

/**
 * The catalogue's study that an order names: by its code (CPT first), else by its billing options, else by its
 * words, where they stand in the published list of phrases. Needs no chart.
 */
export function imagingStudyOf(
  order: ServiceRequest,
  translate: Translate = asItIs,
): Study | undefined {
  return namedStudyOf(order, translate)?.study;
}

/** Gives a resource the known codes that a hospital's own stand for. */
export type Translate = (resource: Fields) => Fields;

/** Where a hospital has no codes of its own. */
export const asItIs: Translate = (resource) => resource;

/** The same with how it was told. */
export function namedStudyOf(order: ServiceRequest, translate: Translate): NamedStudy | undefined {
  const { code, status } = translate(fieldsOf(order) ?? {});
  if (isTakenBack(status)) return undefined;
  const coded = studyOfConcept(code) ?? billedStudy(code);
  if (coded !== undefined) return { study: coded, fromText: false };
  return ordersNoStudy(wordsOf(code)) ? undefined : studyOrNamed(code);
}

function billedStudy(code: unknown): Study | undefined {
  for (const extension of listOf(fieldsOf(code)?.extension)) {
    if (extension.url !== billingOptions) continue;
    const option = studyOfConcept(extension.valueCodeableConcept);
    if (option !== undefined) return option;
  }
  return undefined;
}
