import { describe, expect, test } from 'vitest';
import {
  type AllOf,
  type AnyOf,
  allOf,
  anyOf,
  type Criterion,
  unless,
} from '../../src/logic/criterion.ts';
import { type Evaluation, evaluate } from '../../src/logic/evaluate.ts';
import { explain } from '../../src/logic/explain.ts';
import { leavesOf, namedOf } from '../../src/logic/list.ts';
import { type Answers, leaf } from './support.ts';

function evaluated(criterion: Criterion<Answers>, answers: Answers): Evaluation<Answers> {
  return evaluate(criterion, answers, new Map());
}

function cited(evaluation: Evaluation<Answers>): string[] {
  return evaluation.evidence.map((one) => one.text);
}

function trace(criterion: Criterion<Answers>, answers: Answers): string[] {
  return explain(evaluated(criterion, answers)).map(
    ({ id, value, partOf }) => `${id} ${value}${partOf === undefined ? '' : ` of ${partOf}`}`,
  );
}

const composite = (changes: Partial<AllOf<Answers>> = {}): AllOf<Answers> => ({
  kind: 'all-of',
  id: 'whole',
  question: 'whole?',
  statements: ['statement-whole'],
  asks: ['whole'],
  of: [leaf('a'), leaf('b')],
  ...changes,
});

const choice: AnyOf<Answers> = {
  kind: 'any-of',
  id: 'choice',
  question: 'choice?',
  statements: ['statement-choice'],
  asks: [],
  of: [leaf('a'), leaf('b')],
};

describe('what a group says', () => {
  test('one deciding member alone says it as it stands', () => {
    const outcome = evaluated(allOf(leaf('a'), leaf('b')), { a: 'met', b: 'not-met' });
    expect(outcome.summary).toBe('b is not-met');
    expect(cited(outcome)).toEqual(['b']);
  });

  test('several deciding members are named in their order, their shared evidence once', () => {
    const outcome = evaluated(
      allOf(
        leaf('a', { evidence: ['visit'] }),
        leaf('b', { evidence: ['visit', 'film'] }),
        leaf('c', { evidence: ['film', 'visit', 'note'] }),
      ),
      { a: 'met', b: 'met', c: 'met' },
    );
    expect(outcome.summary).toBe('a is met; b is met; c is met');
    expect(cited(outcome)).toEqual(['visit', 'film', 'note']);
  });

  test('a member without words leaves no gap in the sentence', () => {
    const of = (first: string, second: string): string =>
      evaluated(allOf(leaf('a', { summary: first }), leaf('b', { summary: second })), {
        a: 'met',
        b: 'met',
      }).summary;
    expect(of('', 'second')).toBe('second');
    expect(of('first', '')).toBe('first');
    expect(of('', '')).toBe('');
  });

  test('a hundred pieces of evidence are cited once each, in their order', () => {
    const names = Array.from({ length: 100 }, (_, position) => `note-${position}`);
    const outcome = evaluated(
      allOf(
        leaf('a', { evidence: names.slice(0, 40) }),
        leaf('b', { evidence: names.slice(20, 80) }),
        leaf('c', { evidence: [...names.slice(60), ...names.slice(0, 10)] }),
      ),
      { a: 'met', b: 'met', c: 'met' },
    );
    expect(cited(outcome)).toEqual(names);
  });

  test('a group of nothing asks nothing and cites nothing', () => {
    const outcome = evaluated(allOf<Answers>(), {});
    expect([outcome.value, outcome.summary, outcome.evidence]).toEqual(['met', '', []]);
    expect(evaluated(anyOf<Answers>('group'), {}).value).toBe('not-met');
  });

  test('a waiver has no words of its own', () => {
    const outcome = evaluated(unless(leaf('a'), leaf('b')), { a: 'met' });
    expect([outcome.summary, outcome.evidence]).toEqual(['', []]);
  });

  test('what is said of the whole stands beside what its members say', () => {
    const whole = composite({
      conclude: (_answers, members) => ({ ...members, value: 'not-documented', summary: 'denied' }),
    });
    const outcome = evaluated(whole, { a: 'met', b: 'met' });
    expect([outcome.value, outcome.summary, cited(outcome)]).toEqual([
      'not-documented',
      'denied',
      ['a', 'b'],
    ]);
  });

  test('what is said of the whole is heard of one that settled itself, too', () => {
    const whole = composite({
      shortcut: () => ({ value: 'not-documented', summary: 'no record', evidence: [] }),
      conclude: (_answers, members) => ({ ...members, value: 'met' }),
    });
    const outcome = evaluated(whole, {});
    expect([outcome.value, outcome.summary, outcome.members]).toEqual(['met', 'no record', []]);
  });

  test('a choice that settles itself does not ask its members', () => {
    const settled: AnyOf<Answers> = {
      ...choice,
      shortcut: () => ({ value: 'met', summary: 'settled', evidence: [] }),
    };
    const outcome = evaluated(settled, { a: 'not-met', b: 'not-met' });
    expect([outcome.value, outcome.summary, outcome.members]).toEqual(['met', 'settled', []]);
  });
});

describe('the trace of a composite', () => {
  test('names it with those of its parts that made it so', () => {
    expect(trace(composite(), { a: 'met', b: 'met' })).toEqual([
      'whole met',
      'a met of whole',
      'b met of whole',
    ]);
    expect(trace(composite(), { a: 'met', b: 'not-met' })).toEqual([
      'whole not-met',
      'b not-met of whole',
    ]);
    expect(trace(composite(), { a: 'not-met' })).toEqual([
      'whole not-met',
      'a not-met of whole',
      'b not-documented of whole',
    ]);
  });

  test('names it alone when it is met and its parts matter only while they are missing', () => {
    const whole = composite({ partsOnlyWhenMissing: true });
    expect(trace(whole, { a: 'met', b: 'met' })).toEqual(['whole met']);
    expect(trace(whole, { a: 'met' })).toEqual([
      'whole not-documented',
      'b not-documented of whole',
    ]);
  });

  test('shows only met parts of one that was met although a part is not', () => {
    const whole = composite({ conclude: (_answers, members) => ({ ...members, value: 'met' }) });
    expect(trace(whole, { a: 'met', b: 'not-met' })).toEqual(['whole met', 'a met of whole']);
  });

  test('a group without a name hands its place on to its members', () => {
    const nested = composite({ of: [allOf(leaf('a'), leaf('b'))] });
    expect(trace(nested, { a: 'not-met', b: 'not-met' })).toEqual([
      'whole not-met',
      'a not-met of whole',
      'b not-met of whole',
    ]);
  });
});

describe('the trace of a choice', () => {
  test('a named one stands in the trace, and its members belong to it', () => {
    expect(trace(choice, { a: 'not-met', b: 'met' })).toEqual(['choice met', 'b met of choice']);
    expect(trace(choice, { a: 'not-met' })).toEqual([
      'choice not-documented',
      'a not-met of choice',
      'b not-documented of choice',
    ]);
  });

  test('a nameless one groups its alternatives only while none is met', () => {
    const nested = composite({ of: [anyOf('either', leaf('a'), leaf('b'))] });
    expect(trace(nested, { a: 'met' })).toEqual(['whole met', 'a met of whole']);
    expect(trace(nested, {})).toEqual([
      'whole not-documented',
      'a not-documented of either',
      'b not-documented of either',
    ]);
  });
});

test('an entry of the trace carries the question, the statements, the words and the evidence', () => {
  const [whole, part] = explain(evaluated(composite(), { a: 'not-met', b: 'met' }));
  expect(whole).toEqual({
    id: 'whole',
    question: 'whole?',
    value: 'not-met',
    statements: ['statement-whole'],
    summary: 'a is not-met',
    evidence: [{ reference: 'Observation/a', text: 'a' }],
    asks: ['whole'],
  });
  expect(part).toMatchObject({ id: 'a', asks: ['a'], partOf: 'whole' });
});

test('listing names leaves and what has a question of its own, each before its parts', () => {
  const tree = allOf<Answers>(composite(), unless(leaf('c'), choice), anyOf('group', leaf('d')));
  expect(namedOf(tree).map((one) => one.id)).toEqual([
    'whole',
    'a',
    'b',
    'c',
    'choice',
    'a',
    'b',
    'd',
  ]);
  expect(leavesOf(tree).map((one) => one.id)).toEqual(['a', 'b', 'c', 'a', 'b', 'd']);
});

test('groups carry no statement and ask nothing of their own', () => {
  const groups = [allOf(leaf('a')), anyOf('group', leaf('a'))];
  expect(groups.flatMap(({ statements, asks }) => [...statements, ...asks])).toEqual([]);
});
