import type { Fields } from '../json.ts';
import { coded, hl7, snomed } from '../valid-values.ts';
import {
  clinicalStatus,
  concept,
  condition,
  daysAgo,
  encounter,
  form,
  goal,
  no,
  observation,
  on,
  procedure,
  report,
  request,
  said,
  surgeryAt,
  verificationStatus,
  yes,
} from './resources.ts';
import type { Fact, Level, Story } from './story.ts';

/** Something on the chart that has nothing to do with the order, whoever reads it. */
export interface Bystander {
  readonly name: string;
  /** What keeps it apart: who, where, when, or how sure. */
  readonly apart: 'person' | 'place' | 'time' | 'certainty';
  /** @param far a level that neither the order nor any complaint of the chart is about */
  readonly resources: (far: Level) => readonly Fields[];
  /** The story speaks of the same thing itself, so that this would be no bystander. */
  readonly isAlready: (story: Story) => boolean;
}

const stranger = { reference: 'Patient/p2' };
const someoneElses = (resource: Fields): Fields => ({ ...resource, subject: stranger });
const inError = verificationStatus('entered-in-error');

const filmAt: Readonly<Record<Level, string>> = {
  cervical: '72040',
  thoracic: '72070',
  lumbar: '72100',
};
const mriAt: Readonly<Record<Level, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
};

const everyFlag = [
  'red-flag.foot-drop',
  'red-flag.bilateral-leg-weakness',
  'red-flag.progressive-deficit',
  'red-flag.cauda-equina',
  'red-flag.fracture',
  'red-flag.infection',
  'cancer-suspicion',
  'cancer-feature.night-pain',
  'mri-contraindicated',
];
const everyElective = [
  'in-person-evaluation',
  'trial-of-treatment',
  'clinical-re-evaluation',
  'symptoms-improving',
  'surveillance-only',
  'preoperative-planning',
  'neurological-examination.dermatomal-sensation',
  'neurological-examination.motor',
  'neurological-examination.reflexes',
];

const by = (
  name: string,
  apart: Bystander['apart'],
  resources: Bystander['resources'],
  ...subjects: readonly Fact['what'][]
): Bystander => ({
  name,
  apart,
  resources,
  isAlready: ({ facts }) => facts.some(({ what }) => subjects.includes(what)),
});

/** Facts about another person, place, time, or that nobody vouches for: each leaves every verdict as it is. */
export const bystanders: readonly Bystander[] = [
  by('cauda equina syndrome of another patient', 'person', () => [
    someoneElses(condition('b-other-1', 'G83.4', 2)),
  ]),
  by('a form of another patient', 'person', () => [
    someoneElses(form('b-other-2', 1, [...everyFlag, ...everyElective].map(yes))),
  ]),
  by('treatment of another patient', 'person', () => [
    someoneElses(
      procedure('b-other-3', '97110', {
        performedPeriod: { start: daysAgo(60), end: daysAgo(5) },
        outcome: coded(snomed, '385671000'),
      }),
    ),
    someoneElses(encounter('b-other-4', 'AMB', 3)),
    someoneElses(report('b-other-5', '72100', 20, 'No fracture.')),
  ]),
  by('cancer in the family', 'person', () => [
    {
      resourceType: 'FamilyMemberHistory',
      id: 'b-family',
      status: 'completed',
      patient: { reference: 'Patient/p1' },
      relationship: { text: 'Mother' },
      condition: [{ code: concept('C50.911') }],
    },
    condition('b-family-code', 'Z80.3', 300),
  ]),
  by('a film of another level', 'place', (far) => [
    report('b-film', filmAt[far], 5, 'No fracture.'),
  ]),
  by('an MRI of another level', 'place', (far) => [
    report('b-mri', mriAt[far], 5, 'Disc protrusion.'),
  ]),
  by('a nondiagnostic MRI of another level', 'place', (far) => [
    report('b-mri-motion', mriAt[far], 5, 'Nondiagnostic, limited by motion.'),
  ]),
  by('an operation of another level', 'place', (far) => [
    procedure('b-surgery', surgeryAt[far], { performedDateTime: daysAgo(500) }),
  ]),
  by(
    'an operation planned at another level',
    'place',
    (far) => [
      request('b-plan', surgeryAt[far], {
        authoredOn: daysAgo(5),
        occurrenceDateTime: daysAgo(-20),
      }),
    ],
    'severe-pain',
  ),
  by('an augmentation of another level', 'place', (far) =>
    far === 'lumbar' ? [procedure('b-cement', '22511', { performedDateTime: daysAgo(40) })] : [],
  ),
  by('an order for another joint', 'place', () => [
    request('b-knee', '73721', { authoredOn: daysAgo(2) }),
  ]),
  by('a goal about body weight', 'place', () => [
    goal('b-weight', 'not-achieved', 'Lose 10 kg of body weight'),
  ]),
  by('a goal about blood sugar that was reached', 'place', () => [
    goal('b-sugar', 'achieved', 'HbA1c below 7 %'),
  ]),
  by('a goal about smoking that is improving', 'place', () => [
    goal('b-smoke', 'improving', 'Stop smoking'),
  ]),
  by('physical therapy for a knee', 'place', () => [
    procedure('b-knee-therapy', '97110', {
      performedPeriod: { start: daysAgo(70), end: daysAgo(4) },
      reasonCode: [concept('M17.11')],
      outcome: coded(snomed, '385669000'),
    }),
  ]),
  by('physical therapy of a shoulder by its site', 'place', () => [
    procedure('b-shoulder-therapy', '97110', {
      performedPeriod: { start: daysAgo(70), end: daysAgo(4) },
      bodySite: [{ text: 'Right shoulder' }],
      outcome: coded(snomed, '385671000'),
    }),
  ]),
  by('a plan of care for an ankle', 'place', () => [
    condition('b-ankle', 'S93.401A', 30),
    {
      resourceType: 'CarePlan',
      id: 'b-ankle-plan',
      status: 'active',
      intent: 'plan',
      subject: { reference: 'Patient/p1' },
      addresses: [{ reference: 'Condition/b-ankle' }],
      period: { start: daysAgo(60), end: daysAgo(5) },
      activity: [
        {
          detail: {
            status: 'completed',
            code: concept('91251008'),
            scheduledPeriod: { start: daysAgo(60), end: daysAgo(5) },
          },
        },
      ],
    },
  ]),
  by('a medicine for migraine', 'place', () => [
    condition('b-migraine', 'G43.909', 900),
    {
      resourceType: 'MedicationRequest',
      id: 'b-triptan',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Sumatriptan 50 MG Oral Tablet' },
      subject: { reference: 'Patient/p1' },
      authoredOn: daysAgo(80),
      reasonReference: [{ reference: 'Condition/b-migraine' }],
    },
  ]),
  by('a visit for a sore throat', 'place', () => [
    encounter('b-throat', 'AMB', 4, { reasonCode: [concept('J02.9')] }),
  ]),
  by(
    'strength of a limb of another level that is full',
    'place',
    (far) =>
      far === 'thoracic'
        ? []
        : [
            observation('b-strength', { text: 'Muscle strength' }, 2, {
              bodySite: { text: far === 'lumbar' ? 'Left leg' : 'Left arm' },
              valueInteger: 5,
            }),
          ],
    'strength',
  ),
  by(
    'an old weakness of a limb of another level',
    'place',
    (far) =>
      far === 'thoracic'
        ? []
        : [
            observation('b-old-strength', { text: 'Muscle strength' }, 900, {
              bodySite: { text: far === 'lumbar' ? 'Left leg' : 'Left arm' },
              valueInteger: 3,
            }),
          ],
    'strength',
  ),
  by('a pain score of the knee', 'place', () => [
    observation('b-knee-pain', concept('72514-3'), 2, {
      bodySite: { text: 'Left knee' },
      valueQuantity: { value: 10 },
    }),
  ]),
  by('an aneurysm of the brain', 'place', () => [condition('b-brain', 'I67.1', 900)]),
  by('an infection elsewhere, long healed', 'time', () => [
    condition('b-pneumonia', 'J18.9', 900, clinicalStatus('resolved')),
  ]),
  by(
    'cauda equina syndrome, resolved years ago',
    'time',
    () => [
      condition('b-old-cauda', 'G83.4', 1500, {
        ...clinicalStatus('resolved'),
        abatementDateTime: daysAgo(1400),
      }),
    ],
    'cauda-equina',
  ),
  by('a form of an earlier episode', 'time', () => [
    form('b-old-form', 600, [
      ...everyFlag.filter((id) => id !== 'mri-contraindicated').map(yes),
      ...everyElective.map(yes),
      said('trial-of-treatment.outcome', 'improved'),
      on('trial-of-treatment.start', 700),
      on('trial-of-treatment.end', 640),
      on('plain-radiograph.date', 650),
    ]),
  ]),
  by('a form of an earlier episode that says no', 'time', () => [
    form('b-old-no', 600, [...everyFlag, ...everyElective].map(no)),
  ]),
  by('a collision of years ago', 'time', () => [condition('b-crash', '214031005', 4000)]),
  by(
    'an operation that was planned years ago',
    'time',
    () => [
      request('b-old-plan', '63047', {
        authoredOn: daysAgo(1500),
        occurrenceDateTime: daysAgo(1460),
      }),
    ],
    'severe-pain',
  ),
  by('an improvement of years ago', 'time', () => [
    goal('b-old-goal', 'achieved', 'Less pain', {
      statusDate: daysAgo(900),
      startDate: daysAgo(990),
    }),
  ]),
  by('treatment of years ago', 'time', () => [
    procedure('b-old-therapy', '97110', {
      performedPeriod: { start: daysAgo(1000), end: daysAgo(900) },
      outcome: coded(snomed, '385669000'),
    }),
  ]),
  by('a pain score of years ago', 'time', () => [
    observation('b-old-pain', concept('72514-3'), 1200, { valueQuantity: { value: 10 } }),
  ]),
  by('fever of years ago', 'time', () => [
    condition('b-old-fever', 'R50.9', 1200, clinicalStatus('resolved')),
  ]),
  by('a visit, a film and a report of tomorrow', 'time', () => [
    encounter('b-next-visit', 'AMB', -1, { status: 'planned' }),
    { ...report('b-next-film', '72100', -1, 'No fracture.'), status: 'registered' },
  ]),
  by('foot drop entered in error', 'certainty', () => [
    condition('b-error-1', 'M21.371', 2, inError),
    observation('b-error-2', concept('6077001'), 2, {
      status: 'entered-in-error',
      valueBoolean: true,
    }),
  ]),
  by('a goal entered in error', 'certainty', () => [
    goal('b-error-goal', 'not-achieved', 'Less pain', { lifecycleStatus: 'entered-in-error' }),
  ]),
  by('a form entered in error', 'certainty', () => [
    form('b-error-form', 1, [...everyFlag, ...everyElective].map(yes), {
      status: 'entered-in-error',
    }),
  ]),
  by('a form in progress', 'certainty', () => [
    form('b-open-form', 1, [...everyFlag, ...everyElective].map(yes), { status: 'in-progress' }),
  ]),
  by('another form with the same items', 'certainty', () => [
    form('b-other-form', 1, [...everyFlag, ...everyElective].map(yes), {
      questionnaire: 'https://ehr.example/Questionnaire/intake',
    }),
  ]),
  by('answers that a machine filled in', 'certainty', () => [
    form('b-auto', 1, [], {
      item: everyFlag.map((linkId) => ({
        linkId,
        answer: [
          {
            extension: [
              {
                url: 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin',
                extension: [{ url: 'source', valueCode: 'auto' }],
              },
            ],
            valueBoolean: true,
          },
        ],
      })),
    }),
  ]),
  by('foot drop that was not examined', 'certainty', () => [
    observation('b-absent', concept('6077001'), 2, {
      dataAbsentReason: coded(`${hl7}/data-absent-reason`, 'not-performed'),
    }),
  ]),
  by('weak legs that were only registered', 'certainty', () => [
    observation('b-registered', concept('102568007'), 2, {
      status: 'registered',
      valueBoolean: true,
    }),
  ]),
  by(
    'discitis that was ruled out',
    'certainty',
    () => [condition('b-refuted', 'M46.46', 3, verificationStatus('refuted'))],
    'infection',
  ),
  by('therapy that must not be done', 'certainty', () => [
    request('b-forbidden', '97110', {
      doNotPerform: true,
      authoredOn: daysAgo(60),
      occurrencePeriod: { start: daysAgo(60), end: daysAgo(3) },
    }),
  ]),
  by('an operation that must not be done', 'certainty', () => [
    request('b-no-surgery', '63047', {
      doNotPerform: true,
      authoredOn: daysAgo(5),
      priority: 'urgent',
    }),
  ]),
  by('therapy that was only proposed', 'certainty', () => [
    request('b-proposed', '97110', {
      intent: 'proposal',
      occurrencePeriod: { start: daysAgo(60), end: daysAgo(3) },
    }),
  ]),
  by('a medicine that was only proposed', 'certainty', () => [
    {
      resourceType: 'MedicationRequest',
      id: 'b-proposed-medicine',
      status: 'active',
      intent: 'proposal',
      medicationCodeableConcept: { text: 'Naproxen 500 MG Oral Tablet' },
      subject: { reference: 'Patient/p1' },
      authoredOn: daysAgo(80),
    },
  ]),
  by('a procedure that was not done', 'certainty', () => [
    procedure('b-not-done', '97110', {
      status: 'not-done',
      performedPeriod: { start: daysAgo(60), end: daysAgo(3) },
      outcome: coded(snomed, '385671000'),
    }),
    procedure('b-no-operation', '63047', { status: 'not-done', performedDateTime: daysAgo(400) }),
  ]),
  by('a visit that was cancelled', 'certainty', () => [
    encounter('b-cancelled', 'AMB', 3, { status: 'cancelled' }),
  ]),
  by('a device that was taken out', 'certainty', () => [
    {
      resourceType: 'Device',
      id: 'b-removed',
      status: 'inactive',
      type: { text: 'Cardiac pacemaker' },
      patient: { reference: 'Patient/p1' },
      note: [{ text: 'MR unsafe' }],
    },
  ]),
  by('high blood pressure', 'place', () => [
    condition('b-pressure', 'I10', 2000),
    observation('b-systolic', concept('8480-6'), 3, { valueQuantity: { value: 150 } }),
  ]),
];
