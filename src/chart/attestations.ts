import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { BodyRegion, Conclusion, Study } from '../terminology/types.ts';
import type { ChartParts } from './chart-parts.ts';
import { chartDate } from './dates.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type {
  Attestation,
  ChartDate,
  ExaminationElement,
  ImagingFact,
  PlannedProcedureFact,
  SurgeryFact,
  TreatmentOutcome,
} from './types.ts';

const questionnaire = 'Questionnaire/spine-imaging-documentation';

/** Whether a response is one to the documentation Questionnaire that counts: finished, and dated. */
export function isDocumentation(response: Fields): boolean {
  const canonical = textOf(response.questionnaire)?.split('|')[0];
  return (
    (response.status === 'completed' || response.status === 'amended') &&
    canonical?.endsWith(questionnaire) === true
  );
}

/**
 * Reads the answers of a response, groups and nested items included, into the newest answer a linkId.
 * Between answers of the same instant the reference decides, so that the order of resources never does.
 */
export function readAnswers(
  response: Fields,
  reference: string,
  authored: ChartDate,
  into: Map<string, Attestation>,
  unreadable: () => void,
): void {
  const read = (items: unknown, depth: number): void => {
    if (depth > 12) return;
    for (const item of listOf(items)) {
      const linkId = textOf(item.linkId);
      const answers = listOf(item.answer);
      for (const answer of answers) {
        const value = answerValue(answer);
        if (linkId !== undefined && value !== undefined) {
          const given: Attestation = {
            linkId,
            value,
            authored,
            evidence: {
              reference,
              date: authored.text,
              text: `Attested: ${linkId} = ${shown(value)}`,
            },
          };
          const known = into.get(linkId);
          if (known === undefined || isNewer(given, known)) into.set(linkId, given);
        } else if (value === undefined && answer.item === undefined) unreadable();
        read(answer.item, depth + 1);
      }
      read(item.item, depth + 1);
    }
  };
  read(response.item, 0);
}

function isNewer(one: Attestation, other: Attestation): boolean {
  const difference = instantOf(one.authored) - instantOf(other.authored);
  if (difference !== 0) return difference > 0;
  if (one.evidence.reference !== other.evidence.reference) {
    return one.evidence.reference < other.evidence.reference;
  }
  return shown(one.value) < shown(other.value);
}

function instantOf(date: ChartDate): number {
  return date.instant ?? date.latest * 86_400_000;
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

const regions: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];
const radiographResults: readonly Conclusion[] = [
  'no-fracture',
  'fracture',
  'equivocal',
  'non-diagnostic',
  'fracture-acuity-indeterminate',
  'other',
];
const surgeryKinds: readonly SurgeryFact['kind'][] = [
  'fusion',
  'discectomy',
  'decompression',
  'anterior-arthrodesis',
  'anterior-deformity',
  'other',
];
const plannedKinds: readonly PlannedProcedureFact['kind'][] = [
  'anterior-initial',
  'anterior-revision-arthrodesis',
  'anterior-revision-deformity',
  'decompression',
  'fusion',
  'kyphoplasty',
  'other',
];
const outcomes: readonly TreatmentOutcome[] = ['failed', 'improved', 'resolved'];
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
  const oneOf = <Value extends string>(
    linkId: string,
    allowed: readonly Value[],
  ): Value | undefined => {
    const value = text(linkId);
    return allowed.find((one) => one === value);
  };
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
  const outcome = oneOf('trial-of-treatment.outcome', outcomes);
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

  const film = first('plain-radiograph.region', 'plain-radiograph.date', 'plain-radiograph.result');
  if (film !== undefined) {
    const result = oneOf('plain-radiograph.result', radiographResults);
    addImaging(
      parts.imaging,
      film,
      studyFor(films, text('plain-radiograph.region')),
      date('plain-radiograph.date'),
      result === undefined ? [] : [result],
      result !== undefined,
    );
  }
  const mri = first('mri.result', 'mri.region', 'mri.date');
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
  const spectResult = oneOf('spect.result', ['negative', 'positive'] as const);
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
  if (
    grade !== undefined &&
    strength !== undefined &&
    Number.isInteger(strength) &&
    strength >= 0 &&
    strength <= 5
  ) {
    const onset = date('red-flag.motor-grade.onset');
    const region = oneOf('red-flag.motor-grade.region', regions);
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
  if (pain !== undefined && score !== undefined && score >= 0 && score <= 10) {
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
    const region = oneOf('spine-surgery.region', regions);
    parts.surgeries.push({
      kind: oneOf('spine-surgery.kind', surgeryKinds) ?? 'other',
      regions: region === undefined ? [] : [region],
      ...(when === undefined ? {} : { date: when }),
      authored: surgery.authored,
      evidence: surgery.evidence,
    });
  }
  const planned = answers.get('planned-surgery.kind');
  const kind = oneOf('planned-surgery.kind', plannedKinds);
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
