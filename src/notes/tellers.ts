/** What somebody who calls or writes about the patient is to the patient. */
export type Teller = 'child' | 'parent' | 'wife' | 'husband' | 'spouse' | 'caller';

const tellers: Readonly<Record<string, Teller>> = {
  daughter: 'child',
  son: 'child',
  granddaughter: 'child',
  grandson: 'child',
  mother: 'parent',
  father: 'parent',
  mom: 'parent',
  mum: 'parent',
  dad: 'parent',
  wife: 'wife',
  husband: 'husband',
  spouse: 'spouse',
  partner: 'spouse',
  boyfriend: 'spouse',
  girlfriend: 'spouse',
  fiance: 'spouse',
  fiancee: 'spouse',
  caller: 'caller',
  caregiver: 'caller',
  caretaker: 'caller',
};

const names = Object.keys(tellers).join('|');

/** "Daughter calling", "wife (Ann) states", "son on the phone". */
const telling = new RegExp(
  `\\b(${names})(?: of (?:the )?(?:patient|pt))?(?: \\([^)]{0,30}\\))?,? (?:is |has |just |also |again )*(?:calls?|called|calling|phones?|phoned|phoning|rang|rings|on (?:the )?(?:phone|line)|reports?|reported|reporting|states?|stated|says?|said|writes?|wrote|messaged|requests|requesting|asking)\\b`,
  'i',
);

/** "Call from husband", "caller (daughter):", "message from her son", "caller: wife". */
const calledFrom = new RegExp(
  `\\b(?:calls?|called|caller|messages?|msg|voicemail|e-?mail|spoke|informant)(?: received| taken| in)?(?: by| from| with| w\\/| per| is|:| ?\\(| -)+ ?(?:his |her |the |pt'?s |patient'?s )?(${names})\\b`,
  'i',
);

/** Who tells of the patient in a text; undefined where nobody says so. */
export function tellerIn(text: string): Teller | undefined {
  const name = (calledFrom.exec(text) ?? telling.exec(text))?.[1]?.toLowerCase();
  return name === undefined ? undefined : tellers[name];
}
