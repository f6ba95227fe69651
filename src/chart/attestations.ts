import type { Evidence } from '../logic/finding.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { answerKind, choiceCodes, fitting } from './answer-kinds.ts';
import type { ChartParts } from './chart-parts.ts';
import { chartDate } from './dates.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { Attestation, ChartDate, ExaminationElement, ImagingFact } from './types.ts';

const questionnaire = /(^|\/)Questionnaire\/spine-imaging-documentation$/;

/** Whether a response is a finished one to the documentation Questionnaire. */
export function isDocumentation(response: Fields): boolean {
  const canonical = textOf(response.questionnaire)?.split('|')[0];
  return (
    (response.status === 'completed' || response.status === 'amended') &&
    canonical !== undefined &&
    questionnaire.test(canonical)
  );
}

/**
 * Reads the answers of a response, groups and nested items included, into the newest answer a linkId.
 * An answer that is not of the kind its item asks for is handed to `unread` and shadows no earlier one.
 */
export function readAnswers(
  response: Fields,
  reference: string,
  authored: ChartDate,
  asOf: Date,
  into: Map<string, Attestation>,
  unread: (linkId: string) => void,
): void {
  const read = (items: unknown, depth: number): void => {
    if (depth > 12) return;
    for (const item of listOf(items)) {
      const linkId = textOf(item.linkId);
      for (const answer of listOf(item.answer)) {
        if (linkId !== undefined && hasValue(answer)) {
          const value = answerValue(answer);
          const fits = value === undefined ? undefined : fitting(linkId, value, asOf);
          if (fits === undefined) unread(linkId);
          else keepNewest(attestation(linkId, fits, authored, reference), into);
        }
        read(answer.item, depth + 1);
      }
      read(item.item, depth + 1);
    }
  };
  read(response.item, 0);
}

/** Says that an answer is not of the kind that its item asks for. */
export function unreadAnswer(linkId: string, reference: string): Evidence {
  const kind = answerKind(linkId);
  const isPast = (kind.type === 'date' || kind.type === 'dateTime') && kind.mayLieAhead !== true;
  const expected = kind.type === 'choice' ? `one of ${kind.codes.join(', ')}` : names[kind.type];
  return {
    reference,
    text: `The answer to ${linkId.slice(0, 80)} is not ${expected}${isPast ? ' of today or before' : ''}`,
  };
}

const names = {
  boolean: 'yes or no',
  date: 'a date',
  dateTime: 'a date and time',
  integer: 'a whole number of the scale',
  decimal: 'a number of the scale',
} as const;

/** An answer as a fact, with the resource that it stands in as evidence. */
function attestation(
  linkId: string,
  value: Attestation['value'],
  authored: ChartDate,
  reference: string,
): Attestation {
  const text = `Attested: ${linkId} = ${shown(value)}`;
  return { linkId, value, authored, evidence: { reference, date: authored.text, text } };
}

/**
 * The newest answer to a linkId; one of which only the month or the year is known counts from its first day.
 * Between answers of the same instant the later beginning or change of the episode holds, since evidence from
 * before it does not count; else the reference decides, so that the order of resources never does.
 */
export function keepNewest(given: Attestation, into: Map<string, Attestation>): void {
  const known = into.get(given.linkId);
  if (known === undefined || isNewer(given, known)) into.set(given.linkId, given);
}

function hasValue(answer: Fields): boolean {
  return Object.keys(answer).some((key) => key.startsWith('value'));
}

function isNewer(one: Attestation, other: Attestation): boolean {
  const difference = instantOf(one.authored) - instantOf(other.authored);
  if (difference !== 0) return difference > 0;
  const later = one.linkId.startsWith('episode.') ? daysBetween(other.value, one.value) : 0;
  if (later !== 0) return later > 0;
  if (one.evidence.reference !== other.evidence.reference) {
    return one.evidence.reference < other.evidence.reference;
  }
  return shown(one.value) < shown(other.value);
}

function daysBetween(from: Attestation['value'], to: Attestation['value']): number {
  return typeof from === 'object' && typeof to === 'object' ? to.latest - from.latest : 0;
}

function instantOf(date: ChartDate): number {
  return date.instant ?? date.earliest * 86_400_000;
}

function shown(value: Attestation['value']): string {
  if (typeof value === 'object') return value.text;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).slice(0, 60);
}

function answerValue(answer: Fields): Attestation['value'] | undefined {
  if (typeof answer.valueBoolean === 'boolean') return answer.valueBoolean;
  for (const value of [answer.valueInteger, answer.valueDecimal]) {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  const date = chartDate(answer.valueDate) ?? chartDate(answer.valueDateTime);
  if (date !== undefined) return date;
  return textOf(answer.valueString) ?? textOf(fieldsOf(answer.valueCoding)?.code);
}

const films: Readonly<Record<string, string>> = {
  cervical: '72040',
  thoracic: '72070',
  lumbar: '72100',
  'sacrum-coccyx': '72220',
  sacroiliac: '72202',
  'full-spine': '72082',
};

const mris: Readonly<Record<string, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
  'sacrum-coccyx': '72195',
  sacroiliac: '72195',
};

const elements: readonly ExaminationElement[] = [
  'dermatomal-sensation',
  'motor',
  'reflexes',
  'tension-signs',
];

/** Turns attested typed facts into facts like any other, with the response as evidence. */
export function attestedFacts(answers: ReadonlyMap<string, Attestation>, parts: ChartParts): void {
  const text = (linkId: string): string | undefined => {
    const value = answers.get(linkId)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const number = (linkId: string): number | undefined => {
    const value = answers.get(linkId)?.value;
    return typeof value === 'number' ? value : undefined;
  };
  const date = (linkId: string): ChartDate | undefined => {
    const value = answers.get(linkId)?.value;
    return typeof value === 'object' ? value : undefined;
  };
  const flag = (linkId: string): boolean | undefined => {
    const value = answers.get(linkId)?.value;
    return typeof value === 'boolean' ? value : undefined;
  };
  const choice = <Item extends keyof typeof choiceCodes>(
    linkId: Item,
  ): (typeof choiceCodes)[Item][number] | undefined =>
    choiceCodes[linkId].find((code) => code === answers.get(linkId)?.value);
  const first = (...linkIds: readonly string[]): Attestation | undefined => {
    for (const linkId of linkIds) {
      const found = answers.get(linkId);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const trial = first(
    'trial-of-treatment.start',
    'trial-of-treatment.end',
    'trial-of-treatment.ongoing',
    'trial-of-treatment.provider-directed',
  );
  const outcome = choice('trial-of-treatment.outcome');
  const outcomeAnswer = answers.get('trial-of-treatment.outcome');
  if (trial !== undefined) {
    const start = date('trial-of-treatment.start');
    const ongoing = flag('trial-of-treatment.ongoing') === true;
    const end = date('trial-of-treatment.end');
    parts.treatments.push({
      kind: 'attested',
      // The Questionnaire asks for provider-directed treatment: dates given without a "no" are of such.
      providerDirected: flag('trial-of-treatment.provider-directed') ?? start !== undefined,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ongoing: ongoing && end === undefined,
      ...(outcome === undefined ? {} : { outcome }),
      reasons: [],
      authored: trial.authored,
      evidence: trial.evidence,
    });
  } else if (outcome !== undefined && outcomeAnswer !== undefined) {
    parts.outcomes.push({
      outcome,
      date: outcomeAnswer.authored,
      authored: outcomeAnswer.authored,
      evidence: outcomeAnswer.evidence,
    });
  }

  const film = answers.get('plain-radiograph.region');
  if (film !== undefined) {
    const result = choice('plain-radiograph.result');
    addImaging(
      parts.imaging,
      film,
      studyFor(films, text('plain-radiograph.region')),
      date('plain-radiograph.date'),
      result === undefined ? [] : [result],
      result !== undefined,
    );
  }
  const mri = first('mri.result', 'mri.region');
  if (mri !== undefined) {
    const result = text('mri.result');
    const said: readonly Conclusion[] =
      result === 'nondiagnostic' ? ['non-diagnostic'] : result === 'diagnostic' ? ['other'] : [];
    addImaging(
      parts.imaging,
      mri,
      studyFor(mris, text('mri.region')),
      date('mri.date'),
      said,
      said.length > 0,
    );
  }
  const spect = answers.get('spect.result');
  const spectResult = choice('spect.result');
  if (spect !== undefined && spectResult !== undefined) {
    addImaging(parts.imaging, spect, studyByCpt('78803'), spect.authored, [spectResult], true);
  }

  for (const element of elements) {
    const examined = answers.get(`neurological-examination.${element}`);
    if (examined?.value !== true) continue;
    parts.examinations.push({
      element,
      date: date('neurological-examination.date') ?? examined.authored,
      authored: examined.authored,
      evidence: examined.evidence,
    });
  }

  const grade = answers.get('red-flag.motor-grade');
  const strength = number('red-flag.motor-grade');
  if (grade !== undefined && strength !== undefined) {
    const onset = date('red-flag.motor-grade.onset');
    const region = choice('red-flag.motor-grade.region');
    parts.motorGrades.push({
      grade: strength,
      date: grade.authored,
      ...(onset === undefined ? {} : { onset }),
      regions: region === undefined ? [] : [region],
      authored: grade.authored,
      evidence: grade.evidence,
    });
  }
  const pain = answers.get('severe-radicular.pain-score');
  const score = number('severe-radicular.pain-score');
  if (pain !== undefined && score !== undefined) {
    parts.painScores.push({
      score,
      date: pain.authored,
      authored: pain.authored,
      evidence: pain.evidence,
    });
  }

  const augmentation = answers.get('augmentation.performed');
  const performed = date('augmentation.performed');
  if (augmentation !== undefined && performed !== undefined) {
    parts.surgeries.push({
      kind: 'augmentation',
      regions: [],
      date: performed,
      authored: augmentation.authored,
      evidence: augmentation.evidence,
    });
  }
  const surgery = first('spine-surgery.date', 'spine-surgery.region', 'spine-surgery.kind');
  if (surgery !== undefined) {
    const when = date('spine-surgery.date');
    const region = choice('spine-surgery.region');
    parts.surgeries.push({
      kind: choice('spine-surgery.kind') ?? 'other',
      regions: region === undefined ? [] : [region],
      ...(when === undefined ? {} : { date: when }),
      authored: surgery.authored,
      evidence: surgery.evidence,
    });
  }
  const planned = answers.get('planned-surgery.kind');
  const kind = choice('planned-surgery.kind');
  if (planned !== undefined && kind !== undefined) {
    const when = date('planned-surgery.date');
    parts.plannedProcedures.push({
      kind,
      ...(when === undefined ? {} : { date: when }),
      authored: planned.authored,
      evidence: planned.evidence,
    });
  }
}

function studyFor(
  codes: Readonly<Record<string, string>>,
  region: string | undefined,
): Study | undefined {
  const code = region !== undefined && Object.hasOwn(codes, region) ? codes[region] : undefined;
  return code === undefined ? undefined : studyByCpt(code);
}

function addImaging(
  imaging: ImagingFact[],
  attestation: Attestation,
  study: Study | undefined,
  date: ChartDate | undefined,
  conclusions: readonly Conclusion[],
  resultsAvailable: boolean,
): void {
  if (study === undefined) return;
  imaging.push({
    study,
    ...(date === undefined ? {} : { date }),
    resultsAvailable,
    conclusions: new Set(conclusions),
    authored: attestation.authored,
    evidence: {
      ...attestation.evidence,
      ...(date === undefined ? {} : { date: date.text }),
      text: `Attested: ${study.label}`,
    },
  });
}
