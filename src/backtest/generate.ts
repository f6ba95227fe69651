import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { systems } from '../terminology/systems.ts';

/** What a generated export is like. */
export interface GenerateOptions {
  readonly folder: string;
  readonly patients: number;
  /** About how many resources a patient has. */
  readonly resources: number;
  readonly seed: number;
  /** The day before which everything lies. */
  readonly until: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * How often what comes up, so that the answers look like those of a real population: about 31 % of lumbar MRIs without
 * support and a quarter of the clinicians ordering three quarters of them, as a published series of 110,661 lumbar MRIs
 * of the VA found; the split between complaints is our own guess.
 */
const complaints = [
  [0.34, 'M54.16', 'Radiculopathy, lumbar region', '72148'],
  [0.3, 'M54.50', 'Low back pain, unspecified', '72148'],
  [0.1, 'M54.2', 'Cervicalgia', '72141'],
  [0.08, 'M48.062', 'Spinal stenosis, lumbar, with neurogenic claudication', '72148'],
  [0.06, 'M43.16', 'Spondylolisthesis, lumbar region', '72148'],
  [0.05, 'M54.12', 'Radiculopathy, cervical region', '72141'],
  [0.03, 'G83.4', 'Cauda equina syndrome', '72158'],
  [0.02, 'M41.26', 'Other idiopathic scoliosis, lumbar region', '72148'],
  [0.02, 'M54.6', 'Pain in thoracic spine', '72146'],
] as const;

const others = [
  ['I10', 'Essential hypertension'],
  ['E11.9', 'Type 2 diabetes without complications'],
  ['M10.09', 'Idiopathic gout, multiple sites'],
  ['J06.9', 'Acute upper respiratory infection'],
  ['E78.5', 'Hyperlipidemia, unspecified'],
] as const;

const measurements = [
  ['8867-4', 'Heart rate', '/min', 72],
  ['29463-7', 'Body weight', 'kg', 81],
  ['8310-5', 'Body temperature', 'Cel', 36.8],
  ['39156-5', 'Body mass index', 'kg/m2', 26.4],
] as const;

/** The files that an export has; each resource goes to the one of its type. */
const types = [
  'Condition',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'MedicationRequest',
  'Observation',
  'Patient',
  'Procedure',
  'QuestionnaireResponse',
  'ServiceRequest',
] as const;

/**
 * Writes an export of NDJSON files with one spine imaging order a patient. The same options give the same bytes.
 * @returns the bytes that were written
 */
export async function generateExport(options: GenerateOptions): Promise<number> {
  mkdirSync(options.folder, { recursive: true });
  const files = new Map(
    types.map((type) => [type, createWriteStream(join(options.folder, `${type}.ndjson`))] as const),
  );
  let bytes = 0;
  const random = randomBy(options.seed);
  for (let number = 0; number < options.patients; number += 1) {
    const byType = new Map<string, string[]>();
    for (const resource of patientResources(number, options, random)) {
      const type = String(resource.resourceType);
      const lines = byType.get(type) ?? [];
      lines.push(JSON.stringify(resource));
      byType.set(type, lines);
    }
    for (const [type, file] of files) {
      const lines = byType.get(type);
      if (lines === undefined) continue;
      const text = `${lines.join('\n')}\n`;
      bytes += text.length;
      if (!file.write(text)) await once(file, 'drain');
    }
  }
  for (const file of files.values()) {
    file.end();
    await finished(file);
  }
  return bytes;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function patientResources(
  number: number,
  options: GenerateOptions,
  random: () => number,
): readonly Fields[] {
  const id = `p${number}`;
  const subject = { reference: `Patient/${id}` };
  const until = Date.parse(`${options.until}T12:00:00Z`);
  const ordered = until - Math.floor(random() * 365) * 86_400_000;
  const day = (before: number) =>
    new Date(ordered - before * 86_400_000).toISOString().slice(0, 10);
  const time = (before: number) => `${day(before)}T09:00:00Z`;
  const complaint = drawn(random());
  const [, code, display, study] = complaint;
  const onset = 20 + Math.floor(random() * 120);
  // A quarter of the clinicians writes three quarters of the orders.
  const orderer = random() < 0.75 ? Math.floor(random() * 25) : 25 + Math.floor(random() * 75);
  const resources: Fields[] = [
    {
      resourceType: 'Patient',
      id,
      gender: random() < 0.5 ? 'female' : 'male',
      birthDate: `${1940 + Math.floor(random() * 60)}-05-12`,
    },
    {
      resourceType: 'Condition',
      id: `${id}-c`,
      subject,
      clinicalStatus: status('condition-clinical', 'active'),
      code: concept(systems.icd10cm, code, display),
      onsetDateTime: day(onset),
      recordedDate: time(onset - 1),
    },
    {
      resourceType: 'ServiceRequest',
      id: `${id}-sr`,
      status: 'completed',
      intent: 'order',
      subject,
      authoredOn: `${day(0)}T10:30:00Z`,
      requester: { reference: `Practitioner/d${orderer}` },
      locationReference: [{ reference: `Location/l${orderer % 7}` }],
      code: concept(systems.cpt, study, 'Spine imaging'),
      reasonReference: [{ reference: `Condition/${id}-c` }],
    },
  ];
  if (random() < 0.85) resources.push(visit(`${id}-e1`, subject, time(onset - 1)));
  if (random() < 0.55) resources.push(film(`${id}-x`, subject, study, time(onset - 3)));
  if (random() < 0.5) {
    const weeks = random() < 0.7 ? 7 : 3;
    const start = Math.min(onset - 2, 7 * weeks + 5);
    resources.push({
      resourceType: 'Procedure',
      id: `${id}-pt`,
      status: 'completed',
      subject,
      code: concept(systems.cpt, '97110', 'Therapeutic exercise'),
      performedPeriod: { start: day(start), end: day(Math.max(1, start - 7 * weeks)) },
      outcome: concept(
        systems.snomed,
        random() < 0.8 ? '385671000' : '385669000',
        random() < 0.8 ? 'Unsuccessful' : 'Successful',
      ),
    });
    resources.push(visit(`${id}-e2`, subject, time(1)));
  }
  if (random() < 0.5) {
    for (const [loinc, name] of [
      ['32473-1', 'Sensation'],
      ['65713-0', 'Strength'],
      ['32389-9', 'Reflexes'],
    ] as const) {
      resources.push({
        resourceType: 'Observation',
        id: `${id}-n${loinc}`,
        status: 'final',
        subject,
        code: concept(systems.loinc, loinc, name),
        effectiveDateTime: time(2),
        issued: time(2),
        valueString: 'examined',
      });
    }
  }
  if (random() < 0.15) resources.push(visitNote(`${id}-note`, subject, time(2)));
  while (resources.length < options.resources)
    resources.push(unrelated(id, resources.length, subject, day));
  return resources;
}

function drawn(at: number): (typeof complaints)[number] {
  let sum = 0;
  for (const complaint of complaints) {
    sum += complaint[0];
    if (at < sum) return complaint;
  }
  return complaints[0];
}

function visit(id: string, subject: Fields, start: string): Fields {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject,
    period: { start, end: start.replace('T09', 'T10') },
  };
}

/** A note that tells of what nobody coded. */
function visitNote(id: string, subject: Fields, at: string): Fields {
  const words =
    'He completed six weeks of physical therapy without improvement. Strength, sensation and reflexes were tested today.';
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    subject,
    type: concept(systems.loinc, '11506-3', 'Progress note'),
    date: at,
    content: [
      {
        attachment: {
          contentType: 'text/plain',
          data: Buffer.from(words).toString('base64'),
        },
      },
    ],
  };
}

function film(id: string, subject: Fields, study: string, at: string): Fields {
  const code = study === '72141' ? '72040' : study === '72146' ? '72070' : '72100';
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    subject,
    code: concept(systems.cpt, code, 'X-ray of the spine'),
    effectiveDateTime: at,
    issued: at,
    conclusion: 'Degenerative changes. No fracture.',
  };
}

function unrelated(
  id: string,
  at: number,
  subject: Fields,
  day: (before: number) => string,
): Fields {
  const before = 10 + ((at * 37) % 900);
  if (at % 4 === 0) {
    const [code, display] = others[at % others.length] ?? others[0];
    return {
      resourceType: 'Condition',
      id: `${id}-o${at}`,
      subject,
      clinicalStatus: status('condition-clinical', 'active'),
      code: concept(systems.icd10cm, code, display),
      onsetDateTime: day(before),
      recordedDate: day(before),
    };
  }
  const [code, display, unit, value] = measurements[at % measurements.length] ?? measurements[0];
  return {
    resourceType: 'Observation',
    id: `${id}-o${at}`,
    status: 'final',
    subject,
    code: concept(systems.loinc, code, display),
    effectiveDateTime: `${day(before)}T09:00:00Z`,
    issued: `${day(before)}T09:05:00Z`,
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  };
}

function concept(system: string, code: string, display: string): Fields {
  return { coding: [{ system, code, display }], text: display };
}

function status(system: string, code: string): Fields {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}
