import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/guideline/case.ts';
import { regionsForConcept } from '../../src/guideline/fact-regions.ts';
import { presentFacts } from '../../src/guideline/present-facts.ts';
import type { StudyRule } from '../../src/guideline/rules.ts';
import { lists, orderedModality, type StudyEntry } from '../../src/guideline/study-entry.ts';
import {
  pendingSimilar,
  priorStudies,
  repeatImagingNeed,
  surveillanceOnly,
  symptomsImproving,
} from '../../src/spine-imaging/rules/after-indication.ts';
import { documentationRequests } from '../../src/spine-imaging/rules/documentation.ts';
import { specialStudyRules } from '../../src/spine-imaging/rules/special-studies.ts';

import { techniqueRules } from '../../src/spine-imaging/rules/techniques.ts';
import { type Content, concept, cpt, icd, sct, status, subject } from '../chart/support.ts';
import {
  type CaseDefinition,
  caseOf,
  condition,
  decided,
  report,
  response,
  surgery,
  therapy,
} from './support.ts';

const chart = (...resources: Content[]): CaseDefinition => ({ resources });
const noted = (text: string): Content => ({ note: [{ text }] });
const rules = [...techniqueRules, ...specialStudyRules];

/** The rules that concern an order, in their order, with what each comes to. */
function concerned(definition: CaseDefinition): string[] {
  const one = caseOf(definition);
  return rules
    .filter((rule) => rule.concerns.decide(one).value === 'met')
    .map((rule) => `${rule.id} ${rule.otherwise}`);
}

function rule(id: string): StudyRule {
  const found = rules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
}

describe('the rules that concern an order', () => {
  const planned = (kind: string): Content =>
    response({ 'planned-surgery.kind': { valueString: kind } });
  const born = (birthDate: string): Content => ({ resourceType: 'Patient', id: 'p1', birthDate });
  test.each<readonly [string, CaseDefinition, readonly string[]]>([
    ['an MRI', {}, []],
    ['spectroscopy', { study: '76390' }, ['study.mr-spectroscopy not-supported']],
    ['an upright MRI', { order: noted('upright') }, ['study.positional-mri not-supported']],
    [
      'an upright MRI by the unlisted code',
      { study: '76498', order: noted('upright') },
      ['study.positional-mri not-supported', 'study.unlisted-study prerequisites-missing'],
    ],
    ['an upright CT is not addressed', { study: '72131', order: noted('upright') }, []],
    [
      'a cone-beam CT of the neck',
      { study: '72125', order: noted('cone-beam') },
      ['study.cone-beam-ct not-supported'],
    ],
    [
      'a cone-beam CT of the back is not addressed',
      { study: '72131', order: noted('cone-beam') },
      [],
    ],
    ['a cone-beam MRI is none', { study: '72141', order: noted('cone-beam') }, []],
    [
      'an unlisted cone-beam CT of the neck by its site',
      { study: '76497', order: { ...noted('cone-beam'), bodySite: [{ text: 'cervical spine' }] } },
      ['study.cone-beam-ct not-supported', 'study.unlisted-study prerequisites-missing'],
    ],
    [
      'an unlisted cone-beam CT of the neck by one of its reasons',
      {
        study: '76497',
        order: {
          ...noted('cone-beam'),
          reasonCode: [concept(icd, 'M54.16'), concept(icd, 'M54.2')],
        },
      },
      ['study.cone-beam-ct not-supported', 'study.unlisted-study prerequisites-missing'],
    ],
    [
      'a cone-beam CT of the back, with a reason in the neck',
      { study: '72131', order: { ...noted('cone-beam'), reasonCode: [concept(icd, 'M54.2')] } },
      [],
    ],
    [
      'an unlisted cone-beam CT of the back',
      { study: '76497', order: noted('cone-beam') },
      ['study.unlisted-study prerequisites-missing'],
    ],
    ['quantitative MRI', { study: '0648T' }, ['study.quantitative-mri not-supported']],
    ['a myelography', { study: '72265' }, ['study.myelography-injection not-supported']],
    [
      'an MRI of a whole-body protocol',
      { order: noted('whole-body') },
      ['study.whole-body-by-parts not-supported'],
    ],
    [
      'a CT of a whole-body protocol is not addressed',
      { study: '72131', order: noted('whole-body') },
      [],
    ],
    ['PET/CT', { study: '78815' }, ['study.pet-ct not-supported']],
    ['PET', { study: '78813' }, ['study.pet-ct not-supported']],
    [
      'PET/CT of a tumour of the spine',
      {
        study: '78815',
        resources: [condition('c', 'C72.0', { bodySite: { text: 'cervical spine' } })],
      },
      ['study.pet-ct-oncology prerequisites-missing'],
    ],
    [
      'PET/CT of a malignancy elsewhere',
      { study: '78815', resources: [condition('c', 'C50.911')] },
      ['study.pet-ct-oncology prerequisites-missing'],
    ],
    ['PET/MRI', { study: '78813', order: noted('PET/MRI') }, ['study.pet-mri not-supported']],
    [
      'PET/MRI by the unlisted code',
      { study: '76498', order: noted('PET/MRI') },
      ['study.pet-mri not-supported'],
    ],
    ['an MRI that mentions PET/MRI is none', { order: noted('PET/MRI was done elsewhere') }, []],
    [
      'whole-body MRI',
      { study: '76498', order: noted('whole-body') },
      ['study.whole-body-mri not-supported'],
    ],
    [
      'whole-body MRI with a syndrome',
      {
        study: '76498',
        order: noted('whole-body'),
        resources: [response({ 'whole-body-syndrome': true })],
      },
      ['study.whole-body-mri prerequisites-missing', 'study.whole-body-mri not-supported'],
    ],
    [
      'whole-body MRI without a syndrome',
      {
        study: '76498',
        order: noted('whole-body'),
        resources: [response({ 'whole-body-syndrome': false })],
      },
      ['study.whole-body-mri not-supported'],
    ],
    ['a rendering', { study: '76376' }, ['study.three-d-rendering prerequisites-missing']],
    [
      'a rendering for the patient',
      { study: '76377', order: noted('for patient education') },
      ['study.three-d-rendering not-supported', 'study.three-d-rendering prerequisites-missing'],
    ],
    ['an MRI for illustration is no rendering', { order: noted('for patient education') }, []],
    ['an unlisted CT', { study: '76497' }, ['study.unlisted-study prerequisites-missing']],
    ['an unlisted MRI', { study: '76498' }, ['study.unlisted-study prerequisites-missing']],
    ['guidance', { study: '77003' }, ['study.imaging-guidance prerequisites-missing']],
    [
      'an ultrasound at eighteen',
      { study: '76800', resources: [born('2008-11-18')] },
      ['study.adult-spinal-ultrasound not-supported'],
    ],
    ['an ultrasound at seventeen', { study: '76800', resources: [born('2008-11-19')] }, []],
    ['an ultrasound at no known age', { study: '76800' }, []],
    ['an MRI of an adult', { resources: [born('1980-01-01')] }, []],
    [
      'MR angiography before anterior surgery',
      { study: '72198', resources: [planned('anterior-initial')] },
      ['study.surgical-vascular-imaging not-supported'],
    ],
    [
      'CT angiography before anterior surgery',
      { study: '74174', resources: [planned('anterior-initial')] },
      ['study.surgical-vascular-imaging not-supported'],
    ],
    [
      'MR angiography before a revision',
      { study: '72198', resources: [planned('anterior-revision-deformity')] },
      [],
    ],
    ['an MRI before anterior surgery', { resources: [planned('anterior-initial')] }, []],
  ])('%s', (_name, definition, expected) => {
    expect(concerned(definition)).toEqual(expected);
  });

  test('several MRI orders of one draft: three regions are the spine, four are the body', () => {
    const drafted = (...codes: readonly string[]): string => {
      const one = caseOf();
      const others = codes.map((code) => caseOf({ study: code }).order);
      const whole: Case = { ...one, draftOrders: [one.order, ...others] };
      return rule('study.whole-body-by-parts').concerns.decide(whole).value;
    };
    expect(drafted('72141', '72146')).toBe('not-met');
    expect(drafted('72141', '72146', '72195')).toBe('met');
    expect(drafted('72141', '72146', '72192')).toBe('not-met');
    expect(drafted('72141', '72156', '72146')).toBe('not-met');
  });

  test('say in words whether they concern the order, and cite it', () => {
    expect(
      rule('study.positional-mri').concerns.decide(caseOf({ order: noted('upright') })),
    ).toEqual({
      value: 'met',
      summary: 'Is a positional or weight-bearing MRI ordered: yes',
      evidence: [{ reference: 'ServiceRequest/order', text: 'MRI lumbar spine without contrast' }],
    });
    expect(rule('study.positional-mri').concerns.decide(caseOf())).toEqual({
      value: 'not-met',
      summary: 'Is a positional or weight-bearing MRI ordered: no',
      evidence: [],
    });
  });
});

describe('what is suggested instead', () => {
  const instead = (id: string, definition: CaseDefinition): string | undefined =>
    rule(id).instead?.(caseOf(definition))?.cpt;

  test.each<readonly [string, string, CaseDefinition, string | undefined]>([
    ['the same MRI, lying down', 'study.positional-mri', { order: noted('upright') }, '72148'],
    [
      'the same MRI with its contrast, lying down',
      'study.positional-mri',
      { study: '72158', order: noted('upright') },
      '72158',
    ],
    [
      'nothing for an unlisted MRI of no region',
      'study.positional-mri',
      { study: '76498', order: noted('upright') },
      undefined,
    ],
    [
      'the CT after a lumbar myelography',
      'study.myelography-injection',
      { study: '72265' },
      '72132',
    ],
    [
      'the CT after a cervical myelography, whatever the reason',
      'study.myelography-injection',
      { study: '72240', order: { bodySite: [{ text: 'lumbar spine' }] } },
      '72126',
    ],
    [
      'the CT of the site after a myelography of several levels',
      'study.myelography-injection',
      { study: '72270', order: { bodySite: [{ text: 'thoracic spine' }] } },
      '72129',
    ],
    [
      'the CT of the reason after a myelography of several levels',
      'study.myelography-injection',
      { study: '72270' },
      '72132',
    ],
    [
      'the CT of one of the reasons after a myelography of several levels',
      'study.myelography-injection',
      { study: '72270', order: { reasonCode: [concept(sct, '76107001'), concept(icd, 'M54.2')] } },
      '72126',
    ],
    [
      'nothing after a myelography of several levels of no region',
      'study.myelography-injection',
      { study: '72270', order: { reasonCode: [] } },
      undefined,
    ],
    [
      'the whole body with a syndrome',
      'study.whole-body-by-parts',
      { resources: [response({ 'whole-body-syndrome': true })] },
      '76498',
    ],
    [
      'nothing without a syndrome',
      'study.whole-body-by-parts',
      { resources: [response({ 'whole-body-syndrome': false })] },
      undefined,
    ],
    ['nothing where no syndrome is mentioned', 'study.whole-body-by-parts', {}, undefined],
  ])('%s', (_name, id, definition, expected) => {
    expect(instead(id, definition)).toBe(expected);
  });
});

test('what the rules tell beside their verdict', () => {
  const told = (id: string): readonly string[] => rule(id).notices?.(caseOf()) ?? [];
  expect(told('study.pet-mri')).toEqual([
    'When approved, PET/MRI is reported as 78813 with the unlisted MRI code 76498 and documentation (necessity-5).',
  ]);
  expect(told('study.unlisted-study')).toEqual([
    'Unlisted codes are reviewed case by case (general-unlisted-2, nuclear-6).',
  ]);
  expect(told('study.imaging-guidance')).toEqual([
    'The guidance code must fit the procedure performed (general-guidance-2).',
  ]);
});

test('the indication under which a rule judges', () => {
  const tumour = chart(condition('c', 'C72.0'));
  const under = (id: string, definition: CaseDefinition = {}): string | undefined =>
    rule(id).indication?.(caseOf(definition));
  expect([under('study.pet-mri'), under('study.pet-mri', tumour)]).toEqual([
    undefined,
    'oncology-referral',
  ]);
  expect(under('study.pet-ct-oncology')).toBe('oncology-referral');
  expect(under('study.adult-spinal-ultrasound')).toBe('spinal-canal-ultrasound');
  expect(under('study.surgical-vascular-imaging')).toBe('surgical-vascular-planning');
});

describe('documentation that is asked for', () => {
  const asked = (definition: CaseDefinition, indication?: string): string[] => {
    const one = caseOf(definition);
    return documentationRequests
      .filter((request) => request.asked(one, indication))
      .map(({ id }) => id.replace('documentation.', ''));
  };
  const always = ['history', 'examination', 'labs-and-prior-imaging', 'management-impact'];

  test.each<readonly [string, CaseDefinition, string | undefined, readonly string[]]>([
    ['always', {}, undefined, []],
    ['for spine pain', {}, 'spine-pain', ['neurological-examination']],
    ['for radiculopathy', {}, 'lumbar-radiculopathy', ['neurological-examination']],
    ['for stenosis', {}, 'lumbar-stenosis', ['neurological-examination']],
    ['for a stimulator', {}, 'spinal-cord-stimulator', ['lead-placement']],
    ['for guidance', { study: '77003' }, undefined, ['imaging-guidance']],
    ['for PET/MRI', { study: '78813', order: noted('PET/MRI') }, undefined, ['pet-mri']],
  ])('%s', (_name, definition, indication, more) => {
    expect(asked(definition, indication)).toEqual([...always, ...more]);
  });

  test('for two studies of a region', () => {
    const request = documentationRequests.find(
      ({ id }) => id === 'documentation.simultaneous-studies',
    );
    const one = caseOf();
    const beside = (code: string): boolean | undefined =>
      request?.asked(
        { ...one, draftOrders: [one.order, caseOf({ study: code }).order] },
        undefined,
      );
    expect([beside('72131'), beside('72141'), request?.asked(one, undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a study that was done in this episode', () => {
  const prior = (definition: CaseDefinition): string[] =>
    priorStudies(caseOf(definition)).map((image) => image.evidence.reference);
  const mri = (
    day: string | undefined,
    conclusion = 'Disc protrusion.',
    more: Content = {},
  ): Content => report('r', '72158', day, conclusion, more);
  const found = ['DiagnosticReport/r'];

  test.each<readonly [string, CaseDefinition, readonly string[]]>([
    ['MRI and MRI', chart(mri('2026-10-01')), found],
    ['on the day of onset', chart(mri('2026-09-01')), found],
    ['before the episode', chart(mri('2026-08-31')), []],
    ['of no day', chart(mri(undefined)), []],
    ['without a documented onset', { onset: null, resources: [mri('2026-10-01')] }, []],
    ['that settled nothing', chart(mri('2026-10-01', 'Non-diagnostic study.')), []],
    ['that was equivocal', chart(mri('2026-10-01', 'Equivocal.')), []],
    ['without results', chart(mri('2026-10-01', 'x', { status: 'registered' })), []],
    ['of another region', chart(report('r', '72141', '2026-10-01', 'Normal.')), []],
    ['CT and MRI', { study: '72131', resources: [mri('2026-10-01')] }, []],
    [
      'CT and CT',
      { study: '72131', resources: [report('r', '72132', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'that is only attested',
      chart(
        response({
          'mri.result': { valueString: 'diagnostic' },
          'mri.region': { valueString: 'lumbar' },
          'mri.date': { valueDate: '2026-10-01' },
        }),
      ),
      ['QuestionnaireResponse/q'],
    ],
    [
      'bone scan and SPECT',
      { study: '78803', resources: [report('r', '78306', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'bone scan and SPECT/CT',
      { study: '78830', resources: [report('r', '78306', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'gallium scan and bone scan',
      { study: '78306', resources: [report('r', '78802', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'PET and PET/CT',
      { study: '78815', resources: [report('r', '78813', '2026-10-01', 'Normal.')] },
      found,
    ],
    ['radiograph and MRI', chart(report('r', '72100', '2026-10-01', 'Normal.')), []],
    [
      'ultrasound and ultrasound',
      { study: '76800', resources: [report('r', '76800', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'SPECT of one area that names no level',
      { study: '78803', resources: [report('r', '78803', '2026-10-01', 'Normal.')] },
      found,
    ],
    [
      'SPECT of another level',
      {
        study: '78803',
        resources: [
          report('r', '78803', '2026-10-01', 'Normal.', {
            code: { ...concept(cpt, '78803'), text: 'SPECT cervical spine' },
          }),
        ],
      },
      [],
    ],
  ])('%s', (_name, definition, expected) => {
    expect(prior(definition)).toEqual(expected);
  });

  test.each<readonly [string, CaseDefinition, string]>([
    ['nothing', chart(mri('2026-10-01')), 'not-documented []'],
    [
      'a new deficit',
      { redFlags: ['red-flag.foot-drop'], resources: [mri('2026-10-01')] },
      'met [Observation/red-flag.foot-drop, DiagnosticReport/r]',
    ],
    [
      'pseudoarthrosis',
      chart(mri('2026-10-01'), condition('c', 'M96.0')),
      'met [Condition/c, DiagnosticReport/r]',
    ],
    [
      'a change since',
      { changed: '2026-10-02', resources: [mri('2026-10-01')] },
      'met [DiagnosticReport/r]',
    ],
    [
      'a change before',
      { changed: '2026-10-01', resources: [mri('2026-10-01')] },
      'not-documented []',
    ],
    [
      'a change between two',
      {
        changed: '2026-10-02',
        resources: [mri('2026-10-01'), report('s', '72148', '2026-10-05', 'Normal.')],
      },
      'not-documented []',
    ],
  ])('is repeated for %s', (_name, definition, expected) => {
    expect(decided(repeatImagingNeed, definition)).toBe(expected);
  });
});

describe('a similar study that is under way', () => {
  const ordered = (code: string, day: string | undefined, more: Content = {}): Content => ({
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, code),
    authoredOn: day,
    ...more,
  });
  test.each<readonly [string, CaseDefinition, boolean]>([
    ['an MRI', chart(ordered('72158', '2026-10-01')), true],
    ['a CT', chart(ordered('72131', '2026-10-01')), true],
    ['a bone scan is not similar', chart(ordered('78306', '2026-10-01')), false],
    ['of another region', chart(ordered('72141', '2026-10-01')), false],
    ['of no day', chart(ordered('72158', undefined)), false],
    ['before the episode', chart(ordered('72158', '2026-08-01')), false],
    [
      'without a documented onset',
      { onset: null, resources: [ordered('72158', '2026-10-01')] },
      false,
    ],
    ['this very order', chart(ordered('72158', '2026-10-01', { id: 'order' })), false],
    ['one that has results', chart(report('r', '72148', '2026-10-01', 'Normal.')), false],
  ])('%s', (_name, definition, expected) => {
    expect(pendingSimilar(caseOf(definition)).length > 0).toBe(expected);
  });

  test('another order of the draft does not hide it', () => {
    const one = caseOf(chart(ordered('72158', '2026-10-01')));
    const both = {
      ...one,
      draftOrders: [one.order, { ...one.order, reference: 'ServiceRequest/s' }],
    };
    expect([pendingSimilar(one).length, pendingSimilar(both).length]).toEqual([1, 0]);
  });
});

describe('after the indication', () => {
  const outcome = (code: string): Content => ({ outcome: concept(sct, code) });
  test('pain that treatment relieved is improving, and no other', () => {
    const relief = (code: string): string =>
      decided(symptomsImproving, chart(therapy('a', '2026-09-07', '2026-10-19', outcome(code))));
    expect(relief('385669000')).toBe('met [Procedure/a]');
    expect(relief('385671000')).toBe('not-met []');
    expect(decided(symptomsImproving)).toBe('not-met []');
  });

  test.each<readonly [string, Content, string]>([
    ['a goal that was achieved 84 days ago', { statusDate: '2026-08-26' }, 'Goal/g'],
    ['a goal that was achieved 85 days ago', { statusDate: '2026-08-25' }, ''],
    ['a goal that was achieved years ago', { statusDate: '2015-01-01' }, ''],
    ['a goal that was achieved on a day that nobody wrote down', {}, 'Goal/g'],
  ])('pain of long standing: %s', (_name, when, cited) => {
    const goal: Content = {
      resourceType: 'Goal',
      id: 'g',
      lifecycleStatus: 'active',
      subject,
      description: { text: 'Reduce back pain' },
      achievementStatus: concept(
        'http://terminology.hl7.org/CodeSystem/goal-achievement',
        'achieved',
      ),
      ...when,
    };
    expect(decided(symptomsImproving, { onset: '2010-01-01', resources: [goal] })).toBe(
      cited === '' ? 'not-met []' : `met [${cited}]`,
    );
  });

  test('a treatment of years ago that helped makes no pain of today an improving one', () => {
    const resources = [therapy('a', '2015-01-01', '2015-03-01', outcome('385669000'))];
    expect(decided(symptomsImproving, { onset: '2010-01-01', resources })).toBe('not-met []');
  });

  test.each<readonly [string, CaseDefinition, string]>([
    ['nothing', {}, 'not-met []'],
    [
      'surgery without symptoms',
      chart(
        surgery('s', '63030', '2025-01-01'),
        surgery('t', '22551', '2025-01-01'),
        response({ 'post-surgical-symptoms': false }),
      ),
      'met [QuestionnaireResponse/q]',
    ],
    [
      'surgery with symptoms',
      chart(surgery('s', '63030', '2025-01-01'), response({ 'post-surgical-symptoms': true })),
      'not-met []',
    ],
    [
      'surgery of another region',
      chart(surgery('t', '22551', '2025-01-01'), response({ 'post-surgical-symptoms': false })),
      'not-met []',
    ],
    ['no surgery', chart(response({ 'post-surgical-symptoms': false })), 'not-met []'],
  ])('surveillance: %s', (_name, definition, expected) => {
    expect(decided(surveillanceOnly, definition)).toBe(expected);
  });

  test('healing of a pars fracture that is monitored is a reason to repeat the study (reading A47)', () => {
    const said = (value: boolean) =>
      repeatImagingNeed.decide(caseOf(chart(response({ 'pars-healing-monitoring': value })))).value;
    expect([said(true), said(false)]).toEqual(['met', 'not-documented']);
  });
});

describe('where an indication is present', () => {
  const resolved = { clinicalStatus: status('resolved') };
  const refuted = { verificationStatus: status('refuted') };
  const found = (definition: CaseDefinition, options = {}): string[] =>
    presentFacts(caseOf(definition), ['low-back-pain', 'lumbar-stenosis'], options).map(
      (fact) => fact.evidence.reference,
    );
  const pain = { order: { reasonCode: [concept(icd, 'M54.50')] } };

  test('the order’s reasons come first, then the chart; each fact once', () => {
    expect(
      found({ ...pain, resources: [condition('c', 'M54.50'), condition('d', 'M48.061')] }),
    ).toEqual(['ServiceRequest/order', 'Condition/c', 'Condition/d']);
    const pointed = { order: { reasonCode: [], reasonReference: [{ reference: 'Condition/c' }] } };
    expect(found({ ...pointed, resources: [condition('c', 'M54.50')] })).toEqual(['Condition/c']);
    expect(found({ ...pain, resources: [condition('c', 'M54.50')] }, { reasonOnly: true })).toEqual(
      ['ServiceRequest/order'],
    );
  });

  test('what is over, refuted or elsewhere is not', () => {
    expect(
      found(chart(condition('c', 'M54.50', resolved), condition('d', 'M48.061', refuted))),
    ).toEqual([]);
    expect(found({ study: '72141', resources: [condition('c', 'M54.50')] })).toEqual([]);
    expect(
      found({ study: '72141', resources: [condition('c', 'M54.50')] }, { anyLevel: true }),
    ).toEqual(['Condition/c']);
  });

  test.each([
    ['lumbar-radiculopathy', ['lumbar']],
    ['cervical-radicular-pain', ['cervical']],
    ['thoracic-radicular-pain', ['thoracic']],
    ['low-back-pain', ['lumbar']],
    ['neck-pain', ['cervical']],
    ['thoracic-pain', ['thoracic']],
    ['cauda-equina-syndrome', ['lumbar']],
    ['neurogenic-claudication', ['lumbar']],
    ['foot-drop', ['lumbar']],
    ['coccydynia', ['sacrum-coccyx']],
    ['sacral-fracture', ['sacrum-coccyx', 'sacroiliac']],
    ['sacroiliac-joint', ['sacroiliac']],
    ['juvenile-idiopathic-arthritis', ['sacroiliac']],
    ['spinal-infection', ['thoracic']],
  ] as const)('%s lies in %j where nothing says', (name, expected) => {
    const one = caseOf({ study: '72146' });
    const [fact] = caseOf().order.reasons;
    if (fact === undefined) throw new Error('no reason');
    expect(regionsForConcept({ ...fact, regions: [] }, name, one)).toEqual(expected);
    expect(regionsForConcept({ ...fact, regions: ['cervical'] }, name, one)).toEqual(['cervical']);
  });
});

describe('what kind of study is ordered', () => {
  const modality = (study: string, words: string, means: 'myelogram' | 'iv'): string =>
    orderedModality(caseOf({ study, order: noted(words) }).order, means);

  test.each([
    ['72132', '', 'CT-myelogram', 'CT'],
    ['72132', 'with IV contrast', 'CT', 'CT'],
    ['72132', 'myelogram', 'CT-myelogram', 'CT-myelogram'],
    ['72132', 'myelogram, with IV contrast', 'CT-myelogram', 'CT-myelogram'],
    ['72131', '', 'CT', 'CT'],
    ['72133', '', 'CT', 'CT'],
    ['72193', '', 'CT', 'CT'],
    ['72149', '', 'MRI', 'MRI'],
  ])(
    '%s (%s) is a %s, or a %s where contrast is given into a vein',
    (study, words, usually, intravenous) => {
      expect([modality(study, words, 'myelogram'), modality(study, words, 'iv')]).toEqual([
        usually,
        intravenous,
      ]);
    },
  );

  test('a section lists a study by modality, region and contrast, or by its code', () => {
    const listed = (entry: StudyEntry, code: string): boolean => {
      const { study } = caseOf({ study: code }).order;
      return lists(entry, study, study.modality);
    };
    const lumbar: StudyEntry = { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] };
    expect(['72148', '72158', '72141', '72131'].map((code) => listed(lumbar, code))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const anywhere: StudyEntry = { modality: 'MRI', regions: 'ordered' };
    expect(['72148', '72158', '72141', '72131'].map((code) => listed(anywhere, code))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const coded: StudyEntry = {
      modality: 'bone-scan',
      regions: 'ordered',
      codes: ['78315'],
    };
    expect(['78315', '78306'].map((code) => listed(coded, code))).toEqual([true, false]);
  });
});
