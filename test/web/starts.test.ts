import { describe, expect, it } from 'vitest';
import { inventedName, nameText } from '../../src/vignettes/invented-name.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { starts } from '../../src/web/playground/starts.ts';

const vignettes = allVignettes();
const chosen = starts.map(({ name }) => vignettes.find((one) => one.name === name));

describe('The patients to begin with', () => {
  it('are there, each under a name of their own', () => {
    const names = chosen.flatMap((one) => (one === undefined ? [] : [nameText(inventedName(one))]));
    expect(new Set(names).size).toBe(starts.length);
  });

  it('show every determination, a possible red flag, and a referral', () => {
    const expected = chosen.flatMap((one) => one?.expected.assessments ?? []);
    expect(new Set(expected.map(({ determination }) => determination))).toEqual(
      new Set(['supported', 'alternative-preferred', 'prerequisites-missing', 'not-supported']),
    );
    const kinds = chosen.flatMap((one) => one?.expected.cards ?? []).map(({ kind }) => kind);
    expect(kinds).toContain('red-flag');
    expect(expected.some(({ refersTo = [] }) => refersTo.length > 0)).toBe(true);
  });
});

describe('Every invented patient', () => {
  it('has a name, the same each time', () => {
    for (const one of vignettes) {
      const name = nameText(inventedName(one));
      expect(name, one.name).toMatch(/^\p{Lu}\S+ \p{Lu}\S+$/u);
      expect(nameText(inventedName(one))).toBe(name);
    }
  });
});
