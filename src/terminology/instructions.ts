import { remembering } from './remember.ts';

/** Whether the name of a treatment says that it was not given: "Ibuprofen 600 mg, not taken". */
export const saysNotGiven = remembering((name: string): boolean => notGiven.test(name));

const notGiven =
  /\b(?:(?:not|never) (?:taken|taking|filled|started|given|attended|done|performed)|discontinued|contraindicated|no show|declined|refused|cancell?ed|referral only)\b/i;

/** Whether a note on a treatment says that none of it took place: "Patient did not attend any session." */
export const saysNeverTaken = remembering((note: string): boolean => neverTaken.test(note));

const given =
  '(?:sessions?|appointments?|visits?|therapy|pt|physical therapy|treatments?|course|referral|medications?|medicines?|drug|pills?|it|them)';
/** The clause ends there, or says why: "did not attend the last two sessions" says less. */
const ends = '(?= *(?:[.;,!]|$|at all|because|due))';
const neverTaken = new RegExp(
  [
    `\\b(?:did not|didn'?t|never) (?:attend(?:ed)?|show(?:ed)?(?: up)?|come|came|go|went|start(?:ed)?|begin|began|take|took|fill(?:ed)?|pick(?:ed)?(?: (?:it|them))? up)(?: (?:to|for|in))?(?: (?:any|the|his|her|their|this))?(?: ${given})?${ends}`,
    `\\b(?:0|zero|no) (?:of \\d+ )?(?:sessions?|visits?|appointments?) (?:were )?(?:attended|completed)`,
    `\\battended (?:none|no|0|zero)\\b`,
    `\\beval(?:uation)? only\\b`,
    `\\b(?:declined|refused) (?:all |any |the )?${given}${ends}`,
  ].join('|'),
  'i',
);

/** Whether the name of a treatment says that the patient did it without a provider. */
export const isSelfDirected = remembering((name: string): boolean =>
  /\b(?:self|patient)[- ](?:directed|guided|initiated|managed|administered|treatment)\b/i.test(
    name,
  ),
);

/** What stands right before the complaint, or the place, that a medicine is meant for. */
const before =
  /\b(?:for|prn|due to|to treat|treatment of|indication|indications|reason|dx|diagnosis|apply to|applied to|rub (?:on|into)|(?:drops?|gtts?|puffs?|sprays?) (?:in|into|to|each))\b[\s:]*/gi;

/** "for 10 days" says how long, and "for one dose" how often. */
const amount =
  /^(?:up to |the next |a |an |at least )?(?:\d|one|two|three|four|five|six|seven|ten|days?|weeks?|months?|total|max)/i;

/**
 * What instructions for a medicine say that it is for: "Take 1 tablet daily for hot flashes" gives "hot flashes". The
 * rest of a sentence behind it, what to avoid and what to watch for, is none of it. Reads the first 1,000 characters.
 */
export const aimsInText = remembering((text: string): readonly string[] =>
  text
    .slice(0, 1000)
    .split(/[.,;\n()]|\b(?:avoid|may cause|do not|watch|call|stop if|unless|with food)\b/i)
    .flatMap((clause) => {
      const places = [...clause.matchAll(before)];
      return places.map((place) => clause.slice(place.index + place[0].length).trim());
    })
    .filter((aim) => aim !== '' && !amount.test(aim)),
);
