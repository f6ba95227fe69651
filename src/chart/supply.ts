import { daysInDirections, isDosePack } from '../terminology/course-of-directions.ts';
import { chartDate, isoDay, today } from './dates.ts';
import { type Fields, fieldsOf, hasCode, listOf, textOf } from './fields.ts';
import { type Period, periodOf } from './period.ts';
import type { ChartDate, Day } from './types.ts';

/** From the timing's bounds: a period, or a duration from its own start. */
export function boundsOf(request: Fields): Period {
  const inSteps = daysInSteps(request);
  if (inSteps !== undefined) return { end: inSteps };
  for (const dosage of listOf(request.dosageInstruction)) {
    const repeat = fieldsOf(fieldsOf(dosage.timing)?.repeat);
    const period = periodOf(repeat?.boundsPeriod);
    if (period.start !== undefined || period.end !== undefined) return period;
    const from = chartDate(request.authoredOn);
    const days = daysOf(repeat?.boundsDuration);
    if (days !== undefined && from !== undefined) return { end: after(from, days, days) };
    const range = fieldsOf(repeat?.boundsRange);
    const least = daysOf(range?.low);
    const most = daysOf(range?.high);
    if (least !== undefined && most !== undefined && from !== undefined)
      return { end: after(from, least, most) };
  }
  return {};
}

/** The end of steps that follow each other, each of so many days. */
function daysInSteps(request: Fields): ChartDate | undefined {
  const dosages = listOf(request.dosageInstruction);
  const from = chartDate(request.authoredOn);
  if (dosages.length < 2 || from === undefined) return undefined;
  if (new Set(dosages.map(({ sequence }) => sequence)).size < dosages.length) return undefined;
  let days = 0;
  for (const { timing } of dosages) {
    const own = daysOf(fieldsOf(fieldsOf(timing)?.repeat)?.boundsDuration);
    if (own === undefined) return undefined;
    days += own;
  }
  return after(from, days, days);
}

const lengths: Readonly<Record<string, number>> = {
  d: 1,
  day: 1,
  days: 1,
  wk: 7,
  week: 7,
  weeks: 7,
  mo: 30,
  month: 30,
  months: 30,
};

/** The days of a Duration; undefined where it says none. */
function daysOf(duration: unknown): number | undefined {
  const fields = fieldsOf(duration);
  const value = fields?.value;
  const unit = (textOf(fields?.code) ?? textOf(fields?.unit) ?? 'd').toLowerCase();
  const length = Object.hasOwn(lengths, unit) ? lengths[unit] : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 4000)
    return undefined;
  return length === undefined ? undefined : Math.round(value * length);
}

/** So many days after a day; between two lengths every day that lies there. */
function after(from: ChartDate, least: number, most: number): ChartDate | undefined {
  if (from.earliest !== from.latest) return undefined;
  return spanning(from.earliest + least, from.earliest + most);
}

function spanning(earliest: Day, latest: Day): ChartDate {
  const text = earliest === latest ? isoDay(earliest) : `${isoDay(earliest)} to ${isoDay(latest)}`;
  return { text, earliest, latest };
}

/**
 * The last day by what its directions say and what was dispensed: where both say one, a day between them. Undefined where
 * neither does.
 */
export function plannedEnd(
  request: Fields,
  name: string,
  start: ChartDate | undefined,
): ChartDate | undefined {
  if (start === undefined) return undefined;
  const directed = directedEnd(request, name, start);
  const supplied = supplyEnd(request, start);
  if (directed === undefined || supplied === undefined) return directed ?? supplied;
  return spanning(
    Math.min(directed.earliest, supplied.earliest),
    Math.max(directed.latest, supplied.latest),
  );
}

function directedEnd(request: Fields, name: string, start: ChartDate): ChartDate | undefined {
  const counted = daysOfCount(request);
  if (counted !== undefined) return after(start, counted, counted);
  const last = lastEvent(request);
  if (last !== undefined) return last;
  const texts = listOf(request.dosageInstruction).flatMap(({ text, patientInstruction }) =>
    [text, patientInstruction].flatMap((one) => textOf(one) ?? []),
  );
  for (const text of texts) {
    const days = daysInDirections(text);
    if (days !== undefined) return after(start, days.least, days.most);
  }
  const isShort =
    isDosePack(name) || hasCode(request.courseOfTherapyType, (code) => code === 'acute');
  return isShort ? after(start, shortDays.least, shortDays.most) : undefined;
}

/** The last of the days on which a medicine is to be taken, where they are named one by one. */
function lastEvent(request: Fields): ChartDate | undefined {
  const days = listOf(request.dosageInstruction).flatMap(({ timing }) => {
    const event = fieldsOf(timing)?.event;
    return Array.isArray(event) ? event.flatMap((one) => chartDate(one) ?? []) : [];
  });
  return days.reduce<ChartDate | undefined>(
    (last, one) => (last === undefined || one.latest > last.latest ? one : last),
    undefined,
  );
}

/** A pack of doses that become less, or a short course. */
const shortDays = { least: 5, most: 12 };

/**
 * The last day that the supply covers: of the first dispensing; with refills, of which nobody says how many were
 * dispensed, some day from there to the end of the last (reading A57).
 */
function supplyEnd(request: Fields, start: ChartDate): ChartDate | undefined {
  const dispense = fieldsOf(request.dispenseRequest);
  const repeats = dispense?.numberOfRepeatsAllowed;
  const filled = daysOf(fieldsOf(dispense?.initialFill)?.duration);
  const days =
    daysOf(dispense?.expectedSupplyDuration) ?? daysOfQuantity(request, repeats) ?? filled;
  if (days === undefined) return undefined;
  const refills = typeof repeats === 'number' && repeats > 0 && repeats <= 99 ? repeats : 0;
  return after(start, days, days * (1 + Math.floor(refills)));
}

const countable = /^\W*(?:tab|cap|pill|patch|each|ea\b|unit|dose|tbl|$)/i;

/** How many doses a day its timing names; undefined where it leaves that open. */
function dosesADay({ timing }: Fields): number | undefined {
  const { frequency, period, periodUnit } = fieldsOf(fieldsOf(timing)?.repeat) ?? {};
  const isDaily = period === 1 && periodUnit === 'd';
  return isDaily && typeof frequency === 'number' && frequency > 0 ? frequency : undefined;
}

/** A course of so many doses, as its timing counts them. */
function daysOfCount(request: Fields): number | undefined {
  let days: number | undefined;
  for (const dosage of listOf(request.dosageInstruction)) {
    const repeat = fieldsOf(fieldsOf(dosage.timing)?.repeat);
    const count = repeat?.countMax ?? repeat?.count;
    if (typeof count !== 'number' || count <= 0) return undefined;
    const daily = dosesADay(dosage) ?? (count === 1 ? 1 : undefined);
    if (daily === undefined) return undefined;
    days = (days ?? 0) + Math.ceil(count / daily);
  }
  return days;
}

/** How long what was dispensed lasts at so many doses a day; of what is taken as needed nobody knows. */
function daysOfQuantity(request: Fields, repeats: unknown): number | undefined {
  const quantity = fieldsOf(fieldsOf(request.dispenseRequest)?.quantity);
  const amount = quantity?.value;
  const [dosage, ...others] = listOf(request.dosageInstruction);
  if (typeof amount !== 'number' || amount <= 0 || dosage === undefined || others.length > 0)
    return undefined;
  if (typeof repeats !== 'number' || !countable.test(textOf(quantity?.unit) ?? ''))
    return undefined;
  const asNeeded =
    (dosage.asNeededBoolean ?? false) !== false || dosage.asNeededCodeableConcept !== undefined;
  const text = textOf(dosage.text) ?? '';
  if (asNeeded || /\b(?:as needed|prn)\b/i.test(text)) return undefined;
  const daily = dosesADay(dosage);
  if (daily === undefined) return undefined;
  const dose = Number(/\b(\d(?:\.5)?) (?:tab|cap|pill|patch)/i.exec(text)?.[1] ?? 1);
  return Math.ceil(amount / (daily * Math.max(dose, 0.5)));
}

/** No prescription is filled for more than a year: what nobody closed ended some day of it. */
export function neverClosed(start: ChartDate | undefined, asOf: Date): ChartDate | undefined {
  if (start === undefined || start.latest + year >= today(asOf)) return undefined;
  return spanning(start.earliest, start.latest + year);
}

const year = 365;

/** A stopped prescription ended when it was stopped, some day until the planned end; unknown without one. */
export function stoppedBy(
  planned: ChartDate | undefined,
  start: ChartDate | undefined,
): ChartDate | undefined {
  if (planned === undefined || start === undefined) return undefined;
  return spanning(Math.min(start.earliest, planned.latest), planned.latest);
}
