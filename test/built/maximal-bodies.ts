/**
 * Bodies of about 5 MB, each of which makes one thing as large as the service lets it be: resources of a type, lists
 * in one of them, texts, references, nesting, numbers. What else a chart needs is beside it, so that the large part is
 * looked at and not passed over.
 */
type Json = Record<string, unknown>;

const subject = { reference: 'Patient/p1' };
const today = new Date();
const dayAgo = (days: number) =>
  new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
const icd = (code: string) => coding('http://hl7.org/fhir/sid/icd-10-cm', code);
const cpt = (code: string) => coding('http://www.ama-assn.org/go/cpt', code);
const loinc = (code: string) => coding('http://loinc.org', code);

const order = (id: string, more: Json = {}) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'draft',
  intent: 'order',
  subject,
  code: cpt('72148'),
  reasonReference: [{ reference: 'Condition/c0' }],
  authoredOn: dayAgo(0),
  requester: { reference: 'Practitioner/1' },
  ...more,
});

type List = (count: number, make: (index: number) => Json) => Json;

/** The part of a count, or of a length, that a body has. */
type Share = (count: number) => number;

const partOf =
  (share: number): Share =>
  (count) =>
    Math.ceil(count * share);

/** Makes Bundles of so many resources; of a part of them where a share below 1 is asked for. */
const listOf =
  (share: number): List =>
  (count, make) => ({
    resourceType: 'Bundle',
    entry: Array.from({ length: Math.ceil(count * share) }, (_, index) => ({
      resource: make(index),
    })),
  });

/** A hook call at order-sign. */
const call = (drafts: readonly Json[], prefetch: Json, more: Json = {}): string =>
  JSON.stringify({
    hook: 'order-sign',
    hookInstance: 'b4a0e2c2-70c4-4e8f-8f0e-5c9f6a3b2d11',
    context: {
      userId: 'Practitioner/1',
      patientId: 'p1',
      draftOrders: { resourceType: 'Bundle', entry: drafts.map((resource) => ({ resource })) },
    },
    prefetch,
    ...more,
  });

const condition = (index: number, more: Json = {}) => ({
  resourceType: 'Condition',
  id: `c${index}`,
  subject,
  code: icd('M54.16'),
  onsetDateTime: dayAgo(80),
  ...more,
});
const visit = (index: number, more: Json = {}) => ({
  resourceType: 'Encounter',
  id: `e${index}`,
  status: 'finished',
  subject,
  class: { code: 'AMB' },
  period: { start: dayAgo(index % 80) },
  ...more,
});
const therapy = (index: number, more: Json = {}) => ({
  resourceType: 'Procedure',
  id: `p${index}`,
  status: 'completed',
  subject,
  code: cpt('97110'),
  performedDateTime: dayAgo(index % 60),
  reasonReference: [{ reference: 'Condition/c0' }],
  ...more,
});
const observation = (index: number, more: Json = {}) => ({
  resourceType: 'Observation',
  id: `o${index}`,
  status: 'final',
  subject,
  code: loinc('72514-3'),
  effectiveDateTime: dayAgo(index % 80),
  valueQuantity: { value: index % 11 },
  ...more,
});
const report = (index: number, more: Json = {}) => ({
  resourceType: 'DiagnosticReport',
  id: `r${index}`,
  status: 'final',
  subject,
  code: cpt('72100'),
  effectiveDateTime: dayAgo(index % 80),
  conclusion: 'No fracture.',
  ...more,
});
const medicine = (type: 'MedicationRequest' | 'MedicationStatement', index: number) => ({
  resourceType: type,
  id: `m${index}`,
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { text: 'naproxen 500 mg' },
  authoredOn: dayAgo(index % 70),
  effectiveDateTime: dayAgo(index % 70),
});
const device = (index: number) => ({ resourceType: 'Device', id: `d${index}`, patient: subject });
const answers = (index: number, item: readonly unknown[]) => ({
  resourceType: 'QuestionnaireResponse',
  id: `q${index}`,
  status: 'completed',
  subject,
  questionnaire:
    'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
  authored: new Date(today.getTime() - 3_600_000).toISOString(),
  item,
});
const onset = { linkId: 'episode.onset', answer: [{ valueDate: dayAgo(70) }] };

/** Characters of each of fifty orders whose texts are together nearly as long as those of a call may be. */
const textOfOrder = 19_300;
const fifty = Array.from({ length: 50 }, (_, index) => order(`m${index}`));
/** As many as may be judged beside a full chart, each for a reason of its own. */
const several = ['72148', '72141', '72146', '72131', '72125', '72265', '72240'].map((code, index) =>
  order(`m${index}`, {
    code: cpt(code),
    reasonReference: [{ reference: `Condition/c${index}` }],
  }),
);
const one = [order('m1')];
const conditions = listOf(1)(1, (index) => condition(index));
const text = (words: string, characters: number) =>
  words.repeat(Math.ceil(characters / words.length)).slice(0, characters);
/** A body with one of its values inside as many others: deeper than JSON.stringify goes. */
const nested = (body: string, before: string, after: string, depth: number) =>
  body.replace('"HERE"', () => `${before.repeat(depth)}{}${after.repeat(depth)}`);

/** Charts that are asked about with fifty orders of one study, and with a few of several studies. */
const beside = (
  list: List,
  some: Share,
): Readonly<Record<string, (drafts: readonly Json[]) => string>> => ({
  conditions: (drafts) => call(drafts, { conditions: list(20_000, (index) => condition(index)) }),
  visits: (drafts) =>
    call(drafts, { conditions, encounters: list(20_000, (index) => visit(index)) }),
  therapy: (drafts) =>
    call(drafts, { conditions, procedures: list(16_000, (index) => therapy(index)) }),
  scores: (drafts) =>
    call(drafts, { conditions, observations: list(18_000, (index) => observation(index)) }),
  films: (drafts) =>
    call(drafts, { conditions, diagnosticReports: list(18_000, (index) => report(index)) }),
  prescriptions: (drafts) =>
    call(drafts, {
      conditions,
      medicationRequests: list(20_000, (index) => medicine('MedicationRequest', index)),
    }),
  medicines: (drafts) =>
    call(drafts, {
      conditions,
      medicationStatements: list(20_000, (index) => medicine('MedicationStatement', index)),
    }),
  'earlier orders': (drafts) =>
    call(drafts, {
      conditions,
      serviceRequests: list(14_000, (index) => ({
        ...order(`s${index}`),
        status: 'active',
        authoredOn: dayAgo(index % 300),
      })),
    }),
  'imaging studies': (drafts) =>
    call(drafts, {
      conditions,
      imagingStudies: list(16_000, (index) => ({
        resourceType: 'ImagingStudy',
        id: `i${index}`,
        status: 'available',
        subject,
        started: dayAgo(index % 300),
        procedureCode: [cpt('72148')],
        modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'MR' }],
      })),
    }),
  plans: (drafts) =>
    call(drafts, {
      conditions,
      carePlans: list(15_000, (index) => ({
        resourceType: 'CarePlan',
        id: `cp${index}`,
        status: 'active',
        intent: 'plan',
        subject,
        period: { start: dayAgo(index % 90) },
        activity: [{ detail: { status: 'in-progress', code: cpt('97110') } }],
        addresses: [{ reference: 'Condition/c0' }],
      })),
    }),
  goals: (drafts) =>
    call(drafts, {
      conditions,
      goals: list(18_000, (index) => ({
        resourceType: 'Goal',
        id: `g${index}`,
        lifecycleStatus: 'active',
        subject,
        startDate: dayAgo(index % 90),
        description: { text: 'return to work' },
        addresses: [{ reference: 'Condition/c0' }],
      })),
    }),
  forms: (drafts) =>
    call(drafts, {
      conditions,
      questionnaireResponses: list(14_000, (index) => answers(index, [onset])),
    }),
  everything: (drafts) =>
    call(drafts, {
      conditions: list(3000, (index) => condition(index)),
      encounters: list(3000, (index) => visit(index)),
      procedures: list(3000, (index) => therapy(index)),
      observations: list(3000, (index) => observation(index)),
      diagnosticReports: list(3000, (index) => report(index)),
      medicationRequests: list(3000, (index) => medicine('MedicationRequest', index)),
      questionnaireResponses: list(1500, (index) => answers(index, [onset])),
    }),
  'everything, of different studies': (drafts) => {
    const studies = ['72148', '72141', '72146', '72131', '72125', '72128', '72265', '72240'];
    const orders = drafts.map((draft, index) => ({
      ...draft,
      code: cpt(studies[index % studies.length] ?? ''),
      reasonReference: [{ reference: `Condition/c${index}` }],
    }));
    const codes = [
      'M54.16',
      'M54.12',
      'M48.061',
      'M43.16',
      'M51.16',
      'G95.0',
      'S32.010A',
      'M54.50',
    ];
    return call(orders, {
      conditions: list(5000, (index) => condition(index, { code: icd(codes[index % 8] ?? '') })),
      encounters: list(4000, (index) =>
        visit(index, { reasonReference: [{ reference: `Condition/c${index % 5000}` }] }),
      ),
      procedures: list(4000, (index) =>
        therapy(index, { reasonReference: [{ reference: `Condition/c${index % 5000}` }] }),
      ),
      diagnosticReports: list(4000, (index) => report(index)),
    });
  },
  'conditions with many sites': (drafts) =>
    call(drafts, {
      conditions: list(50, (index) =>
        condition(index, { bodySite: Array(2000).fill({ text: 'left leg and lumbar spine' }) }),
      ),
    }),
  'conditions in words': (drafts) =>
    call(drafts, {
      conditions: list(20_000, (index) =>
        condition(index, { code: { text: `lumbar stenosis with weak left leg ${index}` } }),
      ),
    }),
  'attached reports': (drafts) =>
    call(drafts, {
      conditions,
      diagnosticReports: list(48, (index) =>
        report(index, {
          conclusion: undefined,
          presentedForm: [
            {
              contentType: 'text/plain',
              data: Buffer.from(text('Impression: no fracture. ', 70_000)).toString('base64'),
            },
          ],
        }),
      ),
    }),
  'many names of devices': (drafts) =>
    call(drafts, {
      conditions,
      devices: list(30_000, (index) => ({
        ...device(index),
        type: { text: `pacemaker generator, MR conditional ${index}` },
      })),
    }),
  'texts of observations': (drafts) =>
    call(drafts, {
      conditions,
      observations: list(9000, (index) =>
        observation(index, {
          code: { text: `muscle strength left foot dorsiflexion ${index}` },
          valueQuantity: undefined,
          valueString: `weak, grade ${index % 6} of 5, worse than in the week before`,
        }),
      ),
    }),
  'observations with many components': (drafts) =>
    call(drafts, {
      conditions,
      observations: list(20, (index) =>
        observation(index, {
          component: Array(2000).fill({ code: loinc('72514-3'), valueQuantity: { value: 4 } }),
        }),
      ),
    }),
  'notes that mention emergencies': (drafts) =>
    call(drafts, {
      conditions: list(9000, (index) => condition(index)),
      observations: list(3000, (index) => observation(index)),
      notes: list(40, (index) => ({
        resourceType: 'DocumentReference',
        id: `n${index}`,
        status: 'current',
        subject,
        date: today.toISOString(),
        content: [
          {
            attachment: {
              contentType: 'text/plain',
              data: Buffer.from(
                text(
                  'New foot drop on the left. Saddle anesthesia. Fever 39.1. Both legs weak. Neck pain for 10 weeks. PT for 8 weeks without relief. Low back pain for 9 weeks. ',
                  9_900,
                ),
              ).toString('base64'),
            },
          },
        ],
      })),
    }),
  'entries with addresses': (drafts) =>
    call(drafts, {
      conditions: {
        resourceType: 'Bundle',
        entry: Array.from({ length: some(14_000) }, (_, index) => ({
          fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          resource: condition(index, {
            encounter: {
              reference: `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            },
          }),
        })),
      },
    }),
  'one id for all': (drafts) =>
    call(drafts, {
      conditions: list(20_000, () => condition(0)),
      encounters: list(1, () => visit(0)),
    }),
  'versions of one resource': (drafts) =>
    call(drafts, {
      conditions: list(16_000, (index) =>
        condition(0, { meta: { versionId: String(index), lastUpdated: today.toISOString() } }),
      ),
    }),
});

const withOrders = (orders: string, drafts: readonly Json[], list: List, some: Share) =>
  Object.fromEntries(
    Object.entries(beside(list, some)).map(([name, body]) => [
      `${name}, ${orders}`,
      () => body(drafts),
    ]),
  );

type Bodies = Readonly<Record<string, () => string>>;

/** The same charts as `maximalBodies` has beside orders of several studies, beside fifty orders of one study. */
export const maximalBodiesOfOneStudy = (share = 1): Bodies =>
  withOrders('fifty orders', fifty, listOf(share), partOf(share));

/**
 * By name. Each is made when it is needed: together they are hundreds of megabytes.
 * @param share how much they have of what makes them large: resources, orders, members of a list, nesting, or characters
 */
export const maximalBodies = (share = 1): Bodies => bodiesOf(listOf(share), partOf(share));

const bodiesOf = (list: List, some: Share): Bodies => ({
  ...withOrders('several orders', several, list, some),
  'fifty orders and devices': () => call(fifty, { conditions, devices: list(50_000, device) }),
  'fifty orders and coverages': () =>
    call(fifty, {
      conditions,
      coverage: list(22_000, (index) => ({
        resourceType: 'Coverage',
        id: `v${index}`,
        status: 'active',
        beneficiary: subject,
        payor: [{ display: 'x' }],
      })),
    }),
  'visits that each refer to many conditions': () =>
    call(fifty, {
      conditions: list(200, (index) => condition(index)),
      encounters: list(300, (index) =>
        visit(index, {
          reasonReference: Array.from({ length: 200 }, (_, at) => ({
            reference: `Condition/c${at}`,
          })),
          diagnosis: Array.from({ length: 200 }, (_, at) => ({
            condition: { reference: `Condition/c${at}` },
          })),
        }),
      ),
    }),
  'therapy that each refers to many conditions': () =>
    call(fifty, {
      conditions: list(400, (index) => condition(index)),
      procedures: list(300, (index) =>
        therapy(index, {
          reasonReference: Array.from({ length: 400 }, (_, at) => ({
            reference: `Condition/c${at}`,
          })),
        }),
      ),
    }),
  'reports that refer to many results': () =>
    call(fifty, {
      conditions,
      observations: list(6000, (index) => observation(index)),
      diagnosticReports: list(300, (index) =>
        report(index, {
          result: Array.from({ length: 300 }, (_, at) => ({ reference: `Observation/o${at}` })),
        }),
      ),
    }),
  'a report with many conclusions': () =>
    call(fifty, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusionCode: Array(some(60_000)).fill(icd('M48.061')) }),
      ),
    }),
  'a long form': () =>
    call(fifty, {
      conditions,
      questionnaireResponses: answers(0, Array(some(50_000)).fill(onset)),
    }),
  'a deep form': () =>
    nested(
      call(fifty, { conditions, questionnaireResponses: answers(0, ['HERE']) }),
      '{"linkId":"group","item":[',
      ']}',
      some(170_000),
    ),
  'a form whose answers hold forms': () =>
    nested(
      call(fifty, { conditions, questionnaireResponses: answers(0, ['HERE']) }),
      '{"linkId":"red-flag","answer":[{"valueBoolean":true,"item":[',
      ']}]}',
      some(75_000),
    ),
  'many codings': () =>
    call(fifty, {
      conditions: list(1, (index) =>
        condition(index, { code: { coding: Array(some(50_000)).fill(icd('M54.16').coding[0]) } }),
      ),
    }),
  'many different codings': () =>
    call(fifty, {
      conditions: list(1, (index) =>
        condition(index, {
          code: {
            coding: Array.from({ length: some(50_000) }, (_, at) => ({
              system: 'http://hl7.org/fhir/sid/icd-10-cm',
              code: `M${at}.1`,
              display: `lumbar ${at}`,
            })),
          },
        }),
      ),
    }),
  'conditions with many notes': () =>
    call(fifty, {
      conditions: list(50, (index) =>
        condition(index, { note: Array(2000).fill({ text: 'worse, weak left foot' }) }),
      ),
    }),
  'a condition in endless words': () =>
    call(one, {
      conditions: list(1, (index) =>
        condition(index, { code: { text: text('lumbar radiculopathy left ', some(4_800_000)) } }),
      ),
    }),
  'a long report': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusion: text('no fracture, non diagnostic, ', some(4_600_000)) }),
      ),
    }),
  'a report of one word without end': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) => report(index, { conclusion: 'n'.repeat(4_800_000) })),
    }),
  'a report of blanks': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusion: `no${' '.repeat(some(4_800_000))}fracture` }),
      ),
    }),
  'a report of denials': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusion: text('no evidence of no ', some(4_800_000)) }),
      ),
    }),
  'a report of full stops': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) => report(index, { conclusion: '.'.repeat(4_800_000) })),
    }),
  'reports with long words': () =>
    call(fifty, {
      conditions,
      diagnosticReports: list(48, (index) =>
        report(index, { conclusion: text('no acute fracture or malalignment; ', some(100_000)) }),
      ),
    }),
  'one attached report': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, {
          conclusion: undefined,
          presentedForm: [
            {
              contentType: 'text/plain',
              data: Buffer.from(text('Impression: no fracture.\n', some(3_500_000))).toString(
                'base64',
              ),
            },
          ],
        }),
      ),
    }),
  'an attached report of marks': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, {
          conclusion: undefined,
          presentedForm: [
            {
              contentType: 'text/html',
              data: Buffer.from('<'.repeat(some(3_500_000))).toString('base64'),
            },
          ],
        }),
      ),
    }),
  'a narrative of marks': () =>
    call(one, {
      conditions: list(1, (index) =>
        condition(index, { text: { status: 'generated', div: '<div '.repeat(some(960_000)) } }),
      ),
    }),
  'long names of devices': () =>
    call(one, {
      conditions,
      devices: list(1, (index) => ({
        ...device(index),
        type: { text: text('pacemaker ', some(4_500_000)) },
      })),
    }),
  'orders with longer texts than are read': () =>
    call(
      fifty.map((draft) => ({
        ...draft,
        note: [{ text: text('weakness of the left leg, no trauma, ', some(90_000)) }],
      })),
      { conditions },
    ),
  'orders with long texts': () =>
    call(
      fifty.slice(0, some(50)).map((draft, index) => ({
        ...draft,
        note: [{ text: text(`weakness of leg ${index}, no trauma, `, textOfOrder) }],
      })),
      { conditions },
    ),
  'orders that are long texts': () =>
    call(
      fifty.slice(0, some(50)).map((draft, index) => ({
        ...draft,
        code: { text: text(`MRI lumbar spine without contrast ${index} `, textOfOrder) },
      })),
      { conditions },
    ),
  'orders of one long word': () =>
    call(
      fifty.map((draft) => ({ ...draft, code: { text: 'm'.repeat(textOfOrder) } })),
      { conditions },
    ),
  'orders with long reasons': () =>
    call(
      fifty.slice(0, some(50)).map((draft, index) => ({
        ...draft,
        reasonCode: [
          { text: text(`lumbar radiculopathy, rule out stenosis ${index}, `, textOfOrder) },
        ],
      })),
      { conditions },
    ),
  'orders with many reasons': () =>
    call(
      fifty.slice(0, some(50)).map((draft, index) => ({
        ...draft,
        reasonCode: Array.from({ length: 19 }, (_, at) => ({
          text: `lumbar radiculopathy, left, number ${at} of ${index}, rule out stenosis, ${'x'.repeat(900)}`,
        })),
      })),
      { conditions },
    ),
  'orders that all name an emergency': () =>
    call(
      fifty.slice(0, some(50)).map((draft, index) => ({
        ...draft,
        reasonCode: Array.from({ length: 19 }, (_, at) => ({
          text: `cauda equina syndrome, spinal abscess, fracture of L3, number ${at} of ${index}`,
        })),
      })),
      {
        conditions: list(140, (index) => condition(index, { code: icd('G83.4') })),
      },
    ),
  'orders with many referenced reasons': () =>
    call(
      fifty.map((draft) => ({
        ...draft,
        reasonReference: Array.from({ length: 19 }, (_, at) => ({
          reference: `Condition/c${at}`,
        })),
      })),
      { conditions: list(17_000, (index) => condition(index)) },
    ),
  'orders with many codings of reasons': () =>
    call(
      fifty.map((draft) => ({
        ...draft,
        reasonCode: Array(19).fill({
          coding: Array(20).fill(icd('M54.16').coding[0]),
        }),
      })),
      { conditions },
    ),
  'too many reasons': () =>
    call([order('m1', { reasonCode: Array(some(60_000)).fill(icd('M54.16')) })], { conditions }),
  'drafts that are no imaging': () =>
    call(
      [
        order('m1'),
        ...Array.from({ length: 249 }, (_, index) => ({
          resourceType: 'MedicationRequest',
          id: `x${index}`,
          subject,
          note: [{ text: text('take with food, ', 3700) }],
        })),
      ],
      { conditions },
    ),
  'drafts of unknown codes': () =>
    call(
      Array.from({ length: 250 }, (_, index) =>
        order(`u${index}`, {
          code: { text: text(`imaging of the spine, study ${index} unknown `, 3700) },
        }),
      ),
      { conditions },
    ),
  'orders with coverage': () =>
    call(fifty, {
      conditions,
      coverage: {
        resourceType: 'Coverage',
        id: 'c1',
        status: 'active',
        beneficiary: subject,
        payor: [{ display: 'x' }],
      },
    }),
  'orders with coverage and CRD': () =>
    call(
      fifty,
      {
        conditions: list(15_000, (index) => condition(index)),
        coverage: {
          resourceType: 'Coverage',
          id: 'c1',
          status: 'active',
          beneficiary: subject,
          payor: [{ display: 'x' }],
        },
      },
      { extension: { 'davinci-crd.requestedVersion': '2.2' } },
    ),
  'a server of slashes': () =>
    call(one, {}, { fhirServer: `https://ehr.example/${'/'.repeat(some(4_000_000))}x` }),
  'a long token': () =>
    call(
      one,
      {},
      {
        fhirServer: 'https://ehr.example/fhir',
        fhirAuthorization: { access_token: 'x'.repeat(some(4_800_000)) },
      },
    ),
  'deep nesting': () => call(one, { conditions }).replace('"p1"', '['.repeat(some(2_400_000))),
  'a deep resource': () =>
    nested(
      call(one, { conditions: list(1, (index) => condition(index, { extension: ['HERE'] })) }),
      '{"url":"x","extension":[',
      ']}',
      some(180_000),
    ),
  'bundles in bundles': () =>
    nested(
      call(one, { conditions: 'HERE' }),
      '{"resourceType":"Bundle","entry":[{"resource":',
      '}]}',
      some(100_000),
    ),
  'an extension of many members': () =>
    call(
      fifty,
      { conditions },
      {
        extension: Object.fromEntries(
          Array.from({ length: some(300_000) }, (_, at) => [`x${at}`, 1]),
        ),
      },
    ),
  'many keys': () =>
    call(one, {
      conditions,
      ...Object.fromEntries(Array.from({ length: some(120_000) }, (_, at) => [`key${at}`, null])),
    }),
  'resources with many members': () =>
    call(one, {
      conditions: list(1, (index) =>
        condition(
          index,
          Object.fromEntries(Array.from({ length: some(200_000) }, (_, at) => [`member${at}`, at])),
        ),
      ),
    }),
  'empty entries': () =>
    call(fifty, { conditions: { resourceType: 'Bundle', entry: Array(some(1_500_000)).fill({}) } }),
  'numbers with many digits': () =>
    call([order('m1', { quantityQuantity: { value: 1 } })], {
      conditions,
      observations: list(18_000, (index) => observation(index)),
    }).replaceAll(/"value":(\d+)/g, '"value":$1.00'),
  'a number of a million digits': () =>
    call([order('m1', { quantityQuantity: { value: 1 } })], { conditions }).replace(
      '"value":1',
      `"value":1.${'0'.repeat(some(4_800_000))}`,
    ),
  'many numbers': () =>
    call([order('m1', { quantityQuantity: { value: 1 } })], {
      conditions: list(1, (index) =>
        condition(index, { extension: [{ url: 'x', numbers: Array(some(2_000_000)).fill(1) }] }),
      ),
    }),
  'drafts of many numbers': () =>
    call(
      fifty.map((draft) => ({
        ...draft,
        extension: Array.from({ length: 190 }, () => ({
          url: 'x',
          numbers: Array.from({ length: 40 }, () => 10),
        })),
      })),
      { conditions },
    ).replaceAll('10', '1.0'),
  'an order with a number beside deep nesting': () =>
    nested(
      call([order('m1', { quantityQuantity: { value: 1 } })], {
        conditions: list(1, (index) => condition(index, { extension: ['HERE'] })),
      }),
      '{"url":"x","extension":[',
      ']}',
      some(180_000),
    ),
  'dates that are none': () =>
    call(fifty, {
      conditions: list(14_000, (index) =>
        condition(index, { onsetDateTime: `${'2'.repeat(120)}-13-45T99` }),
      ),
    }),
  'one long date': () =>
    call(one, {
      conditions: list(1, (index) => condition(index, { onsetDateTime: '2'.repeat(4_800_000) })),
    }),
  'one long reference': () =>
    call(one, {
      conditions: list(1, (index) =>
        condition(index, { subject: { reference: `${'Patient/'.repeat(some(600_000))}p1` } }),
      ),
    }),
  'one long code': () =>
    call(one, {
      conditions: list(1, (index) => condition(index, { code: icd('M'.repeat(4_800_000)) })),
    }),
  'escaped characters': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusion: '\u0001'.repeat(some(790_000)) }),
      ),
    }),
  'characters of many bytes': () =>
    call(one, {
      conditions,
      diagnosticReports: list(1, (index) =>
        report(index, { conclusion: '\u{1F9B4}'.repeat(some(1_200_000)) }),
      ),
    }),
});
