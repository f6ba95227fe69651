import type { Fields } from '../json.ts';
import { coded, cpt, hl7, icd, snomed } from '../valid-values.ts';
import {
  type Answer,
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
import type { Care, Complaint, Fact, Level, Limb, State, Story, Study } from './story.ts';

/** What one part of a story puts into the chart, in one of the ways in which a chart can say it. */
interface Told {
  readonly resources: readonly Fields[];
  readonly answers?: readonly Answer[];
}

/** Picks one of several ways to say the same. */
function oneOf<Way>(how: number, first: Way, ...others: readonly Way[]): Way {
  const ways = [first, ...others];
  return ways[how % ways.length] ?? first;
}

const complaintCodes: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'radiculopathy lumbar': ['M54.16', 'M54.17', 'M51.16', 'M54.41', '128196005', '2415007'],
  'radiculopathy cervical': ['M54.12', '54404000'],
  'radiculopathy thoracic': ['M54.14', '42452002'],
  'pain lumbar': ['M54.50', '279039007', 'M47.816', 'S39.012A'],
  'pain cervical': ['M54.2', '81680005', 'M47.812', 'S13.4XXA'],
  'pain thoracic': ['M54.6', '279038004', 'M47.814', 'S23.3XXA'],
  'stenosis lumbar': ['M48.061', '18347007'],
  'stenosis cervical': ['M48.02'],
  'spondylolisthesis cervical': ['M43.12'],
  'spondylolisthesis lumbar': ['M43.16'],
  'myelopathy cervical': ['M47.12', '202664003'],
  'myelopathy thoracic': ['M47.14'],
};

/** The reason of the order; its onset may stand on the problem list alone (reading A63). */
export function tellComplaint({ kind, level, since }: Complaint, how: number): readonly Fields[] {
  const [first, ...others] = complaintCodes[`${kind} ${level}`] ?? ['M54.9'];
  const complaint = condition('complaint', oneOf(how, first, ...others), since);
  const { onsetDateTime, ...undated } = complaint;
  return how % 3 === 2 ? [undated, { ...complaint, id: 'on-the-list' }] : [complaint];
}

const studies: Readonly<Record<string, string>> = {
  'MRI cervical without': '72141',
  'MRI thoracic without': '72146',
  'MRI lumbar without': '72148',
  'MRI cervical without-and-with': '72156',
  'MRI thoracic without-and-with': '72157',
  'MRI lumbar without-and-with': '72158',
  'CT cervical without': '72125',
  'CT thoracic without': '72128',
  'CT lumbar without': '72131',
};

/** The CPT code of a study; none where the catalogue lacks one here. */
export function cptOf({ kind, level, contrast }: Study): string {
  return studies[`${kind} ${level} ${contrast}`] ?? '';
}

export const films: Readonly<Record<Level, readonly [string, string]>> = {
  cervical: ['72040', '72050'],
  thoracic: ['72070', '72072'],
  lumbar: ['72100', '72110'],
};

const nextLevel: Readonly<Record<Level, Level>> = {
  cervical: 'lumbar',
  thoracic: 'cervical',
  lumbar: 'cervical',
};

/** Medicines for pain (reading A56), as prescriptions name them. */
const medicines = [
  'Naproxen 500 MG Oral Tablet',
  'Acetaminophen 500 MG Oral Tablet',
  'Tramadol hydrochloride 50 MG Oral Tablet',
  'Cyclobenzaprine hydrochloride 10 MG Oral Tablet',
  'Gabapentin 300 MG Oral Capsule',
  'Duloxetine 60 MG Delayed Release Oral Capsule',
  'Amitriptyline hydrochloride 25 MG Oral Tablet',
  'Lidocaine 0.05 MG/MG Medicated Patch',
] as const;

/** What a treatment is ordered for (reading A59). */
const treatmentReasons: Readonly<Record<string, Fields>> = {
  this: { reasonReference: [{ reference: 'Condition/complaint' }] },
  elsewhere: { reasonCode: [coded(icd, 'M17.11')] },
  unmapped: { reasonCode: [{ text: 'as discussed' }] },
};

function tellTreatment(
  { from, to, outcome, reason }: NonNullable<Care['treatment']>,
  how: number,
): Told {
  const why = treatmentReasons[reason ?? ''] ?? {};
  const outcomeCode = { failed: '385671000', improved: '385669000', unsaid: '' }[outcome];
  const achieved = { failed: 'not-achieved', improved: 'achieved', unsaid: '' }[outcome];
  const own = outcomeCode === '' ? {} : { outcome: coded(snomed, outcomeCode) };
  const goals =
    achieved === ''
      ? []
      : [
          goal('goal', achieved, oneOf(how, 'Less pain', 'Return to function'), {
            statusDate: daysAgo(to),
          }),
        ];
  const period = { start: daysAgo(from), end: daysAgo(to) };
  // An answer of the form is about the complaint that the form is about.
  return oneOf<Told>(
    reason === undefined ? how : how & ~1,
    {
      resources: [
        procedure('course', oneOf(how, '97110', '97140'), {
          performedPeriod: period,
          ...own,
          ...why,
        }),
      ],
    },
    {
      resources: [],
      answers: [
        on('trial-of-treatment.start', from),
        on('trial-of-treatment.end', to),
        yes('trial-of-treatment.provider-directed'),
        ...(outcome === 'unsaid' ? [] : [said('trial-of-treatment.outcome', outcome)]),
      ],
    },
    {
      resources: [
        {
          resourceType: 'MedicationRequest',
          id: 'medicine',
          status: 'completed',
          intent: 'order',
          medicationCodeableConcept: { text: oneOf(how >> 2, ...medicines) },
          ...why,
          subject: { reference: 'Patient/p1' },
          authoredOn: daysAgo(from),
          dosageInstruction: [{ timing: { repeat: { boundsPeriod: period } } }],
        },
        ...goals,
      ],
    },
    {
      // Reading A57: sessions no more than 14 days apart are one course.
      resources: [
        ...sessionDays(from, to).map((day, position) =>
          procedure(`session-${position}`, '97110', { performedDateTime: daysAgo(day), ...why }),
        ),
        ...goals,
      ],
    },
  );
}

function sessionDays(from: number, to: number): readonly number[] {
  const days: number[] = [];
  for (let day = from; day > to; day -= 7) days.push(day);
  return [...days, to];
}

const local = 'https://hospital.example/encounter-class';
const typed = (system: string, code: string): Fields => ({ type: [coded(system, code)] });
const ofClass = (system: string, code: string): Fields => ({ class: { system, code } });

/** A visit in person, in the ways in which hospitals write one (readings A58, A65). */
function tellVisit(day: number, how: number): Fields {
  return oneOf(
    how,
    encounter('visit', 'AMB', day),
    encounter('visit', 'EMER', day),
    encounter('visit', 'amb', day),
    encounter('visit', '', day, ofClass('http://terminology.hl7.org/CodeSystem/v2-0004', 'O')),
    encounter('visit', '', day, { ...ofClass(local, 'OV'), ...typed(cpt, '99213') }),
    encounter('visit', '', day, { ...ofClass(local, 'OV'), ...typed(cpt, '99204-25') }),
    encounter('visit', 'AMB', day, { status: 'in-progress' }),
    encounter('visit', 'AMB', day, {
      reasonReference: [{ reference: 'Condition/complaint' }],
    }),
  );
}

/** A contact that is none in person. */
function tellRemote(day: number, how: number): Fields {
  return oneOf(
    how,
    encounter('visit', 'VR', day),
    encounter('visit', 'AMB', day, typed(cpt, '99441')),
    encounter('visit', 'AMB', day, typed(snomed, '185317003')),
    encounter('visit', '', day, { ...ofClass(local, 'OV'), ...typed(cpt, '99213-95') }),
    encounter('visit', 'AMB', day, { type: [{ text: 'Telephone encounter' }] }),
    encounter('visit', 'AMB', day, { type: [{ text: 'Video visit' }] }),
  );
}

/** A film with a result (reading A64: an attached report is one). */
function tellFilm(code: string, day: number, how: number): Fields {
  const told = report('film', code, day, 'No fracture.');
  const { conclusion, ...attached } = told;
  return oneOf<Fields>(how, told, {
    ...attached,
    presentedForm: [{ contentType: 'application/pdf', url: 'Binary/film', title: 'X-ray report' }],
  });
}

/** What was done for the complaint. */
export function tellCare(care: Care, complaint: Complaint, how: number): Told {
  const told: Told[] = [];
  const early = complaint.since - 1;
  if (care.visit === 'in-person') {
    told.push({ resources: [tellVisit(early, how)] });
  }
  if (care.visit === 'remote') told.push({ resources: [tellRemote(early, how)] });
  if (care.visit === 'of-unknown-kind') {
    told.push({ resources: [encounter('visit', '', early, ofClass(local, 'X7'))] });
  }
  if (care.visit === 'for-something-else') {
    const reason = oneOf<Fields>(
      how,
      { reasonCode: [coded(icd, 'J02.9')] },
      { reasonCode: [{ text: 'Sore throat' }] },
      { reasonCode: [coded(icd, 'S82.891A')] },
    );
    told.push({ resources: [encounter('visit', 'AMB', early, reason)] });
  }
  if (care.visit === 'before-the-episode') {
    told.push({ resources: [encounter('visit', 'AMB', complaint.since + 200)] });
  }
  if (care.treatment !== undefined) told.push(tellTreatment(care.treatment, how >> 1));
  if (care.isSeenAgain) told.push({ resources: [encounter('seen-again', 'VR', 2)] });
  if (care.film !== 'none') {
    const level = care.film === 'another-level' ? nextLevel[complaint.level] : complaint.level;
    const day = care.film === 'before-the-episode' ? complaint.since + 300 : early;
    told.push(
      oneOf<Told>(
        how >> 2,
        { resources: [tellFilm(oneOf(how, ...films[level]), day, how >> 1)] },
        {
          resources: [],
          answers: [
            on('plain-radiograph.date', day),
            said('plain-radiograph.region', level),
            said('plain-radiograph.result', 'no-fracture'),
          ],
        },
      ),
    );
  }
  if (care.isExamined) {
    const parts = ['dermatomal-sensation', 'motor', 'reflexes'];
    told.push({
      resources: [],
      answers: parts.map((part) => yes(`neurological-examination.${part}`)),
    });
  }
  return together(told);
}

function together(told: readonly Told[]): Told {
  return {
    resources: told.flatMap(({ resources }) => resources),
    answers: told.flatMap(({ answers }) => answers ?? []),
  };
}

const limbNames: Readonly<Record<Limb, string>> = {
  'left-leg': 'Left leg',
  'right-leg': 'Right leg',
  'left-arm': 'Left arm',
  'right-arm': 'Right arm',
};

function tellStrength({ limb, grades }: Extract<Fact, { what: 'strength' }>, how: number): Told {
  const bodySite = { text: limbNames[limb] };
  return {
    resources: grades.map(({ grade, daysAgo: day }) => {
      const id = `strength-${limb}-${day}`;
      return oneOf(
        how,
        observation(id, { text: 'Muscle strength' }, day, { bodySite, valueInteger: grade }),
        observation(id, { text: 'Muscle strength' }, day, {
          bodySite,
          valueQuantity: { value: grade },
        }),
        observation(id, { text: `Muscle strength ${limbNames[limb].toLowerCase()}` }, day, {
          valueInteger: grade,
        }),
        observation(id, { text: 'Neurological examination' }, day, {
          component: [
            {
              code: { text: `Muscle strength ${limbNames[limb].toLowerCase()}` },
              valueInteger: grade,
            },
          ],
        }),
      );
    }),
  };
}

const diseaseCodes: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'cauda-equina': ['G83.4', '192970008'],
  'foot-drop': ['M21.371', '6077001'],
  'bilateral-leg-weakness': ['G82.20'],
  'infection cervical': ['M46.42', 'M46.22'],
  'infection thoracic': ['M46.44', 'M46.24'],
  'infection lumbar': ['M46.46', 'M46.26'],
  infection: ['2304001', 'G06.1'],
  'fracture cervical': ['S12.400A', '269062008'],
  'fracture thoracic': ['S22.000A', '207938004'],
  'fracture lumbar': ['S32.010A', '207957008'],
  fracture: ['50448004'],
};

/** A disease or finding in one of its states. */
function tellState(id: string, key: string, state: State, how: number): Told {
  const [first, ...others] = diseaseCodes[key] ?? ['R69'];
  const code = oneOf(how, first, ...(key === 'fracture' ? [] : others));
  const link = `red-flag.${id}`;
  const isFinding = id === 'foot-drop';
  const inWords = (day: number, value: Fields): Fields =>
    observation(`${id}-seen`, concept('6077001'), day, value);
  switch (state) {
    case 'current':
      return oneOf<Told>(
        how >> 1,
        { resources: [condition(id, code, 3)] },
        isFinding
          ? { resources: [inWords(3, { valueBoolean: true })] }
          : { resources: [diagnosisOfVisit(id, code, { recordedDate: daysAgo(3) })] },
        key === id
          ? { resources: [], answers: [yes(link)] }
          : { resources: [condition(id, code, 3)] },
      );
    case 'visit-long-ago':
      return { resources: [diagnosisOfVisit(id, code, { recordedDate: daysAgo(700) })] };
    case 'visit-undated':
      return { resources: [diagnosisOfVisit(id, code, {})] };
    case 'suspected':
      return {
        resources: [
          condition(
            id,
            code,
            3,
            verificationStatus(oneOf(how, 'provisional', 'differential', 'unconfirmed')),
          ),
        ],
      };
    case 'resolved':
      return { resources: [resolved(id, code, how)] };
    case 'refuted':
      return { resources: [condition(id, code, 3, verificationStatus('refuted'))] };
    case 'erroneous':
      return { resources: [condition(id, code, 3, verificationStatus('entered-in-error'))] };
    case 'old':
      return { resources: [condition(id, code, 800)] };
    case 'denied':
      return isFinding && how % 2 === 0
        ? {
            resources: [
              inWords(
                1,
                oneOf<Fields>(
                  how >> 1,
                  { valueBoolean: false },
                  { valueCodeableConcept: coded('http://loinc.org', 'LA32-8') },
                  { valueCodeableConcept: coded(snomed, '2667000') },
                  { valueCodeableConcept: coded(snomed, '260385009') },
                  { valueCodeableConcept: coded(snomed, '373067005') },
                  { valueString: 'no' },
                  { valueString: 'Absent' },
                ),
              ),
            ],
          }
        : { resources: [], answers: [no(link)] };
    case 'resolved-and-back':
      return { resources: [resolved(id, code, how)], answers: [yes(link)] };
    case 'denied-since':
      return { resources: [condition(id, code, 20)], answers: [no(link)] };
  }
}

/** A diagnosis as visits leave them: neither a status nor an onset (reading A62). */
function diagnosisOfVisit(id: string, code: string, changes: Fields): Fields {
  const { onsetDateTime, clinicalStatus: status, ...rest } = condition(id, code, 3, changes);
  return { ...rest, category: [coded(`${hl7}/condition-category`, 'encounter-diagnosis')] };
}

function resolved(id: string, code: string, how: number): Fields {
  return oneOf(
    how,
    condition(id, code, 800, { ...clinicalStatus('resolved'), abatementDateTime: daysAgo(700) }),
    condition(id, code, 800, clinicalStatus(oneOf(how >> 1, 'inactive', 'remission', 'resolved'))),
  );
}

function tellSeverePain(
  fact: Extract<Fact, { what: 'severe-pain' }>,
  { level }: Complaint,
  how: number,
): Told {
  const { score, isDisabling, days, plan } = fact;
  const operation = surgeryAt[level];
  const injection = level === 'lumbar' ? '64483' : '64479';
  const period = { start: daysAgo(days + 1), end: daysAgo(1) };
  const planned = {
    none: [],
    elective: [
      request('plan', operation, { priority: 'routine', occurrenceDateTime: daysAgo(-190) }),
    ],
    urgent: [
      oneOf(
        how,
        request('plan', injection, { authoredOn: daysAgo(1) }),
        request('plan', operation, { priority: 'urgent', authoredOn: daysAgo(1) }),
      ),
    ],
  }[plan];
  return {
    resources: [
      observation('pain', concept('72514-3'), 1, { valueQuantity: { value: score } }),
      procedure('seven-days', '97110', {
        performedPeriod: period,
        outcome: coded(snomed, '385671000'),
      }),
      ...planned,
    ],
    answers: isDisabling ? [yes('severe-radicular.functional-loss')] : [],
  };
}

function tellCancer(fact: Extract<Fact, { what: 'cancer' }>, how: number): Told {
  const { malignancy, suspicion, feature } = fact;
  const known = {
    none: [],
    past: [condition('malignancy', oneOf(how, 'Z85.3', 'Z85.46'), 1500)],
    active: [condition('malignancy', oneOf(how, 'C50.911', 'C61'), 700)],
  }[malignancy];
  const suspected = {
    none: [],
    tumour: [],
    metastasis: [
      condition(
        'metastasis',
        'C79.51',
        4,
        verificationStatus(oneOf(how, 'differential', 'provisional')),
      ),
    ],
  }[suspicion];
  const weight = feature === 'weight-loss' && how % 2 === 0;
  return {
    resources: [...known, ...suspected, ...(weight ? [condition('weight', 'R63.4', 4)] : [])],
    answers: [
      ...(suspicion === 'tumour' ? [yes('cancer-suspicion')] : []),
      ...(feature !== 'none' && !weight ? [yes(`cancer-feature.${feature}`)] : []),
    ],
  };
}

function tellFact(fact: Fact, { complaint }: Story, how: number): Told {
  switch (fact.what) {
    case 'strength':
      return tellStrength(fact, how);
    case 'foot-drop':
    case 'bilateral-leg-weakness':
    case 'cauda-equina':
      return tellState(fact.what, fact.what, fact.state, how);
    case 'infection':
    case 'fracture':
      return tellState(
        fact.what,
        fact.level === undefined ? fact.what : `${fact.what} ${fact.level}`,
        fact.state,
        how,
      );
    case 'aorta':
      return {
        resources: [
          condition('aorta', complaint.level === 'lumbar' ? 'I71.40' : 'I71.20', fact.daysAgo),
        ],
      };
    case 'fever':
      return { resources: [condition('fever', oneOf(how, 'R50.9', '386661006'), fact.daysAgo)] };
    case 'collision':
      return {
        resources: [condition('collision', oneOf(how, '214031005', 'V43.52XA'), fact.daysAgo)],
      };
    case 'severe-pain':
      return tellSeverePain(fact, complaint, how);
    case 'cancer':
      return tellCancer(fact, how);
  }
}

function tellDevice(device: Story['device'], how: number): Told {
  const pacemaker = oneOf(
    how,
    condition('pacemaker', 'Z95.0', 2000),
    condition('pacemaker', '441509002', 2000),
    { ...deviceOf('pacemaker', 'Cardiac pacemaker'), note: [{ text: 'MR unsafe' }] },
  );
  const hip = { ...deviceOf('hip', 'Hip prosthesis'), safety: [{ text: 'MR Conditional' }] };
  const held = {
    none: [],
    unsafe: [pacemaker],
    conditional: [hip],
    both: how % 2 === 0 ? [hip, pacemaker] : [pacemaker, hip],
  }[device];
  return { resources: held };
}

function deviceOf(id: string, type: string): Fields {
  return {
    resourceType: 'Device',
    id,
    status: 'active',
    type: { text: type },
    patient: { reference: 'Patient/p1' },
  };
}

/** The order of a story. */
export function tellOrder(study: Study, id = 'order', reason = 'complaint'): Fields {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    code: concept(cptOf(study)),
    subject: { reference: 'Patient/p1' },
    authoredOn: '2026-11-18T14:50:00Z',
    requester: { reference: 'Practitioner/orderer' },
    reasonReference: [{ reference: `Condition/${reason}` }],
  };
}

/**
 * The chart of a story.
 * @param how which of the ways to say each thing: two numbers give two charts of the same truth
 */
export function tell(story: Story, how: number): readonly Fields[] {
  const { complaint, care, facts, device, age } = story;
  const told = together([
    { resources: tellComplaint(complaint, how) },
    tellCare(care, complaint, how),
    ...facts.map((fact, position) => tellFact(fact, story, how >> (position + 1))),
    tellDevice(device, how >> 3),
  ]);
  const answers = told.answers ?? [];
  return [
    {
      resourceType: 'Patient',
      id: 'p1',
      gender: 'female',
      birthDate: `${2026 - age}-01-15`,
    },
    ...told.resources,
    ...(answers.length === 0 ? [] : [form('form', 1, answers)]),
  ];
}
