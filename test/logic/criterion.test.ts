import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type AllOf,
  allOf,
  anyOf,
  type Criterion,
  type LeafCriterion,
  unless,
} from '../../src/logic/criterion.ts';
import { evaluate } from '../../src/logic/evaluate.ts';
import { explain } from '../../src/logic/explain.ts';
import type { FindingValue } from '../../src/logic/finding.ts';
import { leavesOf } from '../../src/logic/list.ts';

type Answers = Readonly<Record<string, FindingValue>>;

let decided: string[] = [];

function leaf(id: string): LeafCriterion<Answers> {
  return {
    kind: 'leaf',
    id,
    question: `${id}?`,
    statements: [`statement-${id}`],
    asks: [id],
    decide: (answers) => {
      decided.push(id);
      const value = answers[id] ?? 'not-documented';
      return {
        value,
        summary: `${id} is ${value}`,
        evidence: [{ reference: `Observation/${id}`, text: id }],
      };
    },
  };
}

function trace(criterion: Criterion<Answers>, answers: Answers): string[] {
  return explain(evaluate(criterion, answers, new Map())).map(
    (entry) => `${entry.id} ${entry.value}`,
  );
}

describe('evaluation', () => {
  test('a shared criterion is decided once for a case', () => {
    decided = [];
    const shared = leaf('shared');
    evaluate(allOf(shared, anyOf('group', shared, leaf('other'))), {}, new Map());
    expect(decided.filter((id) => id === 'shared')).toHaveLength(1);
  });

  test('a group that settles itself does not ask its members', () => {
    decided = [];
    const group: AllOf<Answers> = {
      kind: 'all-of',
      id: 'group',
      question: 'group?',
      statements: [],
      asks: [],
      of: [leaf('member')],
      shortcut: () => ({ value: 'not-documented', summary: 'no record', evidence: [] }),
    };
    expect(trace(group, { member: 'met' })).toEqual(['group not-documented']);
    expect(decided).toEqual([]);
  });

  test('evidence of the deciding members only', () => {
    const outcome = evaluate(
      anyOf('group', leaf('a'), leaf('b')),
      { a: 'not-met', b: 'met' },
      new Map(),
    );
    expect(outcome.evidence.map((one) => one.reference)).toEqual(['Observation/b']);
  });
});

describe('the trace names what decided', () => {
  test('every requirement, met or not', () => {
    expect(trace(allOf(leaf('a'), leaf('b')), { a: 'met', b: 'not-met' })).toEqual([
      'a met',
      'b not-met',
    ]);
  });

  test('the alternative that satisfied a choice, or all of an unsatisfied one', () => {
    const choice = anyOf('choice', leaf('a'), leaf('b'));
    expect(trace(choice, { a: 'not-met', b: 'met' })).toEqual(['b met']);
    expect(trace(choice, { a: 'not-met' })).toEqual(['a not-met', 'b not-documented']);
  });

  test('of a waiver only what waived; a half-documented exception beside what it would waive', () => {
    const waived = unless(leaf('exception'), leaf('requirement'));
    expect(trace(waived, { exception: 'met' })).toEqual(['exception met']);
    expect(trace(waived, { exception: 'not-met', requirement: 'met' })).toEqual([
      'requirement met',
    ]);
    expect(trace(waived, { exception: 'not-documented', requirement: 'not-met' })).toEqual([
      'requirement not-met',
      'exception not-documented',
    ]);
    expect(trace(waived, { exception: 'not-documented', requirement: 'met' })).toEqual([
      'requirement met',
    ]);
  });
});

test('listing walks the whole tree without deciding', () => {
  decided = [];
  const tree = allOf(leaf('a'), unless(leaf('b'), anyOf('c', leaf('d'), leaf('e'))));
  expect(leavesOf(tree).map((one) => one.id)).toEqual(['a', 'b', 'd', 'e']);
  expect(decided).toEqual([]);
});

test('impossible states do not type-check', () => {
  // @ts-expect-error a leaf decides: it cannot go without
  const silent: LeafCriterion<Answers> = {
    kind: 'leaf',
    id: 'a',
    question: '',
    statements: [],
    asks: [],
  };
  // @ts-expect-error a finding is one of three values, never true or false
  const guess: FindingValue = true;
  expectTypeOf(silent).not.toBeAny();
  expectTypeOf(guess).not.toBeAny();
  const frozen = allOf(leaf('a'));
  expect(() => Object.assign(frozen, { of: [] })).toThrow();
});
