import { Fhir } from 'fhir';
import type { QuestionnaireItem } from 'fhir/r4.js';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { describe, expect, test } from 'vitest';
import { answerKind, typedLinkIds } from '../../src/chart/answer-kinds.ts';
import { encodings } from '../../src/guideline/catalogue.ts';
import { answerCodeSystem } from '../../src/questionnaire/answer-codes.ts';
import {
  answerableLinkIds,
  documentationQuestionnaire,
} from '../../src/questionnaire/questionnaire.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';

const base = 'https://payer.example/fhir';
const questionnaire = documentationQuestionnaire(base);
const items = flat(questionnaire.item ?? []);
const byLinkId = new Map(items.map((item) => [item.linkId, item]));

function flat(all: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] {
  return all.flatMap((item) => [item, ...flat(item.item ?? [])]);
}

function errorsOf(resource: object): readonly unknown[] {
  return new Fhir()
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((message) => message.severity === 'error');
}

describe('the documentation Questionnaire', () => {
  test('is valid R4, as are the codes of its answers', () => {
    expect(errorsOf(questionnaire)).toEqual([]);
    expect(errorsOf(answerCodeSystem(base, '2026.1'))).toEqual([]);
  });

  test('has every linkId once', () => {
    expect(items.length).toBe(byLinkId.size);
  });

  test('has an item for whatever a criterion asks', () => {
    const asked = [...encodings(newestPolicy).values()].flatMap((encoding) => encoding.asks);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((linkId) => !answerableLinkIds().has(linkId))).toEqual([]);
    expect(typedLinkIds.filter((linkId) => !byLinkId.has(linkId))).toEqual([]);
  });

  test('asks for each answer in the type that is read', () => {
    for (const linkId of answerableLinkIds()) {
      expect([linkId, byLinkId.get(linkId)?.type]).toEqual([linkId, answerKind(linkId).type]);
    }
  });

  test('shows help from the guideline beside every yes-or-no item', () => {
    const without = items.filter(
      (item) => item.type === 'boolean' && item.item?.[0]?.type !== 'display',
    );
    // These only complete a fact that another item asks for.
    expect(without.map((item) => item.linkId)).toEqual(['neurological-examination.tension-signs']);
  });

  test('hangs follow-ups on items that exist', () => {
    const conditions = items.flatMap((item) => item.enableWhen ?? []);
    expect(conditions.length).toBeGreaterThan(5);
    expect(conditions.filter(({ question }) => !byLinkId.has(question))).toEqual([]);
  });

  test('offers codes that its own CodeSystem defines', () => {
    const defined = new Set(answerCodeSystem(base, '2026.1').concept?.map(({ code }) => code));
    const offered = items.flatMap((item) => item.answerOption ?? []).map((one) => one.valueCoding);
    expect(offered.length).toBeGreaterThan(20);
    for (const coding of offered) {
      expect(coding?.system).toBe(`${base}/CodeSystem/spine-imaging-answers`);
      expect(defined.has(coding?.code ?? '')).toBe(true);
    }
  });
});

describe('initial expressions', () => {
  const asked = items.filter(({ linkId }) => answerableLinkIds().has(linkId));
  const expressions = asked.map(
    ({ extension = [] }) =>
      extension.find(({ url }) => url.endsWith('initialExpression'))?.valueExpression,
  );
  const variables = (questionnaire.extension ?? []).flatMap(
    ({ valueExpression }) => valueExpression ?? [],
  );
  const namedIn = (expression = ''): readonly string[] =>
    [...expression.matchAll(/%([A-Za-z]+)/g)].map(([, name = '']) => name);

  test('stand at every question, in FHIRPath that compiles', () => {
    for (const expression of [...expressions, ...variables]) {
      if (expression?.language === 'application/x-fhir-query') continue;
      expect(expression?.language).toBe('text/fhirpath');
      expect(() => fhirpath.compile(expression?.expression ?? '', r4)).not.toThrow();
    }
  });

  test('name variables that are defined, each after those that it names itself', () => {
    // The launch names the patient; the type factory is FHIRPath's own.
    const known = new Set(['patient', 'factory']);
    for (const { name = '', expression } of variables) {
      expect([name, namedIn(expression).filter((one) => !known.has(one))]).toEqual([name, []]);
      known.add(name);
    }
    const unknown = expressions.flatMap((one) => namedIn(one?.expression));
    expect(unknown.filter((name) => !known.has(name))).toEqual([]);
  });

  test('give nothing where nothing was found', () => {
    const nothing: Record<string, unknown> = { patient: { resourceType: 'Patient' } };
    for (const { name = '', language, expression = '' } of variables) {
      nothing[name] =
        language === 'text/fhirpath'
          ? fhirpath.evaluate({}, expression, nothing, r4)
          : { resourceType: 'Bundle', type: 'searchset' };
    }
    const given = asked.flatMap(({ linkId }, position) => {
      const found = fhirpath.evaluate({}, expressions[position]?.expression ?? '', nothing, r4);
      return Array.isArray(found) && found.length === 0 ? [] : [[linkId, found]];
    });
    expect(given).toEqual([]);
  });
});
