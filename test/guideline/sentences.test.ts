import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { reviewsOf } from '../support/reviews.ts';

/** What a clinician reads of a criterion in one vignette, and what it cites. */
interface Row {
  readonly vignette: string;
  readonly criterion: string;
  readonly finding: string;
  readonly sentence: string;
  /** `ResourceType/id`, the date where there is one, and the words of each piece of evidence. */
  readonly evidence: readonly string[];
}

const rows: readonly Row[] = JSON.parse(
  readFileSync(join(packageRoot, 'test', 'guideline', 'sentences.json'), 'utf8'),
);
const vignettes = new Map(allVignettes().map((vignette) => [vignette.name, vignette]));

test.each(rows.map((row) => [row.criterion, row.finding, row.vignette, row] as const))(
  '%s, %s in %s: its sentence and its evidence',
  (_criterion, _finding, name, row) => {
    const vignette = vignettes.get(name);
    if (vignette === undefined) throw new Error(`no vignette ${name}`);
    const said = reviewsOf(vignette)
      .flatMap((review) => review.assessment.criteria)
      .filter((one) => one.id === row.criterion && one.finding === row.finding)
      .map(({ summary, evidence }) => ({
        sentence: summary,
        evidence: evidence.map(({ reference, date, text }) =>
          [reference, ...(date === undefined ? [] : [date]), text].join(' '),
        ),
      }));
    expect(said).toContainEqual({ sentence: row.sentence, evidence: row.evidence });
  },
);
