import { isPossessive } from './person-words.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import type { Sex } from './sex-of-patient.ts';
import type { Teller } from './tellers.ts';
import { isComma } from './tokens.ts';

const elders = 'mother father mom mum mama papa dad parent grandma grandpa grandmother grandfather';
const wives = 'wife girlfriend fiancee';
const husbands = 'husband hubby boyfriend fiance';
const offspring = 'son daughter child kid boy girl teen';

/** Whom each of them calls so is the patient. */
const calledBy: Readonly<Record<Teller, ReadonlySet<string>>> = {
  child: new Set(elders.split(' ')),
  parent: new Set(offspring.split(' ')),
  wife: new Set(husbands.split(' ')),
  husband: new Set(wives.split(' ')),
  spouse: new Set(`${wives} ${husbands} partner spouse`.split(' ')),
  caller: new Set(`${elders} ${wives} ${husbands} ${offspring} partner spouse`.split(' ')),
};

/**
 * Whether a relative at a place is the patient: "Daughter calling: mom cannot pass urine", "wife states her husband lost
 * control of his bowels", "her mother, the patient, has".
 */
export function isToldOf(words: SentenceWords, { from, to }: Place): boolean {
  const { tokens, span } = words;
  const at = tokens.findIndex(({ word }, place) => place >= from && place < to && known.has(word));
  const relative = tokens[at];
  if (relative === undefined || isNamedPatient(words, at)) return relative !== undefined;
  if (tokens[at - 1]?.word === 'own' || tokens[at + 1]?.word === 'in') return false;
  // "Husband's brother"; "dad's legs" are his own.
  if (isPossessive(relative) && known.has(tokens[at + 1]?.word ?? '')) return false;
  if (tokens.some(({ word }) => gone.has(word))) return false;
  const sex = sexOfRelative(relative.word);
  const patient = span.sexOfPatient();
  if (sex !== undefined && patient !== undefined && sex !== patient) return false;
  return span.tellers(relative.start).some((teller) => calledBy[teller].has(relative.word));
}

const known: ReadonlySet<string> = calledBy.caller;
const gone: ReadonlySet<string> = new Set(['died', 'passed', 'deceased', 'late']);

function sexOfRelative(word: string): Sex | undefined {
  if (men.has(word)) return 'male';
  return women.has(word) ? 'female' : undefined;
}

const women: ReadonlySet<string> = new Set(
  `${wives} mother mom mum mama grandma grandmother daughter girl`.split(' '),
);
const men: ReadonlySet<string> = new Set(
  `${husbands} father papa dad grandpa grandfather son boy`.split(' '),
);

/** "Mother, the patient, has", "husband, who is our patient, has". */
function isNamedPatient({ tokens }: SentenceWords, at: number): boolean {
  if (!isComma(tokens[at + 1])) return false;
  const start = tokens[at + 2]?.word === 'who' ? at + 4 : at + 2;
  const noun = tokens[start + 1]?.word;
  return ours.has(tokens[start]?.word ?? '') && (noun === 'patient' || noun === 'pt');
}

const ours: ReadonlySet<string> = new Set(['the', 'our', 'my']);
