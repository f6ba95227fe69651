import type { Span } from './span.ts';
import { WordList } from './word-lists.ts';

/** What opens a list of what the patient does not have: "Denies:", "Pertinent negatives: fever; …". */
const head =
  /^[-*•\s]*(?:(?:patient|pt|he|she)\s+)?(?:denie[sd]|no(?: (?:known )?(?:hx|history|h\/o|evidence|signs?|symptoms?|complaints?|reports?)(?: of)?)?|neg(?:ative)?s?|negative for|pertinent negatives?|absent|not present|none of(?: these| the following)?)\s*:/i;

/** A head has no more letters. */
const longestHead = 40;

/** An item without a mark is as short as this. */
const longestItem = 60;

/**
 * The sentences of a note, where the items of a list that a denial opens stand among what is denied: "Denies:" with a
 * line for each, up to an empty line or one that is no item; "Pertinent negatives: fever; saddle numbness." up to the
 * full stop.
 */
export function withDeniedLists(spans: readonly Span[], text: string): readonly Span[] {
  let isOpen = false;
  let isListed = false;
  let end = 0;
  return spans.map((span) => {
    const gap = text.slice(end, span.start);
    const isAnswer = text.charAt(end - 1) === '?';
    end = span.end;
    if (span.opensLine) {
      isListed = false;
      isOpen &&= isItem(span, gap, text);
      const begun = head.exec(text.slice(span.start, Math.min(span.end, span.start + longestHead)));
      if (begun !== null) {
        isOpen = begun[0].length === span.end - span.start;
        isListed = text.charAt(span.end - 1) === ';';
        return isDeniedList(span, isAnswer) ? span.inSection('denied') : span;
      }
    }
    if (!isOpen && !isListed) return isDeniedList(span, isAnswer) ? span.inSection('denied') : span;
    isListed &&= text.charAt(span.end - 1) === ';';
    return span.inSection('denied');
  });
}

function isItem(span: Span, gap: string, text: string): boolean {
  if (/\n\s*\n/.test(gap)) return false;
  const lineEnd = text.indexOf('\n', span.start);
  const line = text.slice(span.start, lineEnd === -1 ? text.length : lineEnd);
  if (line.includes(':')) return false;
  const isMarked = /^[-*•·]/.test(line) || /[-*•· \t]$/.test(gap);
  return isMarked && line.length <= longestItem;
}

/**
 * Whether a sentence is nothing but a list of what the patient does not have: "No: fever, numb groin", "Symptoms not present - foot
 * drop, fever". What is lost where it is not there ("Absent: anal tone"), and a list that says more of itself, is none.
 * @param isAnswer whether it follows a question: "Any better? No - foot drop, fever"
 */
function isDeniedList(span: Span, isAnswer: boolean): boolean {
  const mark = endOfDenyingHead(span);
  if (mark === undefined) return false;
  if (isAnswer && mark === 1) return false;
  let isList = false;
  let isLoss = false;
  for (let at = mark + 1; at < span.length; at += 1) {
    const word = span.wordAt(at) ?? '';
    if (ofStatements.has(word) || word === ':' || word === '?' || word === '+') return false;
    if (functions.has(word) && !isLoss) return false;
    isLoss = losing.has(word) || (isLoss && word !== ',');
    isList ||= word === ',' || word === '/' || word === 'or' || word === 'and';
  }
  return mark + 1 < span.length && (isList || span.wordAt(mark) === ':');
}

/**
 * The colon, the bracket or the dash between blanks that ends a head of denial: "Red flags: not present (", "Red flags (-):".
 * Undefined where the sentence begins with none.
 */
function endOfDenyingHead(span: Span): number | undefined {
  let denier = -1;
  for (let at = 0; at <= mostOfHead; at += 1) {
    const word = span.wordAt(at) ?? '';
    if (word === '-' && isSign(span, at)) {
      denier = at;
      continue;
    }
    const isEnd = word === ':' || word === '(' || (word === '-' && isDash(span, at));
    if (isEnd && denier >= 0) return at;
    if (word === ':' || word === '(' || word === ')') continue;
    if (isEnd) return undefined;
    // "No PT: foot drop".
    if (word === 'pt' && denier >= 0 && span.wordAt(at - 1) !== 'by') return undefined;
    if (deniers.has(word)) denier = at;
    else if (!ofHeads.has(word)) return undefined;
  }
  return undefined;
}

const mostOfHead = 8;

/** "(-)", ": - for". */
function isSign(span: Span, at: number): boolean {
  const before = span.wordAt(at - 1);
  const next = span.wordAt(at + 1);
  return (before === '(' && next === ')') || (before === ':' && next === 'for');
}

function isDash(span: Span, at: number): boolean {
  const dash = span.tokenAt(at);
  const before = span.tokenAt(at - 1);
  const next = span.tokenAt(at + 1);
  if (dash === undefined || before === undefined || next === undefined) return false;
  return before.end < dash.start && dash.end < next.start;
}

const deniers = new WordList(
  'no not none nothing neither never without absent negative neg denie denied denying nil ruled',
);

/** What stands beside a denial in such a head: who is asked, what is asked for, and that it is. */
const ofHeads = new WordList(
  'the a any of to for with by out following these those all each both such symptom sign sx finding feature complaint red flag alarm warning pertinent ro review system screen triage patient pt he she they caller is are was were been do doe does did have ha has had answer answered reported endorsed noted found identified elicited described admitted present evidence history hx exam known current associated constitutional neuro neurologic neurological',
);

/** With these a list states something. */
const ofStatements = new WordList(
  'but except however though although since now today yesterday yes positive ha has have had is are was were cannot fell report endorse admit present',
);

/** Who is without one of these has lost it, unless its loss is named. */
const functions = new WordList(
  'tone sensation pinprick reflex control feeling strength wink contraction squeeze power ability movement pulse jerk touch sense urge awareness warning function',
);
const losing = new WordList(
  'loss lost less reduced decreased diminished altered impaired poor trouble difficulty change problem abnormal',
);
