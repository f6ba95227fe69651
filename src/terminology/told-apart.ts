import { remembering } from './remember.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/** What the names and codes of one emergency tell apart: who has no abscess may have a discitis. */
const kinds: readonly { readonly words: readonly string[]; readonly codes?: RegExp }[] = [
  { words: phraseList('fracture, fractures, fx, broken') },
  { words: phraseList('dislocation') },
  { words: phraseList('cord injury') },
  { words: phraseList('discitis, diskitis, spondylodiscitis'), codes: /^M46\.?[34]/i },
  { words: phraseList('osteomyelitis, spondylitis, spondylodiscitis'), codes: /^M46\.?2/i },
  { words: phraseList('abscess'), codes: /^G06/i },
  { words: phraseList('aneurysm, aaa'), codes: /^I71\.?[1-9]/i },
  { words: phraseList('dissection, dissecting'), codes: /^I71\.?0/i },
  { words: phraseList('paraplegia, paraparesis') },
  {
    words: phraseList('retention, unable to urinate, inability to void, inability to urinate'),
  },
  { words: phraseList('incontinence, loss of bladder control, loss of bowel control') },
  { words: phraseList('saddle, perineal, perianal') },
];

const kindsIn = remembering((text: string): readonly unknown[] => {
  const words = wordsOf(text);
  return kinds.filter(
    (kind) => hasAny(words, kind.words) || kind.codes?.test(text.trim()) === true,
  );
});

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** ICD-10-CM, fractures of the thoracic spine by the 5th character, from the sixth on two vertebrae each. */
const thoracicOfDigit = ['', 't1', 't2', 't3', 't4', 't5 t6', 't7 t8', 't9 t10', 't11 t12'];

/** The vertebrae that a name or the code of a fracture names one by one; none where it names a stretch of them. */
const vertebraeIn = remembering((text: string): readonly string[] => {
  const code = /^(S12|S22|S32)\.?(\d)(\d)/i.exec(text.trim());
  if (code !== null) return vertebraeOfCode(code);
  if (/[ctl]\d+\s*(?:-|to|through)\s*[ctl]?\d/i.test(text)) return [];
  const named = Array.from(text.matchAll(/\b([ctl])h?(\d{1,2})\b/gi), ([, level = '', number]) =>
    `${level}${number}`.toLowerCase(),
  );
  const written = Array.from(
    text.matchAll(/\b(\w+) (cervical|thoracic|lumbar) vertebra\b/gi),
    ([, ordinal = '', level = '']) =>
      `${level[0]}${ordinals.indexOf(ordinal.toLowerCase()) + 1}`.toLowerCase(),
  ).filter((one) => !one.endsWith('0') || one.endsWith('10'));
  return [...named, ...written];
});

function vertebraeOfCode([, category, first, second]: RegExpExecArray): readonly string[] {
  switch (category?.toUpperCase()) {
    case 'S12':
      return Number(first) <= 6 ? [`c${Number(first) + 1}`] : [];
    case 'S22':
      return first === '0'
        ? (thoracicOfDigit[Number(second)] ?? '').split(' ').filter(Boolean)
        : [];
    default:
      return first === '0' && Number(second) > 0 ? [`l${second}`] : [];
  }
}

/**
 * Whether a record that denies may speak of what another record is called and coded as: of the same kind, and of the
 * same vertebra.
 */
export function maySpeakOf(denial: readonly string[], record: readonly string[]): boolean {
  return (
    mayAgree(denial.flatMap(kindsIn), record.flatMap(kindsIn)) &&
    mayAgree(denial.flatMap(vertebraeIn), record.flatMap(vertebraeIn))
  );
}

/** Whether two lists share something; one that is empty says nothing. */
function mayAgree(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((item) => other.includes(item));
}
