import type { DocumentReference, Resource } from 'fhir/r4.js';
import type { OrderReview } from '../../src/assessment/types.ts';
import { policyOfVersion } from '../../src/guideline/policy.ts';
import { chartAnswers } from '../../src/questionnaire/chart-answers.ts';
import { loadedPolicies } from '../../src/spine-imaging/loaded-policies.ts';
import type { Vignette } from '../../src/vignettes/vignette.ts';
import { reviewsOf } from './reviews.ts';
import { resourcesOf, serviceSettings } from './vignette-call.ts';

/** Coded answers of a chart, by the item that asks for each. */
type Coded = ReadonlyMap<string, boolean | number | string>;

/** What a note says in place of coded facts. */
interface Sentence {
  /** The items whose facts it says, and that leave the chart. */
  readonly items: readonly string[];
  readonly text: string;
}

/** The sentences for a group of facts: one for each way to say it; none where the chart does not say it. */
type Phrasing = (coded: Coded) => readonly string[];

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "October 26, 2026" */
function inFull(day: unknown): string {
  const [year, month, date] = String(day).split('-');
  return `${months[Number(month) - 1]} ${Number(date)}, ${year}`;
}

/** "10/26/2026" */
function inNumbers(day: unknown): string {
  const [year, month, date] = String(day).split('-');
  return `${Number(month)}/${Number(date)}/${year}`;
}

const films: Readonly<Record<string, readonly string[]>> = {
  'no-fracture': ['show no acute fracture', 'were negative for fracture', 'without fracture'],
  fracture: [
    'show a compression fracture',
    'demonstrate a compression fracture',
    'showed a compression fracture',
  ],
};

const levels: Readonly<Record<string, string>> = {
  lumbar: 'lumbar spine',
  cervical: 'cervical spine',
  thoracic: 'thoracic spine',
  'sacrum-coccyx': 'sacrum and coccyx',
};

/** How each group of facts is said: the items that it stands for, and several phrasings. */
const phrasings: readonly (readonly [items: readonly string[], phrasing: Phrasing])[] = [
  [
    [
      'trial-of-treatment.provider-directed',
      'trial-of-treatment.start',
      'trial-of-treatment.end',
      'trial-of-treatment.ongoing',
      'trial-of-treatment.outcome',
    ],
    (coded) => {
      const start = coded.get('trial-of-treatment.start');
      const end = coded.get('trial-of-treatment.end');
      if (coded.get('trial-of-treatment.outcome') !== 'failed') return [];
      if (start === undefined || end === undefined) return [];
      return [
        `Completed physical therapy from ${inFull(start)} to ${inFull(end)} without relief.`,
        `Physical therapy ${inNumbers(start)} - ${inNumbers(end)}, no improvement.`,
        `She did PT from ${inNumbers(start)} to ${inNumbers(end)}. No relief.`,
      ];
    },
  ],
  [
    ['plain-radiograph.date', 'plain-radiograph.region', 'plain-radiograph.result'],
    (coded) => {
      const day = coded.get('plain-radiograph.date');
      const level = levels[String(coded.get('plain-radiograph.region'))];
      const result = films[String(coded.get('plain-radiograph.result'))] ?? [];
      if (day === undefined || level === undefined) return [];
      const [first, second, third] = result;
      if (first === undefined) return [];
      return [
        `X-rays of the ${level} from ${inFull(day)} ${first}.`,
        `Plain films of the ${level} on ${inNumbers(day)} ${second}.`,
        `${level} radiographs ${inNumbers(day)} ${third}.`,
      ];
    },
  ],
  [
    ['clinical-re-evaluation'],
    (coded) =>
      coded.get('clinical-re-evaluation') === true
        ? [
            'Seen in clinic today for follow-up after finishing physical therapy.',
            'Here today for re-evaluation after completing physical therapy.',
            'She was seen in clinic today for re-evaluation after physical therapy.',
          ]
        : [],
  ],
  [
    ['in-person-evaluation'],
    (coded) =>
      coded.get('in-person-evaluation') === true
        ? [
            'Seen in clinic today.',
            'The patient was seen in the office today for the pain.',
            'Patient seen in person in clinic today.',
          ]
        : [],
  ],
  [
    ['neurological-examination.dermatomal-sensation'],
    said('neurological-examination.dermatomal-sensation', [
      'Sensation intact to light touch in all dermatomes.',
      'Sensation to light touch is intact in all dermatomes.',
      'Diminished light touch in one dermatome.',
    ]),
  ],
  [
    [
      'neurological-examination.motor',
      'red-flag.motor-grade',
      'red-flag.motor-grade.onset',
      'red-flag.motor-grade.region',
    ],
    (coded) => {
      const grade = coded.get('red-flag.motor-grade') ?? 5;
      if (coded.get('neurological-examination.motor') !== true && grade === 5) return [];
      const onset = coded.get('red-flag.motor-grade.onset');
      const muscle =
        coded.get('red-flag.motor-grade.region') === 'cervical' ? 'Wrist extension' : 'EHL';
      const since = onset === undefined ? '' : ` since ${inFull(onset)}`;
      return grade === 5
        ? [
            'Motor strength 5/5 throughout.',
            'Strength: 5/5 in all extremities.',
            'No motor deficits.',
          ]
        : [
            `${muscle} ${grade}/5 on the left${since}.`,
            `${muscle} strength is ${grade}/5 on the left${since}.`,
            `Left ${muscle} ${grade}/5${since}.`,
          ];
    },
  ],
  [
    ['neurological-examination.reflexes'],
    said('neurological-examination.reflexes', [
      'Reflexes 2+ and symmetric.',
      'Deep tendon reflexes are symmetric.',
      'Patellar 2+, Achilles 2+.',
    ]),
  ],
  [
    ['mri-contraindicated'],
    said('mri-contraindicated', [
      'Pacemaker is not MR conditional per the device clinic.',
      'Cannot have an MRI because of her cochlear implant.',
      'Retained metal fragment in the orbit seen on screening film.',
    ]),
  ],
  [
    ['red-flag.cauda-equina'],
    said('red-flag.cauda-equina', [
      'Concern for cauda equina syndrome.',
      'Saddle numbness and urinary retention since yesterday, suspect cauda equina syndrome.',
      'Cauda equina syndrome suspected.',
    ]),
  ],
  [
    ['red-flag.infection'],
    said('red-flag.infection', [
      'Concern for discitis.',
      'Suspect epidural abscess.',
      'Concern for vertebral osteomyelitis.',
    ]),
  ],
  [
    ['red-flag.foot-drop'],
    said('red-flag.foot-drop', [
      'New foot drop on the left.',
      'He has a new left foot drop.',
      'L foot drop x 3 days.',
    ]),
  ],
  [
    ['red-flag.fracture'],
    said('red-flag.fracture', [
      'Suspect a vertebral fracture after the fall.',
      'Cannot exclude an acute spinal fracture.',
      'Concern for acute vertebral fracture.',
    ]),
  ],
  [
    ['red-flag.progressive-deficit'],
    said('red-flag.progressive-deficit', [
      'The weakness is getting worse.',
      'Left leg weakness is getting worse.',
      'Progressive weakness of the leg.',
    ]),
  ],
  [
    ['high-risk-mechanism'],
    said('high-risk-mechanism', [
      'High-speed motor vehicle collision yesterday with neck pain.',
      'Fell from a ladder two days ago.',
      'Ejected from the car in a rollover crash yesterday.',
    ]),
  ],
];

function said(item: string, sentences: readonly string[]): Phrasing {
  return (coded) => (coded.get(item) === true ? sentences : []);
}

/** A vignette's chart with coded facts taken out of it, and what notes say in their place. */
export interface Moved {
  readonly vignette: Vignette;
  /** The chart without the facts. */
  readonly chart: readonly Resource[];
  readonly notes: readonly DocumentReference[];
  readonly sentences: readonly string[];
}

/** What may not leave the chart: who the patient is, why the study is ordered, and what somebody answered. */
const kept: ReadonlySet<string> = new Set([
  ...['Patient', 'Condition', 'Coverage', 'ServiceRequest', 'QuestionnaireResponse'],
]);

/**
 * A vignette with one order and without notes, whose coded facts stand in notes instead, each of the day of its fact:
 * what a resource says is said by sentences, and the resource is gone. Undefined where nothing could be moved.
 * @param way which phrasing of each fact is taken
 */
export function movedIntoNotes(vignette: Vignette, way: number): Moved | undefined {
  const [review, ...others] = reviewsOf(vignette);
  if (review === undefined || others.length > 0) return undefined;
  if (vignette.request.prefetch?.notes !== undefined) return undefined;
  const resources = resourcesOf(vignette.request);
  const { coded, sources } = codedAnswers(review);
  const byReference = new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one]));
  const gone = new Set<string>();
  const byDay = new Map<string, string[]>();
  for (const { items, text } of sentencesOf(coded, way)) {
    const references = items.flatMap((item) => sources.get(item) ?? []);
    if (references.some((one) => kept.has(one.split('/')[0] ?? ''))) continue;
    for (const one of references) gone.add(one);
    const days = references.flatMap((one) => dayOf(byReference.get(one)) ?? []).sort();
    const day = days.at(-1) ?? vignette.asOf.slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), text]);
  }
  if (gone.size === 0) return undefined;
  const { patientId } = vignette.request.context;
  return {
    vignette,
    chart: resources.filter((one) => !gone.has(`${one.resourceType}/${one.id}`)),
    notes: [...byDay].map(([day, texts]) => noteOf(patientId, day, texts.join(' '))),
    sentences: [...byDay.values()].flat(),
  };
}

function sentencesOf(coded: Coded, way: number): readonly Sentence[] {
  return phrasings.flatMap(([items, phrasing]) => {
    const ways = phrasing(coded);
    const text = ways[way % Math.max(1, ways.length)];
    const present = items.filter((item) => coded.has(item));
    return text === undefined ? [] : [{ items: present, text }];
  });
}

function codedAnswers({ orderCase, assessment }: OrderReview) {
  const policy = policyOfVersion(loadedPolicies, assessment.guideline.version) ?? loadedPolicies[0];
  const coded = new Map<string, boolean | number | string>();
  const sources = new Map<string, readonly string[]>();
  for (const [linkId, one] of chartAnswers(orderCase, policy, serviceSettings.canonicalBase)) {
    const { answer } = one;
    const value =
      answer.valueBoolean ??
      answer.valueDate ??
      answer.valueCoding?.code ??
      answer.valueInteger ??
      answer.valueDecimal;
    if (value === undefined) continue;
    coded.set(linkId, value);
    sources.set(linkId, one.sources);
  }
  return { coded, sources };
}

/** The last day that a resource tells of itself. */
function dayOf(resource: Resource | undefined): string | undefined {
  const dates = JSON.stringify(resource ?? {}).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  return dates.toSorted().at(-1);
}

/** A progress note of a day. */
export function noteOf(patientId: string, day: string, text: string): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    id: `note-${day}`,
    status: 'current',
    type: { text: 'Progress note' },
    subject: { reference: `Patient/${patientId}` },
    date: `${day}T09:00:00Z`,
    content: [
      {
        attachment: {
          contentType: 'text/plain',
          data: Buffer.from(text).toString('base64'),
        },
      },
    ],
  };
}
