/** What a possible red flag is called in a headline, and the question that settles it. */
interface RedFlagWords {
  readonly name: string;
  readonly question: string;
}

const table: Readonly<Record<string, RedFlagWords>> = {
  'red-flag.aorta': {
    name: 'aortic aneurysm or dissection',
    question: 'Could the known aneurysm or dissection explain this pain?',
  },
  'red-flag.bilateral-leg-weakness': {
    name: 'weakness of both legs',
    question: 'Are both legs weak now, and since when?',
  },
  'red-flag.cancer': {
    name: 'spinal malignancy',
    question: 'Is a malignancy suspected, and which sign speaks for it?',
  },
  'red-flag.cauda-equina': {
    name: 'cauda equina syndrome',
    question: 'Is cauda equina syndrome suspected?',
  },
  'red-flag.foot-drop': { name: 'foot drop', question: 'Since when is there a foot drop?' },
  'red-flag.fracture': { name: 'spinal fracture', question: 'Is an acute fracture suspected?' },
  'red-flag.infection': { name: 'spinal infection', question: 'Is an infection suspected?' },
  'red-flag.motor-grade': {
    name: 'weakness of grade {motorGradeAtMost}/5 or less',
    question: 'Since when is the limb this weak?',
  },
  'red-flag.progressive-deficit': {
    name: 'progressive deficit',
    question: 'Is the deficit getting worse?',
  },
  'red-flag.severe-radicular-pain': {
    name: 'severe radicular pain',
    question: 'Is function lost, and is an injection, urgent operation or urgent referral planned?',
  },
};

/** The words of a red flag; of one without words of its own (a payer's), its id read as words. */
export function redFlagWords(id: string): RedFlagWords {
  const known = Object.hasOwn(table, id) ? table[id] : undefined;
  if (known !== undefined) return known;
  const name = id.slice(id.indexOf('.') + 1).replaceAll('-', ' ');
  return { name, question: `Is there ${name} now?` };
}
