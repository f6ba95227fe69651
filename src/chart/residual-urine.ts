import { remembering } from '../terminology/remember.ts';
import type { Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { type Fields, fieldsOf, shortened, textOf } from './fields.ts';
import { finite } from './measures.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const named =
  /\b(?:post[- ]?void(?:ing)?\W+(?:\w+\W+){0,3}(?:residual|volume|amount|scan)|(?:pvr|pvru|bvi)\b|residual (?:urine|bladder)|urinary residual|(?:bladder|urine) (?:scan\w*|residual))\b/i;

/** So many millilitres left in the bladder may be a retention; notes are asked about from here on, too. */
const mayBeRetention = 150;

const written = /^\D*?(\d+(?:[.,]\d+)?)\s*(ml|cc|l|liters?|litres?|millilit(?:er|re)s?)?\b/i;

const retention: ReadonlySet<Concept> = new Set<Concept>(['sphincter-or-saddle-disturbance']);

/** Whether a measurement is of the urine that is left in the bladder. */
export const namesResidual = remembering((name: string): boolean => named.test(name));

/** Urine that a measurement of these weeks found left in the bladder, where it may be a retention: it is asked about. */
export function residualUrine(
  { valueQuantity, valueInteger, valueString }: Fields,
  name: string,
  {
    reference,
    date,
    asOf,
  }: { readonly reference: string; readonly date: ChartDate | undefined; readonly asOf: Date },
): ConditionFact | undefined {
  if (!namesResidual(name)) return undefined;
  if (date !== undefined && (isFuture(date, asOf) || isLongAgo(date, asOf))) return undefined;
  const quantity = fieldsOf(valueQuantity);
  const [, number, unitWritten] = written.exec(textOf(valueString) ?? '') ?? [];
  const value =
    finite(quantity?.value) ??
    finite(valueInteger) ??
    (number === undefined ? undefined : Number(number.replace(',', '.')));
  if (value === undefined) return undefined;
  const unit = textOf(quantity?.unit) ?? textOf(quantity?.code) ?? unitWritten ?? '';
  const isLitres = /^(?:l|liters?|litres?)$/i.test(unit.trim());
  if ((isLitres ? value * 1000 : value) < mayBeRetention) return undefined;
  const text = shortened(`${name}: ${value} ${unit}`.trim());
  return askedFact(retention, [], date, cite(reference, date, text));
}
