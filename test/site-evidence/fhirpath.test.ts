import { describe, expect, test } from 'vitest';
import { compileFhirPath } from '../../src/fhir/compile-fhirpath.ts';
import { ExpressionProblem } from '../../src/fhir/fhirpath-tree.ts';
import { holds } from '../../src/fhir/required-values.ts';

function problemOf(expression: string, resourceType: string) {
  try {
    compileFhirPath(expression, resourceType);
  } catch (error) {
    if (error instanceof ExpressionProblem) {
      return [error.message, error.place.line, error.place.column];
    }
    throw error;
  }
  return undefined;
}

describe('an expression is checked against the R4 model', () => {
  test.each<readonly [string, string, number] | readonly [string, string, number, string]>([
    ['cod.coding.code', 'Observation has no element "cod"', 1],
    ["code.codign.exists(code = 'x')", 'CodeableConcept has no element "codign"', 6],
    ["code.coding.exists(system = 'x' and cod = 'y')", 'Coding has no element "cod"', 37],
    ['component.value.ofType(Quantity).unt', 'Quantity has no element "unt"', 34],
    ['component.where(cod.exists())', 'Observation.component has no element "cod"', 17],
    ['code.ofType(Quantity)', 'CodeableConcept is never a Quantity', 6],
    ['value as Quantitty', 'there is no type "Quantitty"', 10],
    [
      'item.item.answer.value.ofType(Coding).cod',
      'Coding has no element "cod"',
      39,
      'QuestionnaireResponse',
    ],
    ["code.text.matches('(a+)+')", 'the function matches() is not allowed here', 11],
    ['descendants().count()', 'the function descendants() is not allowed here', 1],
    ['%patient.id', 'there is no constant %patient', 1],
    ['code.coding.(', 'this is no FHIRPath expression', 13],
    ['status = ', 'this is no FHIRPath expression', 10],
    ['Condition.code', 'Observation has no element "Condition"', 1],
    ['period.start', 'Observation has no element "period"', 1],
  ])('%s', (expression, message, column, resourceType = 'Observation') => {
    expect(problemOf(expression, resourceType)).toEqual([message, 1, column]);
  });

  test('and its place is named over several lines', () => {
    expect(problemOf("status = 'final' and\n  categroy.exists()", 'Observation')).toEqual([
      'Observation has no element "categroy"',
      2,
      3,
    ]);
  });

  test.each<
    | readonly [string, readonly string[] | undefined]
    | readonly [string, readonly string[] | undefined, string]
  >([
    ['code', ['CodeableConcept']],
    ['Observation.code.coding.code', ['code']],
    ['effective', ['dateTime', 'Period', 'Timing', 'instant']],
    ['effective.ofType(Period).start', ['dateTime']],
    ['(value as Quantity).value', ['decimal']],
    ['component.where(code.exists()).value.ofType(Quantity)', ['Quantity']],
    ['status | code.text', ['code', 'string']],
    ["iif(status = 'final', 'failed', 'improved')", ['System.String']],
    ["%resource.status in ('final' | 'amended')", ['System.Boolean']],
    ["extension('urn:x').value.ofType(dateTime)", ['dateTime']],
    ['code.coding[0].system.exists().not()', ['System.Boolean']],
    ['item.item.answer.value.ofType(Coding).code', ['code'], 'QuestionnaireResponse'],
    ['contained.id', undefined],
    ['class.code', ['code'], 'Encounter'],
    ['$this.id', ['System.String']],
  ])('%s selects %j', (expression, types, resourceType = 'Observation') => {
    expect(compileFhirPath(expression, resourceType).types).toEqual(types);
  });
});

describe('an expression selects', () => {
  const observation = {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { coding: [{ system: 'urn:flowsheet', code: '123' }] },
    effectivePeriod: { start: '2026-10-01' },
    component: [{ code: { text: 'a' }, valueQuantity: { value: 3 } }],
  };

  test('elements, and leaves the resource as it was', () => {
    const before = structuredClone(observation);
    const select = (expression: string) =>
      compileFhirPath(expression, 'Observation').select(observation);
    expect(select("code.coding.exists(system = 'urn:flowsheet' and code = '123')")).toEqual([true]);
    expect(select('effective.ofType(Period).start')).toEqual(['2026-10-01']);
    expect(select('component.value.ofType(Quantity).value')).toEqual([3]);
    expect(select('value')).toEqual([]);
    expect(observation).toEqual(before);
  });

  test('nothing from a resource that does not keep to the model', () => {
    const select = compileFhirPath("code.coding.code = '123'", 'Observation').select;
    expect(() => select({ resourceType: 'Observation', code: { coding: 'x' } })).not.toThrow();
    expect(() =>
      select({ resourceType: 'Observation', code: { coding: [null, 5] } }),
    ).not.toThrow();
  });
});

describe('what an expression requires of a resource', () => {
  const required = (expression: string) =>
    compileFhirPath(expression, 'Observation').required.map(({ path, values }) => [
      path.join('.'),
      [...values],
    ]);

  test.each<readonly [string, readonly unknown[]]>([
    [
      "code.coding.exists(system = 'urn:x' and code = '123')",
      [
        ['code.coding.system', ['urn:x']],
        ['code.coding.code', ['123']],
      ],
    ],
    ["Observation.code.coding.where(code = '1').exists()", [['code.coding.code', ['1']]]],
    ["code.coding.code in ('1' | '2')", [['code.coding.code', ['1', '2']]]],
    ["'1' = code.coding.code", [['code.coding.code', ['1']]]],
    [
      "code.coding.exists(code = '1') or code.coding.exists(code = '2')",
      [['code.coding.code', ['1', '2']]],
    ],
    ["code.coding.exists(code = '1' or code = '2')", [['code.coding.code', ['1', '2']]]],
    ["value.coding.code = 'A'", [['value.coding.code', ['A']]]],
    ["code.coding.exists(code = '1') or status = 'final'", []],
    ["code.coding.exists(code = '1').not()", []],
    ["code.coding.code != '1'", []],
    ["code.coding.exists(code.startsWith('1'))", []],
    ["iif(code.coding.exists(code = '1'), true, false)", []],
    ["code.coding.first().code = '1'", []],
  ])('%s', (expression, expected) => {
    expect(required(expression)).toEqual(expected);
  });

  test('is looked for without evaluating anything', () => {
    const { required: requirements } = compileFhirPath(
      "code.coding.exists(code = '1') and value.coding.code = 'A'",
      'Observation',
    );
    const of = (code: string, answer: string) => ({
      code: { coding: [{ code: 'other' }, { code }] },
      valueCodeableConcept: { coding: [{ code: answer }] },
    });
    expect(holds(of('1', 'A'), requirements)).toBe(true);
    expect(holds(of('2', 'A'), requirements)).toBe(false);
    expect(holds(of('1', 'B'), requirements)).toBe(false);
    expect(holds({ code: 'x' }, requirements)).toBe(false);
  });
});
