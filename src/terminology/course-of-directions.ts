import { numberOfWord } from './number-words.ts';
import { remembering } from './remember.ts';

/** How many days a course lasts by its directions: at least, and at most. */
export interface CourseDays {
  readonly least: number;
  readonly most: number;
}

const number = `\\d{1,3}|${[...numberOfWord.keys()].join('|')}`;
const unit = '(?:d|days?|w|wks?|weeks?|mo|mos|months?)';
const length = new RegExp(
  [
    `(?:\\b(?:for|over|during)|\\bx|×)\\s*(?:(?:up to|a total of|the next|the first|only|just|about|another|max(?:imum)?(?: of)?)\\s+)*(${number})(?:\\s*\\((?:${number})\\))?\\s*[- ]?\\s*(${unit})\\b`,
    `\\b(${number})[- ](${unit})(?= (?:course|taper|supply|burst|trial|pack|treatment)\\b)`,
    `\\bdays? (\\d{1,3})\\s*(?:-|–|to)\\s*(\\d{1,3})\\b`,
  ].join('|'),
  'gi',
);

/** What goes on behind the last of the lengths, or begins again. */
const goesOn =
  /\b(?:then|and|,)?\s*(?:increase|continue|maintain|titrate|resume|repeat|again|each|every (?:month|flare|week)|with (?:each|flares?)|(?:may|can) (?:repeat|continue))\b|\b(?:\d+|one|two|three|half)\s*(?:mg|tab\w*|cap\w*|pills?|patch\w*|g\b|ml\b)|\b(?:once|twice|daily|nightly|bid|tid|qid|qd|qhs|qam)\b/i;
const stops = /\b(?:stop|discontinue|off|finish(?:ed)?|until (?:gone|finished|complete))\b/i;

const single =
  /\b(?:(?:single|one|1)[- ](?:time )?dose|one[- ]time|x ?1(?: dose)?(?![\d /-])|(?:\d|one|two) doses? only|once(?=\W*(?:$|[.,;]|(?:\d+|one|an?|half)\b[^.;]{0,20}\b(?:before|prior)|before|prior|on call|at bedtime the night before|for (?:mri|scan|procedure|anxiety|imaging))))|\b(?:before|prior to) (?:the |your |each )?(?:procedure|mri|scan|surgery|appointment|imaging|dental|injection|test)\b/i;
const pack =
  /\b(?:dose[- ]?pac?ks?|dosepak|dspk|dospk|medrol pak|package directions|(?:as directed (?:on|in|per) |per |follow(?:ing)? )(?:the )?(?:package|packaging|pack|label|blister))\b/i;

const lengthOfUnit = (name: string): number => {
  const first = name[0]?.toLowerCase();
  return first === 'd' ? 1 : first === 'w' ? 7 : 30;
};

const numberOf = (text: string): number => numberOfWord.get(text.toLowerCase()) ?? Number(text);

/**
 * The days after which a medicine's directions end it: "for 14 days", "2 tablets daily x 5 days, then 1 daily x 5 days", "once,
 * before the procedure". Undefined where they name no end, or where it goes on behind what they name.
 */
export const daysInDirections = remembering((text: string): CourseDays | undefined => {
  const said = text.slice(0, 600);
  const lengths = [...said.matchAll(length)];
  const last = lengths.at(-1);
  if (last === undefined) {
    if (single.test(said)) return { least: 1, most: 1 };
    return pack.test(said) ? { least: 5, most: 12 } : undefined;
  }
  const behind = said.slice(last.index + last[0].length);
  const isOfDays = last[6] !== undefined;
  if (!isOfDays && !stops.test(behind) && goesOn.test(behind.replaceAll(/\([^)]*\)/g, ' ')))
    return undefined;
  let days = 0;
  for (const [, amount, name, course, courseName, , to] of lengths) {
    if (to !== undefined) days = Math.max(days, Number(to));
    else days += numberOf(amount ?? course ?? '0') * lengthOfUnit(name ?? courseName ?? 'd');
  }
  return days > 0 ? { least: days, most: days } : undefined;
});

/** Whether a medicine's name is that of a pack that is taken within two weeks. */
export const isDosePack = remembering((name: string): boolean => pack.test(name));
