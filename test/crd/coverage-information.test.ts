import { Fhir } from 'fhir';
import type { Extension } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { isFullSize } from '../support/sample-size.ts';
import { breaches } from './extension-table.ts';
import { invariants } from './invariants.ts';
import {
  type Asked,
  answerTo,
  asked,
  type Call,
  draftsOf,
  extensionUrl,
  informationIn,
  informationOf,
  updatedOrders,
  valuesOf,
  vignetteNamed,
  vignettes,
} from './support.ts';

const fhir = new Fhir();

/** The versions that an answer has to be valid in. */
const versionsOf = (one: Asked): readonly ('2.0' | '2.2')[] =>
  one === 'neutral' ? ['2.0', '2.2'] : [one];

/** What every vignette gives, asked for in no version and in the newest. */
const answered = vignettes.map((vignette) => ({ vignette, answer: answerTo(vignette) }));
const answeredIn22 = vignettes.map((vignette) => answerTo(vignette, { asked: '2.2' }));

const everyStudy = [
  ...new Set(answered.flatMap(({ answer }) => answer.record.orders.map(({ cpt }) => cpt))),
];

/**
 * Situations in which every vignette is called, the first one in every version and the others in one version each.
 * An empty configuration declares CRD.
 */
const situations: readonly (readonly [name: string, call: Call])[] = [
  ['with everything at hand', { configuration: {} }],
  [
    'where some data could not be had',
    { configuration: {}, unavailable: ['encounters', 'observations', 'goals'] },
  ],
  ['while ordering', { configuration: {}, hook: 'order-select' }],
  [
    'under a policy without authorisation',
    { configuration: {}, settings: { withoutAuthorization: everyStudy } },
  ],
];

interface Found {
  readonly name: string;
  readonly information: Extension;
}

/** Each once that says the same but for its order's own coverage, id and form. */
function withoutRepeats(found: readonly Found[]): readonly Found[] {
  const own = ['coverage', 'coverage-assertion-id', 'questionnaire'];
  const said = ({ information }: Found): string =>
    JSON.stringify(
      (information.extension ?? []).map((part) =>
        own.includes(part.url) ? Object.keys(part).concat(part.url) : part,
      ),
    );
  return [...new Map(found.map((one) => [said(one), one])).values()];
}

describe.each(situations)('coverage information %s', (name, call) => {
  const isFirst = name === situations[0]?.[0];
  describe.each(asked)('asked for in %s', (one) => {
    const version = asked.indexOf(one);
    const answers = vignettes
      .filter((_vignette, index) => isFirst || index % asked.length === version)
      .map((vignette) => ({ vignette, answer: answerTo(vignette, { ...call, asked: one }) }));
    const found = withoutRepeats(
      answers.flatMap(({ vignette, answer }) =>
        informationIn(answer).map((information) => ({ name: vignette.name, information })),
      ),
    );

    it('is given for every order in scope', () => {
      expect(answers.length).toBeGreaterThan(isFullSize ? 100 : 25);
      expect(found.length).toBeGreaterThan(isFullSize ? 20 : 10);
      for (const { vignette, answer } of answers) {
        const actions = answer.response.systemActions ?? [];
        expect(actions, vignette.name).toHaveLength(answer.record.orders.length);
      }
    });

    it('keeps to the table of its version', () => {
      for (const version of versionsOf(one)) {
        for (const { name, information } of found) {
          expect(breaches(information, version), `${name}, ${version}`).toEqual([]);
        }
      }
    });

    it.each(invariants)('%s', (_invariant, holds) => {
      expect(found.filter(({ information }) => !holds(information))).toEqual([]);
    });

    it('leaves every order valid FHIR, and as it was but for the extension', () => {
      for (const { vignette, answer } of answers) {
        const sent = draftsOf(vignette);
        for (const order of updatedOrders(answer)) {
          const { messages } = fhir.validate(order, { errorOnUnexpected: true });
          const errors = messages.filter(({ severity }) => severity === 'error');
          expect(errors, vignette.name).toEqual([]);
          const { extension = [], ...rest } = order;
          const others = extension.filter(({ url }) => url !== extensionUrl);
          const before = others.length === 0 ? rest : { ...rest, extension: others };
          expect(sent).toContainEqual(before);
          expect(informationOf(order)).toHaveLength(1);
        }
      }
    });

    it('is not given again for the order that carries it', () => {
      for (const { vignette, answer } of answers) {
        const updated = updatedOrders(answer);
        const orders = draftsOf(vignette).map(
          (draft) => updated.find((order) => order.id === draft.id) ?? draft,
        );
        const again = answerTo(vignette, { ...call, asked: one, orders });
        expect(again.response.systemActions, vignette.name).toBeUndefined();
        // The assertion stands on record all the same.
        expect(again.record.orders).toEqual(answer.record.orders);
      }
    });
  });
});

describe('the checks', () => {
  const good: Extension[] = [
    { url: 'coverage', valueReference: { reference: 'Coverage/1' } },
    { url: 'covered', valueCode: 'conditional' },
    { url: 'pa-needed', valueCode: 'auth-needed' },
    { url: 'doc-needed', valueCode: 'clinical' },
    { url: 'doc-purpose', valueCode: 'withpa' },
    { url: 'info-needed', valueCode: 'OTH' },
    { url: 'reason', valueCodeableConcept: { text: 'why' } },
    { url: 'questionnaire', valueCanonical: 'https://payer.example/Questionnaire/1|1' },
    { url: 'date', valueDate: '2026-11-18' },
    { url: 'coverage-assertion-id', valueString: 'a' },
  ];
  const without = (...urls: string[]) => good.filter(({ url }) => !urls.includes(url));
  const put = (url: string, part: Omit<Extension, 'url'>) =>
    good.map((one) => (one.url === url ? { url, ...part } : one));
  const faults: readonly (readonly [fault: string, extension: Extension[]])[] = [
    ['no coverage', without('coverage')],
    [
      'a coverage that is a patient',
      put('coverage', { valueReference: { reference: 'Patient/1' } }),
    ],
    ['covered twice', [...good, { url: 'covered', valueCode: 'covered' }]],
    ['an unknown part', [...good, { url: 'notes', valueString: 'x' }]],
    ['a code of no version', put('covered', { valueCode: 'perhaps' })],
    ['a value of the wrong type', put('covered', { valueString: 'conditional' })],
    ['a reason that says nothing', put('reason', { valueCodeableConcept: {} })],
    [
      'a detail without its category',
      [
        ...good,
        {
          url: 'detail',
          extension: [
            { url: 'code', valueCodeableConcept: { text: 'x' } },
            { url: 'value', valueString: 'x' },
          ],
        },
      ],
    ],
    ['a form without documents', without('doc-needed', 'doc-purpose')],
    ['nothing of authorisation', without('pa-needed')],
    ['authorisation of what is not covered', put('covered', { valueCode: 'not-covered' })],
    ['conditional on nothing', without('info-needed')],
    ['information needed for nothing', put('covered', { valueCode: 'covered' })],
    ['documents for no authorisation', put('pa-needed', { valueCode: 'no-auth' })],
    ['satisfied without an id', put('pa-needed', { valueCode: 'satisfied' })],
    ['an id of no authorisation', [...good, { url: 'satisfied-pa-id', valueString: 'x' }]],
    ['no reason', without('reason')],
    ['indeterminate for no technical reason', put('pa-needed', { valueCode: 'indeterminate' })],
  ];
  const isSound = (extension: Extension[]) => {
    const information = { url: extensionUrl, extension };
    return (
      breaches(information, '2.2').length === 0 &&
      invariants.every(([, holds]) => holds(information))
    );
  };

  it('let sound information pass', () => {
    expect(isSound(good)).toBe(true);
  });

  it.each(faults)('catch %s', (_fault, extension) => {
    expect(isSound(extension)).toBe(false);
  });

  it('know the codes of each version', () => {
    const technical = {
      url: extensionUrl,
      extension: put('covered', { valueCode: 'indeterminate' }),
    };
    expect(breaches(technical, '2.2')).toEqual([]);
    expect(breaches(technical, '2.0')).not.toEqual([]);
  });
});

describe('what a determination means for coverage', () => {
  const expected = {
    supported: { covered: ['covered'], documents: [] },
    'alternative-preferred': { covered: ['covered', 'conditional'], documents: [] },
    'prerequisites-missing': { covered: ['conditional'], documents: ['clinical'] },
    'not-supported': { covered: ['not-covered'], documents: [] },
  } as const;

  it.each(Object.entries(expected))('%s', (determination, { covered, documents }) => {
    const found = answeredIn22.flatMap((answer) => {
      const all = informationIn(answer);
      return answer.record.orders.flatMap((order, position) =>
        order.determination === determination ? [all[position]] : [],
      );
    });
    expect(found.length).toBeGreaterThan(isFullSize ? 5 : 3);
    for (const information of found) {
      expect(covered).toContain(valuesOf(information, 'covered')[0]);
      // Where no answer of the form can help nothing is needed, and where something is a form is named.
      const needed = valuesOf(information, 'doc-needed');
      expect([documents, []]).toContainEqual(needed);
      expect(valuesOf(information, 'questionnaire')).toHaveLength(needed.length);
    }
  });

  it('is authorisation needed, unless the payer says that the study needs none', () => {
    const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');
    const [needed] = informationIn(answerTo(vignette));
    expect(valuesOf(needed, 'pa-needed')).toEqual(['auth-needed']);
    expect(valuesOf(needed, 'doc-purpose')).toEqual(['withpa']);
    const [free] = informationIn(
      answerTo(vignette, { settings: { withoutAuthorization: ['72148'] } }),
    );
    expect(valuesOf(free, 'pa-needed')).toEqual(['no-auth']);
    expect(valuesOf(free, 'doc-purpose')).toEqual(['retain-doc']);
  });

  it('is no word of documents while ordering', () => {
    for (const vignette of vignettes) {
      const answer = answerTo(vignette, { configuration: {}, hook: 'order-select' });
      for (const information of informationIn(answer)) {
        for (const part of ['doc-needed', 'doc-purpose', 'questionnaire']) {
          expect(valuesOf(information, part), vignette.name).toEqual([]);
        }
        expect(JSON.stringify(information), vignette.name).not.toMatch(/document/i);
      }
    }
  });

  it('is the form, wherever answers can settle what is missing', () => {
    const forms = new Set<unknown>();
    for (const { vignette, answer } of answered) {
      const offered = JSON.stringify(answer.response.cards).includes('"resourceType":"Task"');
      const information = informationIn(answer);
      const named = information.flatMap((one) => valuesOf(one, 'questionnaire'));
      // A possible red flag beside a study that is not covered is asked about; no answer covers that study.
      const isCovered = information.some((one) => valuesOf(one, 'covered')[0] !== 'not-covered');
      expect(named.length > 0, vignette.name).toBe(offered && isCovered);
      for (const form of named) forms.add(form);
    }
    // One a set of open questions, not one for all.
    expect(forms.size).toBeGreaterThan(5);
    for (const form of forms) {
      expect(form).toMatch(
        /\/Questionnaire\/spine-imaging-documentation-[0-9a-z]+-[0-9a-z]{4}\|\d/,
      );
    }
  });

  it('never leads to a portal', () => {
    const links = answeredIn22.flatMap((answer) =>
      informationIn(answer).flatMap(({ extension }) =>
        valuesOf(
          { url: '', extension: (extension ?? []).flatMap((one) => one.extension ?? []) },
          'value',
        ),
      ),
    );
    const urls = links.filter((link) => typeof link === 'string' && link.startsWith('http'));
    expect([...new Set(urls)]).toEqual(['https://payer.example/spine-imaging']);
  });
});
