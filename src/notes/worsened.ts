import { severityOf } from '../terminology/deficits.ts';
import { type LimbPlace, limbInText } from '../terminology/limbs.ts';
import { gradesInWords } from '../terminology/strength-words.ts';
import { motorGrade } from './readers/strength.ts';
import type { Candidate } from './types.ts';

/** What was found of one limb on a day: the higher, the better. */
interface Finding {
  readonly of: 'strength' | 'reflex';
  readonly limb: LimbPlace;
  readonly level: number;
  readonly candidate: Candidate;
}

/**
 * That a strength or a reflex of the same limb is worse in a newer examination than in an older one: "R EHL 5/5", and two weeks
 * later "R EHL 4/5". It may be a progressive deficit, which is asked about.
 */
export function worsened(candidates: readonly Candidate[]): readonly Candidate[] {
  const findings = candidates.flatMap(findingsIn);
  const worse = findings.find((one) =>
    findings.some(
      (other) =>
        other.of === one.of &&
        other.candidate.date < one.candidate.date &&
        other.level > one.level &&
        mayBeOf(other.limb, one.limb),
    ),
  );
  // A grade that is a red flag by itself is asked about as such.
  if (worse === undefined || (worse.of === 'strength' && worse.level < 3.5)) return [];
  const { candidate } = worse;
  return [{ ...candidate, linkId: 'red-flag.progressive-deficit', value: true, rule: 'worsened' }];
}

const halves = { plus: 0.3, minus: -0.3 } as const;

function findingsIn(candidate: Candidate): readonly Finding[] {
  const { linkId, quote, value } = candidate;
  if (linkId === motorGrade)
    return (gradesInWords(quote) ?? []).map(({ grade, half, limb }) => ({
      of: 'strength',
      limb,
      level: grade + (half === undefined ? 0 : halves[half]),
      candidate,
    }));
  if (linkId !== 'neurological-examination.reflexes' || value !== true) return [];
  return quote.split(/[;,.]/).flatMap((part): readonly Finding[] => {
    const [, name = '', said = ''] =
      /\b((?:left|right|l|r)?\s*(?:ankle|knee|achilles|patell\w+|biceps|triceps|brachioradialis))\s*(?:reflex(?:es)?|jerks?)?\W*(.*)$/i.exec(
        part,
      ) ?? [];
    const severity = severityOf('reflex', said.replaceAll(/(\d)\s*\+/g, '$1'));
    if (severity === undefined) return [];
    const muscle = name.trim().toLowerCase().split(/\s+/).at(-1);
    const { side } = limbInText(part);
    return [
      {
        of: 'reflex',
        limb: {
          ...(side === undefined ? {} : { side }),
          ...(muscle === undefined ? {} : { muscle }),
        },
        level: -severity,
        candidate,
      },
    ];
  });
}

/** Whether what was found before may be of a limb of now: what names none ("5/5 throughout") is of all. */
function mayBeOf(before: LimbPlace, now: LimbPlace): boolean {
  if (before.limb === undefined && before.muscle === undefined) return true;
  return (
    before.limb === now.limb &&
    mayBe(before.muscle, now.muscle) &&
    (mayBe(before.side, now.side) || before.side === 'both' || now.side === 'both')
  );
}

function mayBe(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
