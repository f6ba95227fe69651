import { regionsNamed } from './body-sites.ts';
import { ownWordsOf, type RecordAbout } from './own-words.ts';
import { remembering } from './remember.ts';
import {
  besidePerson,
  biopsies,
  deniedOtherwise,
  functionsOfIt,
  lossesOfIt,
  neverBefore,
  otherCauses,
  otherParts,
  sayingNothing,
  somebody,
  type TakingBack,
  takingBack,
  tellers,
  testsOfIt,
} from './taken-back-words.ts';
import type { Concept } from './types.ts';

/** How words take back what their record says, or put it in doubt. */
export interface Taken {
  readonly kind: TakingBack['kind'] | 'of-another' | 'caused';
  /** They name what they take back themselves: "no syrinx", and not "none". */
  readonly isNamed: boolean;
}

/** A clause of a text, with whoever reads phrases of it for what they are about. */
interface Clause {
  readonly text: string;
  readonly about: RecordAbout;
  readonly names: (phrase: string) => boolean;
}

/** At most so many characters of a text are read. */
const longest = 4000;

/** A clause that is longer is read in parts. */
const part = /.{1,300}(?= |$)/g;

/**
 * What in a text beside a record takes the record back, or puts it in doubt. A denial, a past or another cause that is told
 * of something else takes back nothing: "denies trauma", "history of hypertension", "pain resolved, foot drop persists".
 */
export function takenBackIn(text: string, about: RecordAbout): readonly Taken[] {
  if (!mayTake(text)) return none;
  const names = ownWordsOf(about);
  return clausesOf(text.slice(0, longest)).flatMap((one) => {
    const clause = { text: one, about, names };
    return [...cuesIn(clause), ...personsIn(clause), ...causesIn(clause), ...yearsIn(clause)];
  });
}

const none: readonly never[] = [];

/** Asked of every name before its clauses are read. */
const mayTake = remembering((text: string): boolean =>
  clausesOf(text.slice(0, longest)).some(
    (clause) =>
      [...takingBack.map(({ cue }) => cue), persons, years].some(
        (one) => clause.search(one) !== -1,
      ) || Object.values(otherCauses).some((one) => one.test(clause)),
  ),
);

const usual: readonly (readonly [RegExp, string])[] = [
  [/[’‘`]/g, "'"],
  [/\b(?:r\/o'?d|ro'd|r\/o-ed)(?= |$|,)/g, 'ruled out'],
  [/\br\/o(?= *$| *[,;.)]| by\b| per\b| on\b| \d)/g, 'ruled out'],
  [/\br\/o\b/g, 'rule out'],
  [/\bw\/o\b/g, 'without'],
  [/\bd\/c'?e?d\b|\bdc'd\b/g, 'discontinued'],
  [/\bf(?:amily )?hx\b|\bfh\b/g, 'family history'],
  [/\bh\/o\b|\bhx(?: of)?\b/g, 'history of'],
  [/\bd\/t\b/g, 'due to'],
  [/\bs\/p\b/g, 'status post'],
  [/\b2\/2 (?=[a-z])/g, 'secondary to '],
  [/\(-\)|-ve\b|\bneg\b/g, 'negative'],
  [/\bnl\b|\bwnl\b|\bnml\b/g, 'normal'],
  [/\bdx'?e?d\b/g, 'diagnosed'],
  [/\bdx'?s?\b/g, 'diagnosis'],
  [/\bpts?\b(?!['’]?s? (?:session|eval|visit|ordered))/g, 'patient'],
  [/\bdr\./g, 'dr'],
  [/\bw\/u\b/g, 'workup'],
];

function clausesOf(text: string): readonly string[] {
  let plain = text.toLowerCase();
  for (const [written, meant] of usual) plain = plain.replaceAll(written, meant);
  return plain
    .split(/[;!,\n]|\.(?=\s|$)|(?<=\?) |\b(?:but|however|although|though)\b/)
    .map((one) => one.replaceAll(/ [-–—/]+ |[:()[\]]/g, ' ').trim())
    .flatMap((one) => one.match(part) ?? []);
}

function cuesIn(clause: Clause): readonly Taken[] {
  const isOfOtherPlace = namesOtherPlace(clause);
  return takingBack.flatMap(({ kind, looks, cue }) => {
    if (isOfOtherPlace && looks !== 'itself') return [];
    return [...clause.text.matchAll(cue)].flatMap((match): readonly Taken[] => {
      const before = clause.text.slice(0, match.index);
      const behind = clause.text.slice(match.index + match[0].length);
      if (looks === 'itself') return [{ kind, isNamed: true }];
      const said = toldOf(looks, match[0], before, behind, clause);
      if (said === undefined || !isAboutRecord(said, clause)) return [];
      const isNamed = clause.names(said);
      // An earlier examination is none of an earlier finding.
      const isOfTest = kind === 'old' && !isNamed && said.replaceAll(testsOfIt, '') !== said;
      return isOfTest ? [] : [{ kind, isNamed }];
    });
  });
}

/** The words that a cue is said of; undefined where it says something else. */
function toldOf(
  looks: TakingBack['looks'],
  cue: string,
  before: string,
  behind: string,
  clause: Clause,
): string | undefined {
  if (looks === 'before') return isFunctionLost(cue, before) ? undefined : before;
  if (!negation.test(cue) && deniesBefore.test(before)) return undefined;
  if (looks === 'either') {
    const isBefore = clause.names(before) || restOf(before, clause) !== '';
    return isBefore ? before : objectIn(behind);
  }
  const object = objectIn(behind);
  if (ofOther.test(object)) return undefined;
  if (!negation.test(cue)) return object;
  const isOtherwise =
    (/n't|not|never|nt$/.test(cue) && deniedOtherwise.test(behind)) ||
    neverBefore.test(behind) ||
    addedOnly.test(behind);
  if (isOtherwise || (functionsOfIt.test(object) && !lossesOfIt.test(object))) return undefined;
  if (clause.names(object)) return object;
  // "Foley not present": of which it is said stands before it.
  return restOf(object, clause) === '' && !/^(?:no|denies|denying|without)$/.test(cue)
    ? before
    : object;
}

const negation =
  /^(?:no|not|isn't|isnt|wasn't|wasnt|aren't|weren't|doesn't|doesnt|didn't|didnt|don't|does not|did not|do not|has not|hasn't|had not|never|denies|denied|denying|without|non)$/;
/** "Not old", "no chronic". */
const deniesBefore = /\b(?:no|not|never|without|denies)(?: (?:an?|the|any|yet|been|really))* *$/;
/** What is denied is only that there is more: "no new deficits". */
const addedOnly =
  /^ *(?:new|further|other|additional|more|worsening|progression|associated|prior|previous|history|improv\w*|change\w*|relief|better)\b/;
const ofOther = /\b(?:elsewhere|other|another)\b/;
const missing = /^(?:absent|none|nil|no|negative)$/;

/** "Rectal tone absent" tells of a loss. */
function isFunctionLost(cue: string, before: string): boolean {
  const isLost = missing.test(cue) || /^(?:gone|disappeared|vanished)$/.test(cue);
  return isLost && functionsOfIt.test(before) && !lossesOfIt.test(before);
}

/** The words behind a cue up to where something else begins. */
function objectIn(behind: string): string {
  const cut = behind
    .slice(1)
    .search(
      /\b(?:now|new|since|w\/|with|has|because|due|when|if|after|until|so|per|by|according)\b/,
    );
  const object = cut > 0 ? behind.slice(0, cut + 1) : behind;
  return object.split(' ').slice(0, 8).join(' ');
}

/** Whether a phrase is about what the record names, about the record itself, or about an examination that looked for it. */
function isAboutRecord(phrase: string, clause: Clause): boolean {
  return clause.names(phrase) || restOf(phrase, clause) === '';
}

/** What is left of a phrase without what says nothing by itself, and without what looks for the finding. */
function restOf(phrase: string, { about }: Clause): string {
  const isBiopsied =
    about.concepts.has('spinal-neoplasm') || about.concepts.has('spinal-infection');
  const withoutTests = otherParts.test(phrase) ? phrase : phrase.replaceAll(testsOfIt, ' ');
  const told = isBiopsied ? withoutTests.replaceAll(biopsies, ' ') : withoutTests;
  return told
    .replace(/\b(?:per|by|according to|via) .*$/, ' ')
    .replaceAll(/'s\b/g, ' ')
    .replaceAll(sayingNothing, ' ')
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}

/** Whether a clause is of another vertebra, another level or the other side than the record. */
function namesOtherPlace({ text, about }: Clause): boolean {
  const names = about.displays ?? about.names;
  const [only, ...others] = sidesIn(names.join(' ').toLowerCase());
  const side = about.side ?? (others.length === 0 ? only : undefined);
  const own: readonly string[] = names.join(' ').toLowerCase().match(vertebra) ?? [];
  const told: readonly string[] = text.match(vertebra) ?? [];
  if (own.length > 0 && told.length > 0) return !told.some((one) => own.includes(one));
  const levels = regionsNamed(names.join('. '));
  const elsewhere = regionsNamed(text.replaceAll(unremarkable, ' '));
  if (levels.length > 0 && elsewhere.length > 0 && !elsewhere.some((one) => levels.includes(one)))
    return true;
  const sides = sidesIn(text);
  return side !== undefined && side !== 'both' && sides.length === 1 && sides[0] !== side;
}

/** A level of which nothing was found is named too. */
const unremarkable =
  /\b(?:negative|normal|unremarkable|clear\w*|intact|no|not|ruled out|excluded)\b/g;
const vertebra = /\b[clt]\d{1,2}\b/g;

function sidesIn(text: string): readonly string[] {
  const isLeft = /\b(?:left|lt|l|lle|lue)\b(?! ?-?\d)/.test(text);
  const isRight = /\b(?:right|rt|r|rle|rue)\b/.test(text);
  return [...(isLeft ? ['left'] : []), ...(isRight ? ['right'] : [])];
}

const persons = new RegExp(`\\b(?:twin )?${somebody}(?:'?s)?\\b`, 'g');

/** Who has it too, and how many there are: "mother of 3". */
const isToo = /^ of \d|\b(?:also|too|as well)\b/;

/** Somebody else has it: "mother's diagnosis", "husband was in the crash"; who only tells of it takes back nothing. */
function personsIn(clause: Clause): readonly Taken[] {
  return [...clause.text.matchAll(persons)].flatMap((match): readonly Taken[] => {
    const before = clause.text.slice(0, match.index);
    const behind = clause.text.slice(match.index + match[0].length);
    if (besidePerson.test(before) || tellers.test(behind) || isToo.test(behind)) return [];
    const isOwner = /'s$/.test(match[0]);
    const rest = restOf(`${before} ${behind.replace(/\bin\b/g, ' ')}`, clause);
    const isNamed = clause.names(`${before} ${behind}`);
    const isOwned =
      isOwner && !/^ (?:car|house|home|account|request|help|arms|truck|van)\b/.test(behind);
    return rest === '' || isNamed || isOwned || /\b(?:of|for|in) (?:\w+ )?$/.test(before)
      ? [{ kind: 'of-another', isNamed: isNamed || rest === '' }]
      : [];
  });
}

type Group = keyof typeof otherCauses;

const groupOf: Partial<Readonly<Record<Concept, Group>>> = {
  'foot-drop': 'weakness',
  'leg-weakness': 'weakness',
  'limb-paralysis': 'weakness',
  'bilateral-leg-weakness': 'weakness',
  'sphincter-or-saddle-disturbance': 'sphincter',
  'acute-spinal-fracture': 'fracture',
  'spinal-infection': 'infection',
  'spinal-neoplasm': 'neoplasm',
  'aortic-emergency': 'aorta',
  'abnormal-weight-loss': 'weight',
};

const causeDenied =
  /\b(?:no|never|not (?:an?|on|taking|using|due|from|trying|because|related)|denies|without|ruled out|rule out|negative|excluded|unlikely|vs|family|despite)\b/;

function causesIn({ text: given, about: { concepts } }: Clause): readonly Taken[] {
  if (causeDenied.test(given)) return [];
  const text = given.replaceAll(/\b(?:not|non)\b[ -]?\w+/g, ' ');
  return [...concepts].some((one) => {
    const group = groupOf[one];
    return group !== undefined && otherCauses[group].test(text);
  })
    ? [{ kind: 'caused', isNamed: true }]
    : [];
}

/** A year, and no time of the day and no amount. */
const years =
  /(?<![\d/]|\bat )(?:\b\d{1,2}\/(?:\d{1,2}\/)?)?\b((?:19|20)\d\d)\b(?! ?(?:mg|ml|cc|g|units?|u|hrs?|h|hours|cal|kcal)\b)|\d{1,2}\/\d{1,2}\/(\d\d)\b|'(\d\d)\b/g;
const beginning =
  /\b(?:since|began|begun|started|starting|onset|dates?|happened|occurred|developed)\b/;
const treating = /\b(?:treated|operated|repaired|fixed|drained|same)\b/g;

/** It is told of a year before that of the record. */
function yearsIn(clause: Clause): readonly Taken[] {
  const { text, about } = clause;
  if (about.year === undefined || namesOtherPlace(clause)) return [];
  const { year } = about;
  return [...text.matchAll(years)].flatMap((match): readonly Taken[] => {
    const told = Number(match[1] ?? `20${match[2] ?? match[3] ?? ''}`);
    if (told >= year && !(match[1] === undefined && told > year)) return [];
    const before = text.slice(0, match.index).replaceAll(treating, ' ');
    const begun = before.search(beginning);
    const subject =
      begun === -1
        ? `${before} ${text.slice(match.index + match[0].length)}`
        : before.slice(0, begun);
    return isAboutRecord(subject, clause) ? [{ kind: 'old', isNamed: clause.names(subject) }] : [];
  });
}
