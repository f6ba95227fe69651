import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment, CriterionResult } from '../src/assessment/types.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { asOf, type Content, concept, cpt, icd, loinc, sct, subject } from './chart/support.ts';
import { serviceSettings } from './support/vignette-call.ts';

const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const local = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696580';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** One fully documented chart: a lumbar MRI for radiculopathy that is supported as it stands. */
interface Documented {
  readonly order: Content;
  readonly complaint: readonly Content[];
  readonly visit: readonly Content[];
  readonly treatment: readonly Content[];
  readonly film: readonly Content[];
  readonly examination: readonly Content[];
}

const order: Content = {
  resourceType: 'ServiceRequest',
  id: 'o',
  status: 'draft',
  intent: 'order',
  subject,
  code: concept(cpt, '72148'),
  reasonReference: [{ reference: 'Condition/c' }],
};
/** As synthetic populations write them: active for years, with exercise among their activities. */
function planOfYearsAgo(isForComplaint: boolean): Content {
  return {
    resourceType: 'CarePlan',
    id: 'old',
    status: 'active',
    intent: 'order',
    subject,
    period: { start: '2019-03-01' },
    ...(isForComplaint ? { addresses: [{ reference: 'Condition/c' }] } : {}),
    activity: [
      { detail: { status: 'in-progress', code: concept(sct, '229065009', 'Exercise therapy') } },
    ],
  };
}

const complaint = (more: Content = {}): Content => ({
  resourceType: 'Condition',
  id: 'c',
  subject,
  clinicalStatus: { coding: [{ code: 'active' }] },
  code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
  onsetDateTime: '2026-09-01',
  ...more,
});
const visit = (id: string, start: string, more: Content = {}): Content => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject,
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  period: { start },
  ...more,
});
const visits = (more: Content = {}): readonly Content[] => [
  visit('v1', '2026-09-03', more),
  visit('v2', '2026-10-28', more),
];
const therapy = (more: Content = {}): Content => ({
  resourceType: 'Procedure',
  id: 't',
  status: 'completed',
  subject,
  code: concept(cpt, '97110'),
  performedPeriod: { start: '2026-09-07', end: '2026-10-26' },
  ...more,
});
const medicine = (more: Content = {}): Content => ({
  resourceType: 'MedicationRequest',
  id: 'm',
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: concept(rxnorm, '5640', 'ibuprofen'),
  authoredOn: '2026-09-07',
  ...more,
});
const sessions = (code: Content, count = 8): readonly Content[] =>
  Array.from({ length: count }, (_, week) => ({
    ...therapy({ code, performedPeriod: undefined }),
    id: `s${week}`,
    performedDateTime: new Date(Date.UTC(2026, 8, 7 + week * 7)).toISOString().slice(0, 10),
  }));
const therapyVisits = (more: Content): readonly Content[] =>
  Array.from({ length: 8 }, (_, week) =>
    visit(`pt${week}`, new Date(Date.UTC(2026, 8, 7 + week * 7)).toISOString().slice(0, 10), more),
  );
const report = (more: Content = {}): Content => ({
  resourceType: 'DiagnosticReport',
  id: 'r',
  status: 'final',
  subject,
  code: concept(cpt, '72100'),
  effectiveDateTime: '2026-09-10',
  conclusion: 'No fracture.',
  ...more,
});
const finding = (id: string, code: Content, value: string): Content => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  effectiveDateTime: '2026-10-28',
  code,
  valueString: value,
});
const examination = (sensation: Content, motor: Content, reflexes: Content): readonly Content[] => [
  finding('n1', sensation, 'Reduced left L5'),
  finding('n2', motor, '5/5'),
  finding('n3', reflexes, '2+ symmetric'),
];
const documented: Documented = {
  order,
  complaint: [complaint()],
  visit: visits(),
  treatment: [therapy()],
  film: [report()],
  examination: examination(
    concept(loinc, '65710-6'),
    concept(loinc, '65712-2'),
    concept(loinc, '32389-9'),
  ),
};

/** That the treatment failed is attested, so that every form of the treatment can be compared. */
const outcome: Content = {
  resourceType: 'QuestionnaireResponse',
  id: 'q',
  questionnaire:
    'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
  status: 'completed',
  subject,
  authored: '2026-11-17',
  item: [{ linkId: 'trial-of-treatment.outcome', answer: [{ valueString: 'failed' }] }],
};

const services = cdsServices(serviceSettings);

function assessmentOf(more: Partial<Documented>, further: readonly Content[] = []): Assessment {
  const chart = { ...documented, ...more };
  const contents: readonly Content[] = [
    { resourceType: 'Patient', id: 'p1', birthDate: '1976-04-02' },
    ...chart.complaint,
    ...chart.visit,
    ...chart.treatment,
    ...chart.film,
    ...chart.examination,
    outcome,
    ...further,
  ];
  const resources: Resource[] = JSON.parse(JSON.stringify(contents));
  const request: HookRequest = JSON.parse(
    JSON.stringify({
      hook: 'order-sign',
      hookInstance: '7f2a8c9e-0000-4000-8000-000000000000',
      context: {
        userId: 'Practitioner/a',
        patientId: 'p1',
        draftOrders: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: [{ resource: chart.order }],
        },
      },
    }),
  );
  const service = services.find((one) => one.definition.hook === 'order-sign');
  const { response } = service?.answer({ request, resources, unavailable: [], asOf }) ?? {};
  const found = response?.extension?.['io.github.spine-imaging-cds.assessments'];
  const [assessment]: Assessment[] = Array.isArray(found) ? found : [];
  if (assessment === undefined) throw new Error('no assessment');
  return assessment;
}

/** The criterion that decides on a fact; absent where everything is met. */
function findingOf(assessment: Assessment, id: string): CriterionResult['finding'] | 'absent' {
  return assessment.criteria.find((one) => one.id === id)?.finding ?? 'absent';
}

const supportedBy = (more: Partial<Documented>, further?: readonly Content[]): void => {
  const assessment = assessmentOf(more, further);
  const open = assessment.criteria
    .filter((one) => one.finding !== 'met')
    .map(({ id, summary }) => `${id}: ${summary}`);
  expect([assessment.determination, open]).toEqual(['supported', []]);
};

test('the chart is supported as it stands', () => supportedBy({}));

describe('the order', () => {
  const of = (code: Content): Content => ({ ...order, code });
  test.each<[string, Content]>([
    ['CPT with a modifier', concept(cpt, '72148-26')],
    ['CPT with two modifiers', concept(cpt, '72148-TC-59')],
    [
      'CPT by another name of the system',
      concept('http://terminology.hl7.org/CodeSystem/CPT', '72148'),
    ],
    ['CPT by OID', concept('urn:oid:2.16.840.1.113883.6.12', '72148')],
    [
      'CPT without a system, and words that agree',
      { coding: [{ code: '72148', display: 'MRI lumbar spine' }] },
    ],
    [
      'CPT under HCPCS',
      concept('https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', '72148'),
    ],
    ['LOINC of the same contrast', concept(loinc, '30679-5')],
    ['LOINC without a contrast', concept(loinc, '24968-0')],
    ['SNOMED CT', concept(sct, '394451000119106')],
    ['a local code with words', concept(local, 'IMG270', 'MR LUMBAR SPINE WO CONTRAST')],
    ['words alone', { text: 'MRI L-spine w/o contrast' }],
  ])('is %s', (_name, code) => supportedBy({ order: of(code) }));
});

describe('the complaint', () => {
  test.each<[string, Content]>([
    ['ICD-10-CM without its dot', { code: concept(icd, 'M5416') }],
    ['a split code of the newest release', { code: concept(icd, 'M51.16') }],
    ['SNOMED CT', { code: concept(sct, '128196005', 'Lumbar radiculopathy') }],
    ['another code of SNOMED CT', { code: concept(sct, '62195001', 'Lumbosacral neuritis') }],
    ['a local code with words', { code: concept(local, 'X1', 'Lumbar radiculopathy') }],
    ['words alone', { code: { text: 'Sciatica, left' } }],
    ['an onset as a period', { onsetDateTime: undefined, onsetPeriod: { start: '2026-09-01' } }],
    ['an onset with a time', { onsetDateTime: '2026-09-01T08:00:00-05:00' }],
    [
      'a general code whose words say more',
      { code: concept(icd, 'M54.9', 'Lumbar radiculopathy') },
    ],
  ])('is %s', (_name, more) => supportedBy({ complaint: [complaint(more)] }));
});

describe('a visit in person', () => {
  test.each<[string, Content]>([
    ['class AMB in small letters', { class: { code: 'amb' } }],
    [
      'class outpatient of v2-0004',
      { class: { system: 'http://terminology.hl7.org/CodeSystem/v2-0004', code: 'O' } },
    ],
    ['an emergency', { class: { code: 'EMER' } }],
    ['an inpatient stay', { class: { code: 'IMP' } }],
    [
      'a local class and a type in words',
      { class: { system: local, code: '5' }, type: [{ text: 'Office Visit' }] },
    ],
    [
      'a local class and a CPT type',
      { class: { system: local, code: '5' }, type: [concept(cpt, '99214')] },
    ],
    ['a preventive visit by CPT', { class: { code: 'X' }, type: [concept(cpt, '99396')] }],
    [
      'a local class that its display explains',
      { class: { system: local, code: '7', display: 'Outpatient clinic' } },
    ],
    ['a service type', { class: undefined, serviceType: { text: 'Urgent care' } }],
    ['a visit that nobody closed', { status: 'in-progress' }],
    ['a visit with a stated reason of the back', { reasonCode: [concept(icd, 'M54.16')] }],
    ['a visit whose reason is not known here', { reasonCode: [{ text: 'Follow up' }] }],
    ['a visit that only its end dates', { period: { end: '2026-10-28' } }],
    ['a visit as an instant', { period: { start: '2026-10-28T15:00:00Z' } }],
  ])('is %s', (_name, more) =>
    supportedBy({
      visit: visits(more).map((one, at) => ({
        ...one,
        ...(at === 0 ? { period: { start: '2026-09-03' } } : {}),
      })),
    }),
  );

  test.each<[string, Content, string]>([
    ['by telephone, in SNOMED CT', { type: [concept(sct, '185317003')] }, 'not-met'],
    ['by telephone, in CPT', { type: [concept(cpt, '99443')] }, 'not-met'],
    ['by video, by modifier', { type: [concept(cpt, '99213-95')] }, 'not-met'],
    ['by video, in words', { type: [{ text: 'Tele Visit' }] }, 'not-met'],
    ['a portal message', { type: [{ text: 'MyChart Encounter' }] }, 'not-met'],
    ['virtual by class', { class: { code: 'VR' } }, 'not-met'],
    ['an e-consult', { type: [{ text: 'E-Consult' }] }, 'not-met'],
    ['a refill', { type: [{ text: 'Refill' }] }, 'not-documented'],
    ['orders only', { type: [{ text: 'Orders Only' }] }, 'not-documented'],
    ['a laboratory visit', { type: [{ text: 'Lab' }] }, 'not-documented'],
    [
      'a vaccination',
      { type: [concept(sct, '33879002', 'Administration of vaccine')] },
      'not-documented',
    ],
    ['of a local class alone', { class: { system: local, code: '13' } }, 'not-documented'],
    ['for a sore throat', { reasonCode: [concept(icd, 'J02.9')] }, 'not-documented'],
    ['for an ankle, in words', { reasonCode: [{ text: 'Ankle fracture' }] }, 'not-documented'],
    ['planned', { status: 'planned' }, 'not-documented'],
    ['cancelled', { status: 'cancelled' }, 'not-documented'],
  ])('is not one %s', (_name, more, finding) => {
    expect(findingOf(assessmentOf({ visit: visits(more) }), 'in-person-evaluation')).toBe(finding);
  });
});

describe('a trial of treatment', () => {
  const weeks = (value: number, unit: string): Content => ({
    dispenseRequest: { expectedSupplyDuration: { value, unit, code: unit } },
  });
  test.each<[string, readonly Content[]]>([
    ['a period', [therapy()]],
    ['a period with a modifier', [therapy({ code: concept(cpt, '97110-GP') })]],
    ['sessions with modifiers', sessions(concept(cpt, '97110-GP'))],
    ['sessions in SNOMED CT', sessions(concept(sct, '229064008', 'Movement therapy'))],
    ['sessions in words', sessions({ text: 'Physical therapy visit' })],
    ['sessions by a chiropractor', sessions(concept(cpt, '98941'))],
    [
      'sessions of different codes of one therapy',
      [...sessions(concept(cpt, '97110'), 4), ...sessions(concept(cpt, '97140')).slice(4)],
    ],
    ['visits for therapy', therapyVisits({ type: [{ text: 'Physical Therapy' }] })],
    [
      'visits that a referral stands for',
      [
        {
          resourceType: 'ServiceRequest',
          id: 'ref',
          status: 'active',
          intent: 'order',
          subject,
          authoredOn: '2026-09-03',
          code: { text: 'Referral to physical therapy' },
        },
        ...therapyVisits({
          type: [{ text: 'Treatment' }],
          basedOn: [{ reference: 'ServiceRequest/ref' }],
        }),
      ],
    ],
    ['a care plan of years ago that addresses the complaint', [planOfYearsAgo(true)]],
    [
      'a care plan for the complaint',
      [
        {
          resourceType: 'CarePlan',
          id: 'cp',
          status: 'active',
          intent: 'plan',
          subject,
          addresses: [{ reference: 'Condition/c' }],
          period: { start: '2026-09-07' },
          activity: [
            {
              detail: {
                status: 'in-progress',
                code: concept(sct, '229070002', 'Stretching exercises'),
              },
            },
          ],
        },
      ],
    ],
    ['RxNorm ingredient', [medicine()]],
    ['RxNorm clinical drug', [medicine({ medicationCodeableConcept: concept(rxnorm, '198014') })]],
    [
      'RxNorm branded drug with its name',
      [
        medicine({
          medicationCodeableConcept: concept(
            rxnorm,
            '206905',
            'Ibuprofen 400 MG Oral Tablet [Ibu]',
          ),
        }),
      ],
    ],
    [
      'a brand in words',
      [medicine({ medicationCodeableConcept: { text: 'Flexeril 10 mg tablet' } })],
    ],
    [
      'gabapentin',
      [medicine({ medicationCodeableConcept: { text: 'gabapentin 300 MG Oral Capsule' } })],
    ],
    [
      'duloxetine',
      [
        medicine({
          medicationCodeableConcept: { text: 'DULoxetine 30 MG Delayed Release Oral Capsule' },
        }),
      ],
    ],
    [
      'topical lidocaine',
      [medicine({ medicationCodeableConcept: { text: 'lidocaine 5 % Medicated Patch' } })],
    ],
    [
      'topical diclofenac',
      [medicine({ medicationCodeableConcept: { text: 'diclofenac 1 % Topical Gel' } })],
    ],
    [
      'a reference with a name',
      [
        medicine({
          medicationCodeableConcept: undefined,
          medicationReference: {
            reference: 'Medication/none',
            display: 'naproxen 500 MG Oral Tablet',
          },
        }),
      ],
    ],
    [
      'a contained medication',
      [
        medicine({
          medicationCodeableConcept: undefined,
          medicationReference: { reference: '#x' },
          contained: [{ resourceType: 'Medication', id: 'x', code: { text: 'meloxicam 15 mg' } }],
        }),
      ],
    ],
    ['the duration of a supply', [medicine(weeks(8, 'wk'))]],
    [
      'the bounds of a timing',
      [
        medicine({
          dosageInstruction: [
            { timing: { repeat: { boundsPeriod: { start: '2026-09-07', end: '2026-10-26' } } } },
          ],
        }),
      ],
    ],
    [
      'the length of a timing',
      [
        medicine({
          dosageInstruction: [
            { timing: { repeat: { boundsDuration: { value: 7, unit: 'wk', code: 'wk' } } } },
          ],
        }),
      ],
    ],
    ['a stated reason in words', [medicine({ reasonCode: [{ text: 'low back pain' }] })]],
    ['a reason that is not known here', [medicine({ reasonCode: [{ text: 'as discussed' }] })]],
    ['a site of the back', [therapy({ bodySite: [{ text: 'Lower back' }] })]],
  ])('is %s', (_name, treatment) => supportedBy({ treatment }));

  test.each<[string, readonly Content[], string]>([
    ['a single session', sessions(concept(cpt, '97110'), 1), 'not-met'],
    [
      'sessions a month apart',
      [sessions(concept(cpt, '97110'))[0] ?? {}, sessions(concept(cpt, '97110'))[7] ?? {}],
      'not-met',
    ],
    [
      'refills that nobody says were dispensed',
      [
        medicine({
          status: 'completed',
          dispenseRequest: {
            numberOfRepeatsAllowed: 2,
            expectedSupplyDuration: { value: 30, unit: 'd' },
          },
        }),
      ],
      'not-documented',
    ],
    [
      'a stopped prescription',
      [medicine({ status: 'stopped', ...weeks(8, 'wk') })],
      'not-documented',
    ],
  ])('is not one by %s', (_name, treatment, expected) => {
    expect(findingOf(assessmentOf({ treatment }), 'trial-of-treatment.duration')).toBe(expected);
  });

  test.each<[string, readonly Content[]]>([
    [
      'a remedy for a cough',
      [
        medicine({
          medicationCodeableConcept: concept(
            rxnorm,
            '1043400',
            'Acetaminophen 21.7 MG/ML / Dextromethorphan Hydrobromide 1 MG/ML / doxylamine succinate 0.417 MG/ML Oral Solution',
          ),
        }),
      ],
    ],
    [
      'a remedy for migraine',
      [
        medicine({
          medicationCodeableConcept: {
            text: 'sumatriptan 85 MG / naproxen sodium 500 MG Oral Tablet',
          },
        }),
      ],
    ],
    [
      'a cream for the skin',
      [medicine({ medicationCodeableConcept: { text: 'triamcinolone 0.1 % Topical Cream' } })],
    ],
    ['therapy of a knee', [therapy({ reasonCode: [concept(icd, 'M17.11')] })]],
    ['therapy at the site of a knee', [therapy({ bodySite: [{ text: 'Knee' }] })]],
    [
      'a tricyclic for depression',
      [
        medicine({
          medicationCodeableConcept: { text: 'amitriptyline 25 MG Oral Tablet' },
          reasonCode: [concept(icd, 'F32.9')],
        }),
      ],
    ],
    ['a care plan of years ago for nothing in particular', [planOfYearsAgo(false)]],
    [
      'a care plan for an ankle',
      [
        {
          resourceType: 'CarePlan',
          id: 'cp',
          status: 'active',
          intent: 'plan',
          subject,
          addresses: [{ reference: 'Condition/ankle', display: 'Sprain of ankle' }],
          period: { start: '2026-09-07' },
          activity: [
            {
              detail: { status: 'in-progress', code: concept(sct, '91251008', 'Physical therapy') },
            },
          ],
        },
      ],
    ],
  ])('is not one by %s', (_name, treatment) => {
    expect(findingOf(assessmentOf({ treatment }), 'trial-of-treatment')).toBe('not-documented');
  });
});

describe('a film', () => {
  const images: Content = {
    resourceType: 'ImagingStudy',
    id: 'i',
    status: 'available',
    subject,
    started: '2026-09-10T10:00:00Z',
    procedureCode: [concept(cpt, '72100')],
  };
  test.each<[string, readonly Content[]]>([
    ['CPT with a modifier', [report({ code: concept(cpt, '72100-26') })]],
    ['LOINC', [report({ code: concept(loinc, '24972-2') })]],
    ['LOINC of lumbar spine and sacrum', [report({ code: concept(loinc, '79371-1') })]],
    [
      'a local code with words',
      [report({ code: concept(local, 'IMG1006', 'XR LUMBAR SPINE 2 OR 3 VIEWS') })],
    ],
    ['words alone', [report({ code: { text: 'X-ray L-spine' } })]],
    [
      'a result in an attachment of text',
      [
        report({
          conclusion: undefined,
          presentedForm: [{ contentType: 'text/plain', data: base64('No fracture.') }],
        }),
      ],
    ],
    [
      'a result in HTML',
      [
        report({
          conclusion: undefined,
          presentedForm: [{ contentType: 'text/html', data: base64('<p>No fracture.</p>') }],
        }),
      ],
    ],
    [
      'a result as PDF',
      [
        report({
          conclusion: undefined,
          presentedForm: [{ contentType: 'application/pdf', url: 'Binary/1' }],
        }),
      ],
    ],
    [
      'a coded conclusion',
      [report({ conclusion: undefined, conclusionCode: [{ text: 'No fracture' }] })],
    ],
    [
      'a written result beside it',
      [
        report({ conclusion: undefined, result: [{ reference: 'Observation/imp' }] }),
        finding('imp', concept(loinc, '19005-8'), 'No fracture.'),
      ],
    ],
    [
      'a report of its images',
      [
        report({
          code: { text: 'Report' },
          effectiveDateTime: undefined,
          imagingStudy: [{ reference: 'ImagingStudy/i' }],
        }),
        images,
      ],
    ],
    [
      'a date as a period',
      [report({ effectiveDateTime: undefined, effectivePeriod: { start: '2026-09-10' } })],
    ],
    ['a date with a time', [report({ effectiveDateTime: '2026-09-10T23:30:00-05:00' })]],
  ])('is %s', (_name, film) => supportedBy({ film }));

  test.each<[string, readonly Content[]]>([
    ['images alone', [images]],
    ['a film of the knee', [report({ code: { text: 'XR KNEE 3 VIEWS' } })]],
    ['a film of the neck', [report({ code: { text: 'XR CERVICAL SPINE' } })]],
    ['a report that is only registered', [report({ status: 'registered' })]],
  ])('is not documented by %s', (_name, film) => {
    expect(findingOf(assessmentOf({ film }), 'plain-radiograph')).toBe('not-documented');
  });
});

describe('the examination', () => {
  test.each<[string, readonly Content[]]>([
    [
      'long words',
      examination(
        { text: 'Sensory examination' },
        { text: 'Muscle strength' },
        { text: 'Tendon reflexes' },
      ),
    ],
    ['short words', examination({ text: 'Sensation' }, { text: 'Strength' }, { text: 'DTRs' })],
    [
      'local codes with words',
      examination(
        concept(local, '1', 'Light touch'),
        concept(local, '2', 'Motor strength'),
        concept(local, '3', 'Reflexes'),
      ),
    ],
  ])('is named in %s', (_name, given) => supportedBy({ examination: given }));
});
