import { tells } from './telling-words.ts';

/** So many commas of a sentence are looked at. */
const mostCommas = 4;

/**
 * Words behind a comma that go on about what stands before it: "foot drop, resolved last year", "incontinence, all denied", "saddle
 * numbness, now gone". With anything else a new statement begins, whose denial or date is its own.
 */
const goesOnAbout =
  /^(?:[\d.]+ ?[cm]m|(?:as|from|because|due|incidental\w*|benign|asymptomatic|now|then|since|has|have|had|is|are|was|were|been|which|that|it|they|this|but|though|and|or|nor|not|never|no longer|all|both|each|none|neither|either|any)\b|(?:fully|completely|mostly|since|currently|clinically)?\s*(?:resolved|recovered|gone|down to \d|repeat(?:ed)? (?:pvr|residual|bladder scan|scan|temp)|over now|nothing since|none since|(?:fine|normal|afebrile|ok|steady|back to normal) (?:since|now|again|today|thereafter)|better|improv\w+|denied|denies|negative|neg|absent|excluded|ruled out|unlikely|healed|treated|repaired|old|chronic(?! (?:l?bp|clbp|low(?:er)? back|back|neck|pain|sciatica|knee|hip))|remote|stable|unchanged|longstanding|baseline|years?|months?|for \d|in (?:19|20)\d\d|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|last (?:year|month|summer|winter|spring|fall|autumn)|\d+ (?:years?|months?)|ago|before|after|until|as a child|if|should|unless|n\/a|n\b|no\s*$))/i;

/**
 * The beginnings of a sentence up to a comma behind which something else is told: "Foot drop, stroke ruled out" begins with "Foot
 * drop". A list that goes on to what is said of all of it has none.
 */
export function beginningsOf(sentence: string): readonly string[] {
  const rest = sentence.replace(oldComplaint, '');
  return rest === sentence ? beforeCommas(sentence) : [rest, ...beforeCommas(sentence)];
}

/** A complaint that is old, before what is told beside it: "chronic LBP, EHL 2/5 right". */
const oldComplaint =
  /^\s*(?:chronic|long-?standing|known|prior|hx of|history of|h\/o) (?:(?:low(?:er)? )?(?:back|neck) pain|l?bp|clbp|sciatica|pain|ddd|arthritis)\s*(?:,|with|w\/|[-–;]|and)\s*/i;

function beforeCommas(sentence: string): readonly string[] {
  const parts = sentence.split(/,\s+/);
  if (parts.length < 2 || sentence.includes('?')) return [];
  return parts
    .slice(1, mostCommas + 1)
    .flatMap((part, at) =>
      goesOnAbout.test(part.trim()) ||
      ofOld.test(parts[at + 2]?.trim() ?? '') ||
      isSaidOfAll(parts.slice(at + 1).join(', '))
        ? []
        : [parts.slice(0, at + 1).join(', ')],
    );
}

/** "Incontinent at times, wears pads, baseline since 2018": two parts further it is old all the same. */
const ofOld =
  /^(?:(?:at|her|his) )?(?:baseline|unchanged (?:since|for)|long-?standing|since (?:19|20)\d\d|for (?:\d+|many|several) years)\b/i;

/** A denial of a whole list at its end, or what it is listed for. */
const saysOfAll =
  /verbali[sz]ed|\bbenign\b|\b(?:go to|call|come (?:to|back|in)|return)\b|understand|understood|\b(?:as|like) (?:he|she|they|always|usual)\b|\b(?:all|none|both|neither|any of (?:these|which|them))\b|[:-]\s*(?:no|none|neg\w*|denie[sd]|absent|nil|n)\W*$/i;
/** Of a list that ends so all is denied. */
const deniesAtEnd = /^[\w/ -]+(?:,[\w/ -]+)*\s(?:denied|absent)\W*$/i;
/** The same of what is akin to a red flag, and not of another illness: "foot drop, numbness resolved", and not "foot drop, cough resolved". */
const endsAtEnd = /^[\w/ -]+(?:,[\w/ -]+)*\s(?:negative|ruled out|excluded|resolved|unlikely)\W*$/i;

/** A list that ends so is all old: "wears pads, baseline since 2018". */
const oldAtEnd =
  /(?:^|, )(?:(?:at|his|her|this is|is|all|unchanged from) ){0,2}(?:baseline|unchanged|longstanding|not new|nothing new)(?: (?:since|for|x|over) (?:(?:19|20)\d\d|\d+ (?:years|yrs)|(?:many |several )?years))?\W*$|^[^,]*\bat (?:his |her )?baseline\W*$/i;

function isSaidOfAll(rest: string): boolean {
  return (
    saysOfAll.test(rest) ||
    oldAtEnd.test(rest) ||
    deniesAtEnd.test(rest) ||
    (endsAtEnd.test(rest) && tells(rest))
  );
}
