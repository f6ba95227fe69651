import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { choiceCodes } from './answer-kinds.ts';
import type { ChartParts } from './chart-parts.ts';
import type { Attestation, ChartDate, ExaminationElement, ImagingFact } from './types.ts';

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
