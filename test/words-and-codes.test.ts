import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { packageRoot } from '../src/package-root.ts';
import { conclusionsIn, techniquesIn, techniquesTold } from '../src/terminology/phrases.ts';
import { chartOf, concept, icd, sct, subject } from './chart/support.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

interface ReadingCase {
  readonly story: string;
  readonly asOf: string;
  readonly request: HookRequest;
  readonly expected: Readonly<
    Record<
      string,
      {
        readonly determination?: readonly string[];
        readonly indication?: readonly string[];
        readonly criteria?: Readonly<Record<string, readonly string[]>>;
      }
    >
  >;
  readonly neverSaid?: string;
}

const folder = join(packageRoot, 'fixtures', 'words-and-codes');
const cases = readdirSync(folder).map((file): readonly [string, ReadingCase] => [
  file.replace(/\.json$/, ''),
  JSON.parse(readFileSync(join(folder, file), 'utf8')),
]);
const services = cdsServices(serviceSettings);

describe.each(cases)('%s', (_name, { story, asOf, request, expected, neverSaid }) => {
  test(story, () => {
    const service = services.find((one) => one.definition.hook === request.hook);
    const resources = resourcesOf(request);
    const answer = service?.answer({ request, resources, unavailable: [], asOf: new Date(asOf) });
    const found = answer?.response.extension?.['io.github.spine-imaging-cds.assessments'];
    const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
    for (const [order, wanted] of Object.entries(expected)) {
      const assessment = assessments.find((one) => one.order === order);
      if (wanted.determination !== undefined)
        expect(wanted.determination).toContain(assessment?.determination);
      if (wanted.indication !== undefined)
        expect(wanted.indication).toContain(assessment?.indication);
      for (const [id, findings] of Object.entries(wanted.criteria ?? {})) {
        const finding = assessment?.criteria.find((one) => one.id === id)?.finding ?? 'absent';
        expect(findings).toContain(finding);
      }
    }
    if (neverSaid !== undefined) {
      const said = JSON.stringify(
        answer?.response.cards.map(({ summary, detail }) => [summary, detail]),
      );
      expect(said).not.toMatch(new RegExp(neverSaid, 'i'));
    }
  });
});

describe('a film that settles nothing about a fracture', () => {
  test.each([
    'Non-diagnostic for acute fracture; osteopenia limits evaluation.',
    'Nondiagnostic for compression fracture.',
    'Indeterminate for acute fracture.',
    'Equivocal for occult vertebral fracture.',
    'Limited for the detection of an insufficiency fracture.',
    'No definite fracture, study non-diagnostic.',
  ])('"%s" is no fracture, and no film without one', (text) => {
    const conclusions = conclusionsIn(text);
    expect(conclusions.has('fracture')).toBe(false);
    expect(conclusions.has('no-fracture')).toBe(false);
    expect(conclusions.has('non-diagnostic') || conclusions.has('equivocal')).toBe(true);
  });

  test.each([
    ['Acute fracture of L1. Bowel gas: nondiagnostic for ileus.', 'fracture'],
    ['No fracture.', 'no-fracture'],
  ] as const)('"%s" says %s', (text, expected) => {
    expect(conclusionsIn(text).has(expected)).toBe(true);
  });
});

describe('a posture', () => {
  test.each([
    'Leg heaviness with standing and walking',
    'Evaluate for dynamic instability at L4-5',
    'Pain with weight bearing, relieved by sitting',
    'Unable to maintain upright posture',
    'Standing intolerance, leans on the cart',
    'Suspected dynamic stenosis',
  ])('that a note tells of the patient is no technique: "%s"', (text) => {
    expect(techniquesTold(text).has('positional')).toBe(false);
  });

  test.each([
    'Please perform upright MRI',
    'Standing MRI requested',
    'upright',
    'Use open weight-bearing scanner',
  ])('that a note asks for is one: "%s"', (text) => {
    expect(techniquesTold(text).has('positional')).toBe(true);
  });

  test.each(['Upright weight-bearing MRI', 'MRI lumbar spine, positional', 'Kinetic MRI'])(
    'in the details of an order is one: "%s"',
    (text) => {
      expect(techniquesIn(text).has('positional')).toBe(true);
    },
  );

  test('in the details of an order that tells of the patient is none', () => {
    expect(techniquesIn('Evaluate dynamic instability').has('positional')).toBe(false);
  });
});

describe('of several codes or words of one Condition', () => {
  const meaning = (code: unknown): string => {
    const [fact] = chartOf({ resourceType: 'Condition', id: 'c', subject, code }).conditions;
    return fact === undefined ? 'none' : `${[...fact.concepts].join()} ${fact.regions.join()}`;
  };
  const coded = (...codings: readonly unknown[]): unknown => ({ coding: codings });
  const sacral = { system: icd, code: 'M53.3' };

  test.each<[string, unknown, string]>([
    [
      'the sacro-iliac code',
      coded(sacral, { system: sct, code: '202487003' }),
      'sacroiliac-joint sacroiliac',
    ],
    [
      'the same in the other order',
      coded({ system: sct, code: '202487003' }, sacral),
      'sacroiliac-joint sacroiliac',
    ],
    [
      'the words of the sacro-iliac joint',
      { coding: [sacral], text: 'Sacroiliac joint pain' },
      'sacroiliac-joint sacroiliac',
    ],
    [
      'the words of the coccyx',
      { coding: [sacral], text: 'Coccydynia' },
      'coccydynia sacrum-coccyx',
    ],
    ['the general code alone', coded(sacral), 'sacrococcygeal-disorder sacrum-coccyx,sacroiliac'],
    [
      'radiculopathy beside pain',
      coded({ system: icd, code: 'M54.50' }, { system: icd, code: 'M54.16' }),
      'lumbar-radiculopathy lumbar',
    ],
    [
      'the words beside dorsalgia',
      { coding: [{ system: icd, code: 'M54.9' }], text: 'Low back pain' },
      'low-back-pain lumbar',
    ],
  ])('%s counts', (_name, code, expected) => {
    expect(meaning(code)).toBe(expected);
  });

  test.each([
    ['M47.812', 'spine-disorder cervical'],
    ['M47.814', 'spine-disorder thoracic'],
    ['M48.02', 'spine-disorder cervical'],
    ['M48.04', 'spine-disorder thoracic'],
    ['M51.361', 'disc-disease lumbar'],
    ['M51.370', 'disc-disease lumbar'],
    ['M53.82', 'spine-disorder cervical'],
    ['M54.89', 'spine-disorder '],
    ['M62.830', 'spine-disorder thoracic,lumbar'],
    ['S13.4XXA', 'neck-pain cervical'],
    ['S23.3XXA', 'thoracic-pain thoracic'],
    ['S33.5XXD', 'low-back-pain lumbar'],
    ['S33.5XXS', 'low-back-pain lumbar'],
    ['S39.012A', 'low-back-pain lumbar'],
    ['T84.226A', 'post-operative-status '],
    ['T84.223A', 'none'],
    ['G95.89', 'myelopathy '],
  ])('%s is a complaint of the spine: %s', (code, expected) => {
    expect(meaning(concept(icd, code))).toBe(expected);
  });

  test.each([
    ['Numbness of the left leg', 'spine-disorder lumbar'],
    ['Numbness, neck', 'spine-disorder cervical'],
    ['Numbness', 'none'],
  ])('a symptom counts at the level that its words name: "%s"', (text, expected) => {
    expect(meaning({ coding: [{ system: icd, code: 'R20.0' }], text })).toBe(expected);
  });

  test.each([
    ['History of low back pain', 'none'],
    ['No neck pain', 'none'],
    ['Family history of scoliosis', 'none'],
    ['Rule out cauda equina syndrome', 'cauda-equina-syndrome lumbar'],
    ['Chronic neck pain', 'neck-pain cervical'],
    ['Herniated disc L4-L5', 'disc-disease lumbar'],
  ])('words alone, "%s", are %s', (text, expected) => {
    expect(meaning({ text })).toBe(expected);
  });
});
