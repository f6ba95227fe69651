import { remembering } from './remember.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

export type Severity = 0 | 1 | 2;

/** Words and grades of the usual scales: reflexes 0 to 4 with 2 for normal, sensation 0 to 2 with 2 for normal. */
const scales: Readonly<
  Record<'motor' | 'sensory' | 'reflex', readonly (readonly [Severity, readonly string[]])[]>
> = {
  motor: [
    [
      2,
      phraseList(
        'absent, none, paralysis, paralyzed, paralysed, plegia, plegic, flaccid, flicker, trace, unable, cannot, zero',
      ),
    ],
    [
      1,
      phraseList('weak, weaker, weakness, decreased, diminished, reduced, impaired, paresis, poor'),
    ],
    [0, phraseList('normal, full, intact, symmetric, symmetrical, preserved')],
  ],
  reflex: [
    [2, phraseList('absent, areflexia, areflexic, none, clonus, 0, 4')],
    [
      1,
      phraseList(
        `decreased, diminished, reduced, depressed, hypoactive, hyporeflexia, hyporeflexic, trace, brisk,
        increased, exaggerated, hyperactive, hyperreflexia, hyperreflexic, 1, 3`,
      ),
    ],
    [0, phraseList('normal, intact, present, symmetric, symmetrical, 2')],
  ],
  sensory: [
    [2, phraseList('absent, anesthesia, anaesthesia, lost, none, 0')],
    [
      1,
      phraseList(
        `decreased, diminished, reduced, impaired, altered, numb, numbness, hypesthesia, hypoesthesia, hypaesthesia,
        paresthesia, paresthesias, dysesthesia, 1`,
      ),
    ],
    [0, phraseList('normal, intact, present, preserved, 2')],
  ],
};

/**
 * How bad a finding of a strength, a reflex or a sense is: 0 normal, 1 lessened or heightened, 2 absent or clonic. Undefined
 * where the words say several things, or none of these.
 */
export function severityOf(
  quality: 'motor' | 'sensory' | 'reflex',
  said: string,
): Severity | undefined {
  return severities[quality](said);
}

const severities = {
  motor: remembering((said: string) => severityOn(scales.motor, said)),
  sensory: remembering((said: string) => severityOn(scales.sensory, outOf(2, said))),
  reflex: remembering((said: string) => severityOn(scales.reflex, outOf(4, said))),
};

/** "0/2" of the scale of 0 to 2 is 0. */
function outOf(highest: number, said: string): string {
  const [, score] = new RegExp(`^\\s*(\\d)\\s*\\+?\\s*/\\s*${highest}\\b`).exec(said) ?? [];
  return score ?? said;
}

const hedges = phraseList(
  'no, not, without, or, except, apart from, aside from, other than, but for, exception of',
);

function severityOn(
  scale: readonly (readonly [Severity, readonly string[]])[],
  said: string,
): Severity | undefined {
  const words = wordsOf(said);
  if (words.length > 6 || hasAny(words, hedges)) return undefined;
  const first = words.slice(0, 4);
  const found = scale.filter(([, phrases]) => hasAny(first, phrases));
  return found.length === 1 ? found[0]?.[0] : undefined;
}
