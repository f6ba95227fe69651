import { isDescribing } from './between-words.ts';
import { conditionPhrases } from './condition-phrases.ts';
import { emergenciesInWords, hasEmergency } from './emergencies.ts';
import type { Concept } from './types.ts';
import { lengthAt, type Mention, type Word } from './words.ts';

/**
 * What is the head of a phrase in which a finding only names what it is about: "foot drop scale", "cauda equina level",
 * "foot drop surgery planned". Right behind the finding, without a mark between, it is that which is told of.
 */
const heads: ReadonlySet<Word> = new Set(
  `scale score function control finding findings evaluation eval assessment workup consult consultation consulted plan planning order ordering request requests imaging scan
  mri ct xray ray radiograph films department hospital admission referral referred region area level levels junction type number box part parts canal site sites column surgery operation repair
  collar arch heel heels muscle muscles tone marrow culture cultures catheter balance coordination gait user disease disorder deficit deficits exam examination emergency box classified stage grade reduced decreased diminished absent lost`.split(
    /\s+/,
  ),
);

/** Before "of" and a finding: that it is there, or may be. */
const ofFinding: ReadonlySet<Word> = new Set(
  `onset development presentation diagnosis sign signs symptom symptoms evidence suspicion concern episode loss level side because case finding findings worsening progression
  evaluation eval complaint`.split(/\s+/),
);

const doubting = /^(?:suspect|possib|probab|likely|question)/;

/** Whether a finding is what the words around it tell of, and not what something else is called after or is about. */
export function isHead({ phrase, marked: { before, after } }: Mention): boolean {
  if (heads.has(after[0] ?? '')) return false;
  // Alone it is a part of the body as well: "cauda equina identified".
  if (phrase === 'cauda equina' && /^\w/.test(after[0] ?? '') && !doubting.test(after[0] ?? ''))
    return false;
  const at = before.findLastIndex((word) => !isDescribing(word) || word === 'of' || word === 'for');
  return before[at] !== 'of' || ofFinding.has(before[at - 1] ?? '');
}

/** A word that is understood only where it stands before, or behind, certain others. */
interface Bound {
  readonly word: RegExp;
  readonly isPlaced: (before: Word, after: Word, words: readonly Word[], at: number) => boolean;
}

const pairs =
  /^(?:bowel|bladder|urinary|urine|fecal|rectal|arm|arms|leg|legs|hand|foot|numbness|tingling)$/;

const gains = /^(?:strength|sensation|control|function)$/;

const bounds: readonly Bound[] = [
  // "Other osteomyelitis", and not "the other patient".
  {
    word: /^other$/,
    isPlaced: (before, after) =>
      /^(?:\.|no|any|without)$/.test(before) || /^(?:specified|sites?|fractures?)$/.test(after),
  },
  { word: /^when$/, isPlaced: (_, after) => /^(?:walk|stand|lift)(?:s|ing)?$/.test(after) },
  { word: /^first$/, isPlaced: (_, after) => /^(?:noti|noted|seen|lumbar|thor|cerv)/.test(after) },
  {
    word: /^(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))$/,
    isPlaced: (_, after) => /^(?:lumbar|thoracic|cervical|vertebra)/.test(after),
  },
  { word: /^initial$/, isPlaced: (_, after) => after === 'encounter' },
  // The season.
  { word: /^fall$/, isPlaced: (before) => before !== 'last' },
  {
    word: /^walk(?:ing)?$/,
    isPlaced: (before) =>
      /^(?:when|while|with|in|difficulty|trouble|unable|inability|able|to|cannot|not|no|heel|toe|heels|toes|stopped)$/.test(
        before,
      ),
  },
  // More strength is less of a deficit.
  {
    word: /^increas\w+$/,
    isPlaced: (before, after) => !gains.test(before) && !gains.test(after),
  },
  // The patient is told of what may come.
  {
    word: /^(?:aware|informed)$/,
    isPlaced: (before) =>
      /^(?:neurosurg\w+|surg\w+|ortho\w*|er|ed|department|team|consult\w*|md)$/.test(before),
  },
  { word: /^left$/, isPlaced: (_, after) => !/^(?:hospital|er|ed|department)$/.test(after) },
  { word: /^stable$/, isPlaced: (_, after) => /^(?:burst|closed|fracture)$/.test(after) },
  {
    word: /^(?:horse|ladder|roof|stairs|bike|bicycle|motorcycle|scooter|ski|truck|box|wall|car)$/,
    isPlaced: (before, after, words, at) =>
      /^(?:from|off|down|by|vs|versus|on|over|pedestrian)$/.test(before) ||
      /^(?:fall|accident|crash|injury|collision)$/.test(after) ||
      (/^(?:a|the)$/.test(before) && /^(?:from|off|by|down|over|on)$/.test(words[at - 2] ?? '')),
  },
  // Of two that are left open both have to be emergencies.
  {
    word: /^(?:vs|versus)$/,
    isPlaced: (before, _, words, at) =>
      /^(?:pedestrian|car|auto|bike|bicycle)$/.test(before) ||
      lengthAt(words, emergencyNames, at + 1) > 0,
  },
  {
    word: /^or$/,
    isPlaced: (before, after, words, at) =>
      (pairs.test(before) && pairs.test(after)) ||
      words.slice(Math.max(0, at - 6), at).some((word) => /^(?:no|without|den\w+)$/.test(word)),
  },
];

const emergencyNames = conditionPhrases.flatMap(({ phrases, concepts }) =>
  hasEmergency(concepts, emergenciesInWords) ? phrases : [],
);

/** Whether each word that is understood only beside certain others stands there. */
export function areWordsPlaced(words: readonly Word[]): boolean {
  return words.every((word, at) =>
    bounds.every(
      (one) =>
        !one.word.test(word) || one.isPlaced(words[at - 1] ?? '.', words[at + 1] ?? '.', words, at),
    ),
  );
}

/** What denies, of each emergency, the emergency itself. */
const ownDenials: Partial<Readonly<Record<Concept, RegExp>>> = {
  'acute-spinal-fracture': /\b(?:fractures?|fx|broken)\b/,
  'spinal-infection': /\binfect\w+/,
  'spinal-neoplasm': /\b(?:tumou?rs?|metasta\w+|malignan\w+|neoplasm|cancer)\b/,
  'aortic-emergency': /\b(?:aneurysm|dissection)\b/,
  'cauda-equina-syndrome': /\b(?:cauda|saddle|bladder|bowel|urinary|retention|incontinen\w+)\b/,
  'sphincter-or-saddle-disturbance': /\b(?:saddle|bladder|bowel|urinary|retention|incontinen\w+)\b/,
};
const ofStrength = /\b(?:weak\w*|deficits?|motor|paresis|foot drop)\b/;
/** What is denied beside what was found. */
const besides = /\b(?:other|further|additional|sensory|arms?|hands?|bladder|bowel|saddle)\b/;
const denied = /\b(?:no|without|denies|denied) (.*?)(?= [,.?]|$)/g;
/** "Foot drop today: no per patient". */
const answeredNo = /: (?:no|none|n|nil|neg\w*|denie[sd]|absent|false|not)\b/;
const full = /(?:^| )5 5(?= |$)/;

/**
 * Whether a text denies or measures away what it names itself: "foot drop, no weakness", "foot drop, strength 5/5 today",
 * "L2 fracture, no acute fracture".
 */
export function contradicts(marked: readonly Word[], concepts: readonly Concept[]): boolean {
  const text = marked.join(' ');
  if (answeredNo.test(text)) return true;
  return concepts.some((concept) => {
    const own = ownDenials[concept];
    if (own === undefined && full.test(text)) return true;
    return Array.from(text.matchAll(denied), ([, said = '']) => said).some((said) =>
      own === undefined
        ? ofStrength.test(said) && !besides.test(said)
        : own.test(said) && !/\bother\b/.test(said),
    );
  });
}

/** What lies beside the spine and makes a limb weak by itself. */
const jointInjuries =
  /\b(?:hip|knee|ankle|shoulder|elbow|wrist|foot|leg|thigh|calf) (?:fracture|dislocation|injury|trauma|surgery|compression)\b/;

/** Whether words name an injury of a limb, which may itself be what made the limb weak. */
export function namesLimbInjury(text: string): boolean {
  return jointInjuries.test(text);
}
