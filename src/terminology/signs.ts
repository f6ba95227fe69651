import { limbInText, type Side } from './limbs.ts';
import { remembering } from './remember.ts';
import type { Concept } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/**
 * A sign of an examination: what it is called says what was looked for, its value what was found. "Absent" denies a
 * Babinski sign, and is the finding where it is said of the sensation around the anus.
 */
interface Sign {
  readonly concept: Concept;
  readonly names: readonly string[];
  readonly found: readonly string[];
  readonly denied: readonly string[];
  /** What a plain yes means where the name, the site or the value names one side only; of both it is the sign itself. */
  readonly ofOneSide?: Concept;
}

const yes = phraseList(
  'yes, true, positive, present, severe, moderate, mild, constant, frequent, reported',
);
const no = phraseList('no, not, none, false, negative, absent, never, denies, denied');

/** Features of malignancy, which a form or an examination asks for by name (general-cancer-1). */
export const malignancyFeatures: readonly (readonly [Concept, readonly string[]])[] = [
  [
    'night-pain',
    phraseList(
      'night pain, pain at night, nocturnal pain, nocturnal back pain, pain worse at night, worse at night, nighttime pain, night time pain',
    ),
  ],
  [
    'pain-unrelieved-by-position',
    ['unrelieved by', 'not relieved by'].flatMap((unrelieved) =>
      phraseList(
        'change of position, change in position, changes in position, positional change, position change, position, rest or position',
      ).map((position) => `pain ${unrelieved} ${position}`),
    ),
  ],
  [
    'abnormal-weight-loss',
    phraseList(
      'unexplained weight loss, unintentional weight loss, unintended weight loss, involuntary weight loss, abnormal weight loss',
    ),
  ],
];

const signs: readonly Sign[] = [
  ...malignancyFeatures.map(([concept, names]) => ({ concept, names, found: yes, denied: no })),
  {
    concept: 'abnormal-reflex',
    names: phraseList(
      `babinski, babinskis, hoffmann, hoffmanns, hoffman, hoffmans, tromner, clonus, hyperreflexia, long tract signs, long tract sign,
      upper motor neuron signs, inverted radial reflex`,
    ),
    found: phraseList(
      'positive, pos, present, yes, true, upgoing, up going, extensor, sustained, abnormal',
    ),
    denied: phraseList(
      'negative, neg, absent, none, no, not, false, normal, flexor, downgoing, down going, denies, denied, unsustained, equivocal',
    ),
  },
  {
    concept: 'abnormal-reflex',
    names: phraseList(
      'plantar response, plantar responses, plantar reflex, plantar reflexes, plantars',
    ),
    found: phraseList('extensor, upgoing, up going, up'),
    denied: phraseList('flexor, downgoing, down going, down, normal, mute, not, no, equivocal'),
  },
  {
    concept: 'bilateral-leg-weakness',
    names: phraseList(
      `leg weakness, legs weakness, lower extremity weakness, lower extremities weakness, lower limb weakness, weakness of legs, weakness of the legs, weakness in legs,
      weakness in the legs, weakness of lower extremities, weakness lower extremities, weakness of lower limbs`,
    ),
    found: [
      ...yes,
      ...phraseList('bilateral, bilaterally, both, left, right, lt, rt, l, r, unilateral, one'),
    ],
    denied: phraseList('no, not, none, negative, neg, absent, normal, false, denies, denied'),
    ofOneSide: 'leg-weakness',
  },
  {
    concept: 'sphincter-or-saddle-disturbance',
    names: phraseList(
      `perianal sensation, perineal sensation, saddle sensation, saddle area sensation, saddle region sensation, sensation perianal, sensation perineal,
      sensation saddle, perianal pinprick, perineal pinprick, saddle pinprick, perianal light touch, perineal light touch, sensation s3 s5, sensation s2 s4,
      sensation s4 s5, sensation s2 s5, s3 s5 sensation, s2 s4 sensation, s4 s5 sensation, s2 s5 sensation`,
    ),
    found: phraseList(
      'absent, decreased, diminished, reduced, impaired, altered, lost, loss, numb, numbness, abnormal, none, no, false',
    ),
    denied: phraseList('normal, intact, present, preserved, full, yes, true, wnl, not, symmetric'),
  },
  {
    concept: 'sphincter-or-saddle-disturbance',
    names: phraseList(
      `anal tone, rectal tone, sphincter tone, anal sphincter, rectal sphincter, anal wink, anal reflex, bulbocavernosus reflex, anal contraction, anal squeeze`,
    ),
    found: phraseList(
      'absent, decreased, diminished, reduced, lax, weak, poor, flaccid, patulous, lost, loss, abnormal, none, no, false',
    ),
    denied: phraseList(
      'normal, intact, present, good, strong, preserved, yes, true, wnl, not, adequate',
    ),
  },
];

const signNamed = remembering((name: string): Sign | undefined => {
  const words = wordsOf(name);
  // Signs of other nerves, and illnesses, that are named after the same people.
  if (hasAny(words, namesakes)) return undefined;
  return signs.find(({ names }) => hasAny(words, names));
});

/** Whether what an Observation is called names a sign. */
export function namesSign(name: string): boolean {
  return signNamed(name) !== undefined;
}

/** What an examination found of a sign. */
export interface SignFound {
  readonly concept: Concept;
  /** `unclear` where the value says neither, or both. */
  readonly said: 'found' | 'denied' | 'unclear';
  /** The part of the value that tells it: "right present" of "right present, left absent". */
  readonly told: string;
}

/**
 * What an examination found of a sign; undefined where its name names none.
 * @param name what the Observation is called
 * @param said its value in words; `yes` or `no` for an answer
 */
export function signFound(name: string, said: string): SignFound | undefined {
  const sign = signNamed(name);
  if (sign === undefined) return undefined;
  // "Upgoing right, downgoing left": what one side shows is there, whatever the other side shows.
  const asked = isCalledFound(name, sign) ? { found: yes, denied: no } : sign;
  const parts = said.split(/[,;/]|\band\b/i);
  const results = parts.map((part) => saidInPart(part, asked));
  const found = parts.filter((_, at) => results[at] === 'found');
  const told = found.length > 0 ? found.join(', ') : said;
  const concept = conceptOf(sign, limbInText(`${name}, ${told}`).side);
  if (found.length > 0) {
    return concept === undefined
      ? { concept: sign.concept, said: 'unclear', told }
      : { concept, said: 'found', told };
  }
  return {
    concept: concept ?? sign.concept,
    said: results.includes('denied') ? 'denied' : 'unclear',
    told,
  };
}

/** What is found where the sign is of a side; undefined where it depends on the side, and none is named. */
function conceptOf({ concept, ofOneSide }: Sign, side: Side | undefined): Concept | undefined {
  if (ofOneSide === undefined || side === 'both') return concept;
  return side === undefined ? undefined : ofOneSide;
}

/** "Decreased rectal tone" names what was found itself: a yes affirms that. */
function isCalledFound(name: string, { found }: Sign): boolean {
  if (found.includes('yes')) return false;
  const words = wordsOf(name);
  return hasAny(
    words,
    found.filter((one) => !yes.includes(one) && !no.includes(one)),
  );
}

function saidInPart(
  part: string,
  sign: Pick<Sign, 'found' | 'denied'>,
): 'found' | 'denied' | 'unclear' {
  const words = wordsOf(part);
  const isFound = hasAny(words, sign.found);
  return isFound === hasAny(words, sign.denied) ? 'unclear' : isFound ? 'found' : 'denied';
}

const hedges = phraseList('no, not, without, or');
const namesakes = phraseList('tinel, tinels, nageotte, hoffmann syndrome, hoffmanns syndrome');

const exaggerated = phraseList('hyperreflexic, hyperreflexia, clonus');

/**
 * Whether the value of a tendon reflex says that it is exaggerated: the highest grade of 0 to 4 alone ("4+"), or in
 * words. "4/4" is none, since it may say that all four are there.
 */
export const isHyperreflexic = remembering((said: string): boolean => {
  const words = wordsOf(said);
  if (hasAny(words, hedges)) return false;
  return /^\s*4\s*\+?\s*(?:[,;.]|$)/.test(said) || hasAny(words, exaggerated);
});
