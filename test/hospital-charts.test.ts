import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookRequest, HookResponse } from '../src/cds/types.ts';
import { packageRoot } from '../src/package-root.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

const folder = join(packageRoot, 'fixtures', 'hospital-charts');
const services = cdsServices(serviceSettings);
const asOf = new Date('2026-11-18T15:00:00Z');

function answerTo(name: string, change = (request: string): string => request): HookResponse {
  const request: HookRequest = JSON.parse(
    change(readFileSync(join(folder, `${name}.json`), 'utf8')),
  );
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  return service.answer({ request, resources: resourcesOf(request), unavailable: [], asOf })
    .response;
}

function assessmentOf(response: HookResponse): Assessment | undefined {
  const found = response.extension?.['io.github.spine-imaging-cds.assessments'];
  return Array.isArray(found) ? found[0] : undefined;
}

interface Expected {
  readonly determination: string;
  readonly decidedBy?: string;
  readonly findings?: Readonly<Record<string, string>>;
}

const missing = (findings: Readonly<Record<string, string>>): Expected => ({
  determination: 'prerequisites-missing',
  findings,
});
const supported: Expected = { determination: 'supported' };

/** What a reviewer reads in each chart; the name says what was misread once. */
const expected: Readonly<Record<string, Expected>> = {
  'administrative-encounter-counts-as-visit': missing({ 'in-person-evaluation': 'not-met' }),
  'careplan-for-ankle-counts-for-back': missing({ 'trial-of-treatment': 'not-documented' }),
  'careplan-for-knee-counts': missing({ 'trial-of-treatment': 'not-documented' }),
  'chronic-neck-pain-sends-to-lumbar': { determination: 'supported', decidedBy: 'spine-pain' },
  'condition-in-words-only': supported,
  'cough-syrup-counts': missing({ 'trial-of-treatment': 'not-documented' }),
  'cough-syrup-is-a-trial': missing({ 'trial-of-treatment': 'not-documented' }),
  'encounter-class-epic': supported,
  'goal-unrelated-achieved-denies': supported,
  'implanted-defibrillator-unseen': {
    determination: 'supported',
    findings: { 'mri-contraindicated': 'not-documented' },
  },
  'local-class-called-virtual': supported,
  'medication-reference-display-only': missing({ 'trial-of-treatment.failed': 'not-documented' }),
  'medication-reference-display': supported,
  'old-encounter-diagnosis-red-flag-ces': {
    determination: 'prerequisites-missing',
    decidedBy: 'spine-pain',
  },
  'old-encounter-diagnosis-red-flag-infection': {
    determination: 'prerequisites-missing',
    decidedBy: 'spine-pain',
  },
  'order-local-code-silent': supported,
  'prior-mri-pdf-called-ordered': {
    determination: 'prerequisites-missing',
    decidedBy: 'study.repeat-imaging',
  },
  'onset-only-on-problem-list': supported,
  'radiograph-local-text': supported,
  'xray-result-in-presentedForm': supported,
  'xray-text-or-local-code': supported,
  'order-with-modifier-silent': missing({ 'trial-of-treatment': 'not-documented' }),
  'physical-therapy-visit-by-visit': supported,
  'pt-sessions-not-a-course': supported,
  'reason-m47816-denied': supported,
  'red-flag-snomed-fracture-unknown': {
    determination: 'supported',
    decidedBy: 'red-flag.fracture',
  },
  'refills-ignored': missing({ 'trial-of-treatment.duration': 'not-documented' }),
  'telephone-by-code-only': missing({ 'in-person-evaluation': 'not-met' }),
};

describe.each(Object.entries(expected))('%s', (name, wanted) => {
  test('is read as a reviewer reads it', () => {
    const assessment = assessmentOf(answerTo(name));
    expect(assessment?.determination).toBe(wanted.determination);
    if (wanted.decidedBy !== undefined) expect(assessment?.decidedBy).toBe(wanted.decidedBy);
    for (const [id, finding] of Object.entries(wanted.findings ?? {})) {
      expect([id, assessment?.criteria.find((one) => one.id === id)?.finding]).toEqual([
        id,
        finding,
      ]);
    }
  });
});

test('every chart of the folder has an expectation', () => {
  const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(names.sort()).toEqual(Object.keys(expected).sort());
});

test('an implanted defibrillator makes the safety of the MRI a question', () => {
  const { cards } = answerTo('implanted-defibrillator-unseen');
  expect(cards.map(({ summary, indicator }) => [indicator, summary])).toEqual([
    ['info', 'Lumbar MRI: an implanted device is on the chart; is it safe in MRI?'],
  ]);
});

function detailsOf(name: string, change: (request: string) => string = (same) => same): string {
  return answerTo(name, change)
    .cards.map(({ detail }) => detail ?? '')
    .join('\n');
}

describe('what is there and could not be used stands on the card that lacks it', () => {
  test('a report as PDF', () => {
    expect(detailsOf('prior-mri-pdf-called-ordered')).toContain(
      'A report of MRI lumbar spine without contrast of Nov 4 is there as PDF.',
    );
  });

  test('contacts that do not tell whether they were in person', () => {
    const unknown = (request: string): string => request.replaceAll('"AMB"', '"13"');
    const details = detailsOf('condition-in-words-only', unknown);
    expect(details).toMatch(/The contact of Oct 28 does not tell whether it was in person\./);
    expect(details).not.toContain('could not be read');
  });

  test('and is no news where nothing of its kind is missing', () => {
    expect(detailsOf('refills-ignored')).not.toMatch(/there as PDF|in person\./);
  });
});
