import { describe, expect, test } from 'vitest';
import { type AllOf, allOf, anyOf, type Criterion, unless } from '../../src/logic/criterion.ts';
import { evaluate } from '../../src/logic/evaluate.ts';
import { itemsToSettle } from '../../src/logic/settle.ts';
import { type Answers, leaf } from './support.ts';

/** The items that settle a criterion: one of its own name, unless no answer can. */
function needed(criterion: Criterion<Answers>, answers: Answers, ...beyondAnswers: string[]) {
  return itemsToSettle(evaluate(criterion, answers, new Map()), (evaluation) => {
    const id = evaluation.criterion.kind === 'unless' ? undefined : evaluation.criterion.id;
    return id === undefined || beyondAnswers.includes(id) ? undefined : [`item-${id}`];
  });
}

describe('what has to be answered', () => {
  test('nothing where the criterion is met', () => {
    expect(needed(leaf('a'), { a: 'met' })).toEqual([]);
    expect(needed(anyOf('either', leaf('a'), leaf('b')), { b: 'met' })).toEqual([]);
  });

  test('the item of a criterion that is not, or none where no answer can settle it', () => {
    expect(needed(leaf('a'), {})).toEqual(['item-a']);
    expect(needed(leaf('a'), { a: 'not-met' })).toEqual(['item-a']);
    expect(needed(leaf('a'), {}, 'a')).toBeUndefined();
  });

  test('everything that a required group lacks, in its order', () => {
    const group = allOf(leaf('a'), leaf('b'), leaf('c'));
    expect(needed(group, { b: 'met' })).toEqual(['item-a', 'item-c']);
  });

  test('nothing of a required group where one member is beyond answers: half of it settles nothing', () => {
    const group = allOf(leaf('a'), leaf('b'), leaf('c'));
    expect(needed(group, {}, 'b')).toBeUndefined();
    expect(needed(group, { b: 'met' }, 'b')).toEqual(['item-a', 'item-c']);
  });

  test('of a choice every way that answers can open', () => {
    const either = anyOf('either', leaf('a'), leaf('b'), leaf('c'));
    expect(needed(either, {})).toEqual(['item-a', 'item-b', 'item-c']);
    expect(needed(either, {}, 'b')).toEqual(['item-a', 'item-c']);
    expect(needed(either, {}, 'a', 'b', 'c')).toBeUndefined();
  });

  test('of a waiver the requirement, or the exception where nothing can settle the requirement', () => {
    const waived = unless(leaf('exception'), leaf('requirement'));
    expect(needed(waived, {})).toEqual(['item-requirement']);
    expect(needed(waived, {}, 'requirement')).toEqual(['item-exception']);
    expect(needed(waived, {}, 'requirement', 'exception')).toBeUndefined();
  });

  test('what is said of the whole, where its members are met or were never asked', () => {
    const whole: AllOf<Answers> = {
      kind: 'all-of',
      id: 'whole',
      statements: [],
      asks: [],
      of: [leaf('a'), leaf('b')],
      conclude: (_answers, members) => ({ ...members, value: 'not-met' }),
    };
    expect(needed(whole, { a: 'met', b: 'met' })).toEqual(['item-whole']);
    expect(needed(whole, { a: 'met' })).toEqual(['item-b']);
    const silent: AllOf<Answers> = {
      ...whole,
      shortcut: () => ({ value: 'not-documented', summary: 'no record', evidence: [] }),
    };
    expect(needed(silent, {})).toEqual(['item-whole']);
  });
});
