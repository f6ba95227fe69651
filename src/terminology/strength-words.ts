import { isJointOrOrgan } from './elsewhere.ts';
import { type LimbPlace, limbInText, nowhere } from './limbs.ts';
import { tellsOfOldTimes } from './old-words.ts';
import { remembering } from './remember.ts';
import { withPlainMarks } from './spelling.ts';

/** A grade of strength as words tell it. */
export interface GradeInWords {
  /** 0 to 5. */
  readonly grade: number;
  readonly half: 'plus' | 'minus' | undefined;
  /** The limb, side and muscle that stand beside it. */
  readonly limb: LimbPlace;
  /**
   * Whether it is the grade of now, nobody can tell: it is of another time, denied, between weak and strong, or one
   * of two of the same limb.
   */
  readonly isDoubtful: boolean;
  /** It is called worse than before: "4/5 and worsening", "5 -> 3". */
  readonly isWorse?: true;
}

/** "Worsening", "progressive", "declined": not what is said not to be so. */
const worse =
  /(?<!\b(?:not|no|never|without|nor|non|no longer|isn'?t|any) (?:any )?)\b(?:worse|worsen(?:ed|ing)|progressive(?:ly)?|progressing|declin(?:ed|ing)|deteriorat(?:ed|ing)|weaker|dropped|fell|falling|down from|decreas(?:ed|ing) from)\b/i;

/** One grade and then a lower one: "from 5/5 to 4/5", "5→2". */
const fall =
  /(?:^|[\s(:])([0-5])\s*[+-]?(?:\s*\/\s*5)?\s*(?:→|-{1,2}>|=>|to)\s*([0-5])\s*([+-](?![\d>]))?(?:\s*\/\s*5)?(?![\d/.])/;

/** A grade of an earlier day and, a sentence later, a lower one of now: "4/5 on 11/14. Today 2/5". */
const fallSince =
  /(?:^|[\s(:])([0-5])[+-]?\/5(?!\d)[^\n]{0,60}?\b(?:today|now)\b:? (?:it is |is |at |only |just )?([0-5])[+-]?\/5(?!\d)/gi;

function hasFallenSince(said: string): boolean {
  for (const [, before = '', now = ''] of said.matchAll(fallSince)) if (now < before) return true;
  return false;
}

/** A strength that fell, in one writing of both grades; it is not known how long ago. */
function fallIn(said: string): GradeInWords | undefined {
  const [, before, now, sign] = fall.exec(said) ?? [];
  if (before === undefined || now === undefined || now >= before) return undefined;
  const half = sign === '+' ? 'plus' : sign === '-' ? 'minus' : undefined;
  return { grade: Number(now), half, limb: limbInText(said), isDoubtful: true, isWorse: true };
}

/** "3/5", "3.0/5", "2-3/5", "3 to 4/5", "3/5-4/5", "<3/5", "M3/5", "2 out of 5", "2 (out of 5)". */
const written =
  /(?:^|[\s(<>≤≥:=M])([0-5])(?:\.\d)?\s*([+-])?(?:(?:\/5[-–]|\s*[-–]\s*|\s+(?:to|or)\s+)([0-5])(?:\.\d)?)?\s*[+-]?\s*(?:\/|\(?(?:out )?of )\s*5(?![\d.])/g;

/** Before two grades: the first is one of before, and both are no range. */
const fromBefore = /\b(?:from|improv\w*|increas\w*|up|better|was|went|progressed)\b[^,;]*$/i;

const spelled = ['zero', 'one', 'two', 'three', 'four', 'five'];
const roman = ['0', 'I', 'II', 'III', 'IV', 'V'];

/** A grade in Roman numerals behind a word for a grade or with its scale, or two with what lies between: "grade III", "III-IV/V". */
const inRoman =
  /\b((?:MRC|[Pp]ower|[Mm]otor) ?[Gg]rade|[Gg]rade|GRADE|MRC)?(\s*[:=]?\s*)\b(0|I{1,3}|IV|V)(?:\s*(?:[-–]|to|or)\s*(0|I{1,3}|IV|V)\b)?\s*([+-])?(\s*\/\s*V\b)?(?![\w/])/g;

function withoutRoman(said: string): string {
  return said.replaceAll(
    inRoman,
    (all, word: string | undefined, gap: string, low: string, high = '', half = '', scale = '') => {
      if (word === undefined && scale === '') return all;
      const best = high === '' ? '' : `-${roman.indexOf(high)}`;
      return `${word === undefined ? gap : ' '}${roman.indexOf(low)}${best}${half}/5`;
    },
  );
}

/** Muscles and movements as an examiner shortens them, before a grade: "TA 2", "HF 5 KE 5 DF 3". */
const shortMuscle =
  /\b(IP|HF|HE|HA|Q|QF|KE|KF|HS|TA|ADF|DF|EHL|FHL|GS|PF|APF|EV|INV|GM|D|B|T|WE|WF|FF|FA|IO)\s*[:=]?\s*([0-5](?:[-–][0-5])?)\s*([+-])?(?![\d./])(?!\s*\/)/g;

/** "R/L", "left | right": the heading of two numbers, one of each side. */
const sidesHeading =
  /\b(?:(r|rt|right)\s*[/|]\s*(?:l|lt|left)|(?:l|lt|left)\s*[/|]\s*(?:r|rt|right))\b/i;

/** Two numbers the second of which is below five: "5/2", "4-|3". */
const pairOfSides = /(?<![\d/.|])([0-5])\s*([+-])?\s*[/|]\s*([0-4])\s*([+-])?(?![\d/.|])/g;

const onlySides = /^\s*5\s*-?\s*[/|]\s*[0-4]\s*[+-]?\s*$/;

/** "Strength R/L: EHL 5/1" as "EHL 5/5 right, 1/5 left"; "5/1" and nothing else is one of each side as well. */
function withSides(said: string): string {
  const heading = sidesHeading.exec(said);
  if (heading === null && !onlySides.test(said)) return said;
  const isRightFirst = heading?.[1] !== undefined;
  const [first, second] =
    heading === null ? ['', ''] : isRightFirst ? [' right', ' left'] : [' left', ' right'];
  const apart = said.replaceAll(pairOfSides, `$1$2/5${first}, $3$4/5${second}, `);
  return apart === said ? said : apart.replace(sidesHeading, ' ');
}

const sideWithNumber =
  /\b(?:(r|rt|right|rle|rue)|l|lt|left|lle|lue)\b\s*[:=-]?\s*([0-5])\s*([+-])?(?![\w./%°])(?!\s*(?:\/|deg|cm|mm|in\b|lbs?|kg|sec|reps?|times))/gi;

/** Whether words give each side a number of 0 to 5 without its scale, and nothing else that is counted: "R 5 L 1", "left=2, right=5". */
export function tellsBothSides(said: string): boolean {
  if (!/[0-5]/.test(said)) return false;
  const sides = [...said.slice(0, 60).matchAll(sideWithNumber)];
  const isRight = sides.map(([, right]) => right !== undefined);
  return (
    sides.length === 2 &&
    isRight[0] !== isRight[1] &&
    !/\d/.test(said.replaceAll(sideWithNumber, ' '))
  );
}

function gradesOfSides(said: string): string {
  return tellsBothSides(said)
    ? said.replaceAll(
        sideWithNumber,
        (_, right: string | undefined, grade: string, half = '') =>
          `${right === undefined ? 'left' : 'right'} ${grade}${half}/5, `,
      )
    : said;
}

/** Grades in the other ways to write them as "3/5": "MRC 3", "grade III", "M2", "three out of five", "DF weak 3". */
export function gradesSpelledOut(given: string): string {
  const plain = withPlainMarks(given);
  if (!/[0-5]|grade|\bof\b|V\b/i.test(plain)) return plain;
  return withSides(withoutRoman(plain))
    .replaceAll(
      /\b(zero|one|two|three|four|five)(?: out)? of (?:five|5)\b/gi,
      (_, word: string) => `${spelled.indexOf(word.toLowerCase())}/5`,
    )
    .replaceAll(
      /\b(?:MRC grade|MRC|grade|M)\s*[:=]?\s*([0-5](?:\s*(?:[-–]|to|or)\s*[0-5])?)\s*([+-])?(?![\d./])(?!\s*(?:\/|of|out))/gi,
      '$1$2/5',
    )
    .replaceAll(shortMuscle, '$1 $2$3/5, ')
    .replaceAll(/\b(weak|power|strength)\s+([0-5])\s*([+-])?(?=\s*(?:$|[,;.]))/gi, '$1 $2$3/5');
}

/** Words of another examination, beside those that tell of old times. */
const ofAnotherTime =
  /\b(?:stable|initial(?:ly)?|previous(?:ly)?|prior|was|were|had|last (?:week|month|year|visit)|unchanged|history|months? ago|(?:of|from|in|on|dated) (?:\d{1,2}\/)?(?:19|20)\d\d)\b/i;

/** What is denied, or was: "not 2/5", "no longer 2/5", "recovered from 2/5", "better than 3/5". */
const denied =
  /\b(?:not|no|never|no longer|than|above|over|from)(?: (?:a|an|grade|below|under|less than|worse than|was))*\s*$/i;

/** What is counted out of five, and is no strength. */
const counts =
  /^\s*(?:sessions?|visits?|signs?|tests?|attempts?|reps|repetitions|items|days|times|weeks)\b/i;
const namedCounts =
  /\b(?:waddell|apgar|asa|pain|nprs|nrs|vas)(?:'?s)?(?: (?:signs?|score|scale))?\s*$/i;

/** Grades up to this one are weak ones for whoever asks (redflag-1); the reading decides, here it is only doubt that is told. */
const weakest = 3;

/**
 * All grades that words tell: each of the limb that is named beside it, else of the one named before. Undefined where no
 * grade is written; empty where those that are belong elsewhere in the body.
 */
export const gradesInWords = remembering((given: string): readonly GradeInWords[] | undefined => {
  const said = gradesOfSides(gradesSpelledOut(given));
  const fallen = fallIn(said);
  const isWorse = fallen !== undefined || worse.test(said) || hasFallenSince(said);
  const isOfOther = tellsOfOldTimes(said) || ofAnotherTime.test(said);
  let limb: LimbPlace = nowhere;
  let isWritten = false;
  const told: GradeInWords[] = [];
  for (const part of said.split(/[;,\n]|\.(?!\d)|\band\b/i)) {
    for (const one of gradesApart(part)) {
      const place = limbInText(one);
      if (place !== nowhere) limb = place;
      const grade = gradeIn(one);
      if (grade === undefined) continue;
      isWritten = true;
      if ((!isNamed(place) && isJointOrOrgan(one)) || isCount(one)) continue;
      told.push({
        ...grade,
        limb,
        isDoubtful: isOfOther || grade.isDoubtful,
        ...(isWorse ? { isWorse } : {}),
      });
    }
  }
  if (!isWritten) return fallen === undefined ? undefined : [fallen];
  return told.map((one) => (isDisputed(one, told) ? doubted(one) : one));
});

function isCount(part: string): boolean {
  const [match] = part.matchAll(written);
  if (match === undefined) return false;
  const after = part.slice(match.index + match[0].length);
  return counts.test(after) || namedCounts.test(part.slice(0, match.index + 1));
}

function isNamed({ limb, muscle }: LimbPlace): boolean {
  return limb !== undefined || muscle !== undefined;
}

/**
 * The parts of a text that tell one grade each, with the limb before it ("left 5/5 right 2/5") or behind it ("5/5
 * left 2/5 right").
 */
function gradesApart(part: string): readonly string[] {
  const at = [...part.matchAll(written)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const [first] = at;
  if (first === undefined || at.length === 1) return [part];
  const isBefore = limbInText(part.slice(0, first.start)) !== nowhere;
  return at.map(({ start, end }, index) =>
    isBefore
      ? part.slice(at[index - 1]?.end ?? 0, at[index + 1] === undefined ? part.length : end)
      : part.slice(index === 0 ? 0 : start, at[index + 1]?.start ?? part.length),
  );
}

function gradeIn(part: string): Omit<GradeInWords, 'limb'> | undefined {
  const [match] = part.matchAll(written);
  if (match === undefined) return undefined;
  const [, low, sign, second] = match;
  const best = Number(second ?? low);
  const isOfBefore = second !== undefined && fromBefore.test(part.slice(0, match.index + 1));
  const high = isOfBefore ? undefined : second;
  const bounded = /[<≤]\s*[0-5]/.test(match[0])
    ? withinBound(best, match[0].includes('≤') ? '<=' : '<')
    : withinBound(best, match[0].includes('>') ? '>' : match[0].includes('≥') ? '>=' : undefined);
  const isBetween = high !== undefined && Number(low) <= weakest && best > weakest;
  const half =
    second !== undefined ? undefined : sign === '+' ? 'plus' : sign === '-' ? 'minus' : undefined;
  return {
    grade: isBetween ? weakest : bounded.grade,
    half,
    isDoubtful: bounded.isOpen || isBetween || denied.test(part.slice(0, match.index + 1)),
  };
}

/** A grade that is only bounded: "<4" is weak, ">3" may be weak or strong. */
export function withinBound(
  grade: number,
  comparator: string | undefined,
): { readonly grade: number; readonly isOpen: boolean } {
  const isStrict = comparator === '<' || comparator === '>';
  const isBelow = comparator === '<' || comparator === '<=';
  const isAbove = comparator === '>' || comparator === '>=';
  if (!isBelow && !isAbove) return { grade, isOpen: false };
  const least = isAbove ? grade : 0;
  const most = isAbove ? 5 : Math.max(0, grade - (isStrict ? 1 : 0));
  const isOpen = least <= weakest && most > weakest;
  if (isOpen) return { grade: Math.max(least, Math.min(most, weakest)), isOpen };
  return { grade: isAbove ? least : most, isOpen };
}

/** Whether a text tells another grade of the same limb, so that one of both is weak and one is not. */
function isDisputed(one: GradeInWords, told: readonly GradeInWords[]): boolean {
  return told.some(
    (other) =>
      one.grade <= weakest !== other.grade <= weakest &&
      one.limb.limb === other.limb.limb &&
      one.limb.side === other.limb.side &&
      one.limb.muscle === other.limb.muscle,
  );
}

function doubted(one: GradeInWords): GradeInWords {
  return { ...one, isDoubtful: true };
}

const weak =
  /weak|paraly|plegi|paresis|paretic|flaccid|gravity|movement|contract|flicker|trace|worse/i;

/** What a value says of a strength that is no weakness: it is good, as it was, or nobody tested it. */
const quiet =
  /\b(?:normal|full|intact|symmetric(?:al)?|equal|good|strong|excellent|wnl|wfl|within (?:normal|functional) limits|unremarkable|preserved|stable|unchanged|improv(?:ed|ing)|better|moves all|deferred|pending|refused|declined|n\/?a|not (?:tested|assessed|examined|done|performed|applicable|available)|unable to (?:be )?(?:test|assess|examine|perform|evaluate)(?:ed|d)?|see (?:note|comment|report|below|above)|unknown|no (?:\w+ )?(?:deficits?|abnormalit(?:y|ies)|concerns?|changes?|complaints?))\b|\bno (?:\w+ ){0,2}weakness\b|\d\s*(?:lbs?|kg|pounds?|kilograms?|n|newtons?|reps?|sec(?:onds)?|deg(?:rees)?|%)\b|\d\s*°/i;

/** One muscle is taken out of what is said of all: "5/5 except EHL". */
const exceptions = /\b(?:except|apart from|aside from|other than|but for|with the exception of)\b/i;

/** Whether words leave a muscle out of a strength that they call good. */
export function leavesOneOut(said: string): boolean {
  return exceptions.test(said);
}

/** It was looked at, which describes no strength. */
const onlyDone = /^\W*(?:examined|tested|assessed|checked|done|performed|completed)\W*$/i;

/** Whether words describe a strength in a way that no list knows: "antigravity only". It may be a weak one. */
export const mayTellWeakness = remembering((said: string): boolean => {
  if (!/[a-z]/i.test(said) || onlyDone.test(said)) return false;
  if (exceptions.test(said)) return true;
  const others = said.replace(/\bno (?:\w+ ){0,2}weakness\b/gi, '');
  return weak.test(others) || !quiet.test(said);
});
