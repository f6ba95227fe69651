import { isDescribing, isMark } from './between-words.ts';
import type { Standing } from './types.ts';
import { colon, type Word, wordsOf } from './words.ts';

const relatives = `wife husband spouse partner boyfriend girlfriend fiance fiancee aunt uncle grandmother grandfather grandparent grandson granddaughter grandchild cousin mother father
  mom dad parent parents brother sister brothers sisters sibling siblings twin nephew niece son sons daughter daughters stepson stepdaughter friend neighbor neighbour roommate coworker`;
const children = 'child children baby newborn infant kid';
const unborn = 'fetus foetus pregnancy';

const persons: ReadonlySet<Word> = new Set(`${relatives} ${children} ${unborn}`.split(/\s+/));
/** Whose finding it is: "wifes foot drop", as "wife's" is read. */
const owners: ReadonlySet<Word> = new Set(
  relatives.split(/\s+/).map((person) => (person.endsWith('s') ? person : `${person}s`)),
);
/** A patient may be one. */
const youths: ReadonlySet<Word> = new Set(children.split(' '));
/** Another one than the patient. */
const others: ReadonlySet<Word> = new Set(
  'previous prior other another older younger elder first second earlier her his their previously affected sibling unborn'.split(
    ' ',
  ),
);

/** What a person is said to have stands behind these. */
const having: ReadonlySet<Word> = new Set(
  'with has have had having developed develops suffers suffered suffering carries died dead deceased lost'.split(
    ' ',
  ),
);
const beside: ReadonlySet<Word> = new Set(
  `who that also is was were recently just newly previously been being a an the diagnosed dx dxd born from affected treated for by known both history of hx to in law`.split(
    ' ',
  ),
);

/** "Single mother with foot drop": the patient is the mother. */
const ofPatient: ReadonlySet<Word> = new Set(
  'single young new pregnant nursing breastfeeding working busy expectant expecting stay lactating'.split(
    ' ',
  ),
);

/** Whether a name is that of somebody beside the patient: "Husband", "Fetus A", "kidney donor". */
export function namesAnother(name: string): boolean {
  return wordsOf(name).some(
    (word) => persons.has(word) || owners.has(word) || word === 'donor' || word === 'recipient',
  );
}

/** Whether the words before a finding say that another person has it: "mother with", "previous child had", "wife's", "Father:". */
export function ofOtherPersonBefore(before: readonly Word[]): Standing | undefined {
  let at = before.length - 1;
  while (at >= 0 && isDescribing(before[at] ?? '')) at -= 1;
  const next = before[at] ?? '';
  if (isMark(next)) {
    if (!isHeading(before, at)) return undefined;
    return next === colon ? 'not-of-now' : 'unclear';
  }
  const isOthers =
    (owners.has(next) && !persons.has(next)) ||
    (persons.has(next) ? isNamedAlone(before, at) : isHadBySomebody(before, at));
  return isOthers ? 'not-of-now' : undefined;
}

/** "Wife has", "husband recently diagnosed with", "lost brother to". */
function isHadBySomebody(before: readonly Word[], last: number): boolean {
  let at = last;
  let hasIt = false;
  while (at >= 0) {
    const word = before[at] ?? '';
    if (!having.has(word) && !beside.has(word)) break;
    hasIt ||= having.has(word) || word === 'diagnosed' || word === 'dx';
    at -= 1;
  }
  hasIt ||= before[at - 1] === 'lost';
  return hasIt && persons.has(before[at] ?? '') && isOther(before, at);
}

/** "Mother: foot drop", where the heading names nothing but a person. */
function isHeading(before: readonly Word[], at: number): boolean {
  const from = before.findLastIndex((word, place) => place < at && isMark(word)) + 1;
  return before
    .slice(from, at)
    .every(
      (word) => persons.has(word) || others.has(word) || word === 'and' || word === 'maternal',
    );
}

/** "Sister foot drop": a person right before a finding, of whom nothing else is told. */
function isNamedAlone(before: readonly Word[], at: number): boolean {
  const from = before.findLastIndex((word, place) => place < at && isMark(word)) + 1;
  return before.slice(from, at).every((word) => others.has(word) || word === 'in');
}

/** A child with an illness may be the patient, where nothing says that it is another one. */
function isOther(before: readonly Word[], at: number): boolean {
  const [earlier = ''] = before.slice(Math.max(0, at - 1), at);
  if (ofPatient.has(earlier)) return false;
  if (!youths.has(before[at] ?? '')) return true;
  return !/^(?:old|yo|y|yr|month|week|day|this|pediatric|school|female|male|healthy|premature|term)$/.test(
    earlier,
  );
}

const ofWhom: ReadonlySet<Word> = new Set(['in', 'of', 'affecting']);
const determiners: ReadonlySet<Word> = new Set(
  'the a an his her their patients pts my our older younger previous prior other another first second unborn maternal paternal elder affected earlier'.split(
    ' ',
  ),
);
const endsPerson: ReadonlySet<Word> = new Set(
  'and or with at age since in diagnosed who maternal paternal side'.split(' '),
);

/** Whether the words behind a finding say whose it is: "in previous child", "(mother)", "in the fetus", "in family". */
export function isOfOtherPersonBehind(after: readonly Word[]): boolean {
  let at = 0;
  while (
    at < after.length &&
    (isMark(after[at]) || isDescribing(after[at] ?? '')) &&
    !ofWhom.has(after[at] ?? '')
  )
    at += 1;
  const isIn = ofWhom.has(after[at] ?? '');
  if (isIn) at += 1;
  let isOther = false;
  while (determiners.has(after[at] ?? '')) {
    isOther ||= others.has(after[at] ?? '');
    at += 1;
  }
  const word = after[at] ?? '';
  const next = after[at + 1];
  const isEnd = next === undefined || isMark(next);
  if (word === 'family') return isIn && (isEnd || /^(?:member|members|history)$/.test(next ?? ''));
  if (!persons.has(word)) return false;
  if (youths.has(word) || word === 'pregnancy') return isIn && isOther;
  return isIn ? isEnd || endsPerson.has(next ?? '') : isEnd;
}
