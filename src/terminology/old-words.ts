import { mayNameEmergency } from './emergency-words.ts';
import { remembering } from './remember.ts';

/** What words call old: by a year, a number of years, or outright. */
const old =
  /\b(?:chronic(?:ally)?|pre-?existing|known|unchanged|not new|long[- ]?standing|baseline|childhood|polio|(?<!(?:years?|yrs?|y|months?|weeks?|days?)[- ])old|(?<!\bvoid(?:ing)?[- ](?:\w+[- ]){0,3}|bladder |urine |urinary )residual(?! (?:urine|volume|bladder))|remote|stable since|(?:since|from|in|of) (?:[a-z]+ ){0,3}(?:19|20)\d\d|for (?:\d+|many|several) (?:years|yrs)|x ?\d+ ?(?:years|yrs|y)\b|(?:\d+|many|several) (?:years|yrs) ago|since birth|(?:repaired|operated|surgery|s\/p) (?:19|20)\d\d)\b|\((?:19|20)\d\d\)/i;

/** A year without its month behind what it dates: "L1 fracture 2018", "foot drop since '09". */
const year =
  /(?<![\d/.-])(?<!\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[.,]?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?)\b(?:19|20)\d\d\b(?![-/.]\d)|\b(?:since|in|from) ['’]\d\d\b/i;

/** What words call new: an old complaint beside it takes nothing from that. */
const fresh =
  /\b(?:new|newly|acute(?:ly)?|sudden(?:ly)?|today|yesterday|now|this (?:week|morning|month)|worse(?:ning|ned)?|progress(?:ive|ing)|recurr(?:ent|ed|ing)|again)\b/i;

function isOld(text: string): boolean {
  return old.test(text) || year.test(text);
}

/** Whether words tell of a time long before, and of nothing new. */
export function tellsOfOldTimes(text: string): boolean {
  return isOld(text) && !fresh.test(text.replace(/\bnot new\b/gi, ''));
}

/** Whether words tell of something new, and of nothing long before. */
export function tellsOfNow(text: string): boolean {
  return fresh.test(text.replace(/\bnot new\b/gi, '')) && !isOld(text);
}

const partEnds = /[,;.&+\n]|\b(?:and|with|plus|also|but)\b/i;

/** Behind a comma what is called old is what is named there: "foot drop, old MRI reviewed". */
const ofSomethingElse =
  /\b(?:chronic|pre-?existing|known|long[- ]?standing|old|residual|remote)\s+(?!(?:since|from|for|in|as|per|by|of|on|to|at|x|now)\b)[a-z]+|\b(?:hx|h\/o|history)\b(?: of)? (?![^,;]{0,120}\b(?:same|this|it|polio|stroke|cva|injur\w*|surger\w*|operat\w*|decompress\w*|lamin\w*|fusion|repair\w*|evar|treat\w*|abx|antibiotics?)\b)[a-z][^,;]*/gi;

/**
 * Whether a name tells an emergency as one of long before ("foot drop, since 2015", "cauda equina syndrome 5 years ago"). Of
 * several complaints each is looked at by itself, with what stands behind it and names none.
 */
export const isCalledOld = remembering((text: string): boolean => {
  if (!isOld(text)) return false;
  const parts: string[] = [];
  for (const part of text.split(partEnds)) {
    if (parts.length === 0 || mayNameEmergency(part) || /\bpain\b/i.test(part)) parts.push(part);
    else parts.push(`${parts.pop() ?? ''} ${part.replace(ofSomethingElse, '')}`);
  }
  const named = parts.filter(mayNameEmergency);
  return (named.length > 0 ? named : parts).some(
    (part) => tellsOfOldTimes(part) && !isOfOtherVertebra(part, parts[0] ?? ''),
  );
});

const vertebra = /\b[clt]\d{1,2}\b/gi;

/** "L1 fracture, old T12 fracture": what is told of another vertebra than the first one. */
function isOfOtherVertebra(part: string, first: string): boolean {
  const [own, told] = [first, part].map((one) => one.toLowerCase().match(vertebra) ?? []);
  if (own === undefined || told === undefined || own.length === 0 || told.length === 0)
    return false;
  return !told.some((one) => own.some((other) => other === one));
}
