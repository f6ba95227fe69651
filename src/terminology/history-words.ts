import {
  colon,
  hasAny,
  last,
  type Mention,
  mentionsOf,
  pause,
  phraseList,
  type Word,
} from './words.ts';

/** Falls that may break a spine: out of or through a building, from what is climbed, from a horse. */
const falls = ['fall', 'fell', 'fallen', 'thrown'].flatMap((fall) =>
  ['from', 'off', 'out of', 'through'].flatMap((where) =>
    phraseList(
      'height, roof, ladder, scaffold, scaffolding, balcony, window, bridge, tree, horse',
    ).flatMap((high) =>
      ['', 'a ', 'the ', 'his ', 'her '].map((whose) => `${fall} ${where} ${whose}${high}`),
    ),
  ),
);
const mechanisms = [
  ...falls,
  ...phraseList(
    `motor vehicle accident, motor vehicle collision, motor vehicle crash, mva, mvc, car accident, car crash, car collision, traffic accident, traffic collision, high speed collision, bicycle accident, motorcycle accident, motorcycle crash, motorcycle collision, pedestrian struck,
    struck by car, hit by car, diving accident, diving injury, ejected from vehicle,
    dove into, dived into, dove in shallow, dived in shallow, hit head diving, struck head diving, rollover, roll over accident, roll over crash, rolled over in car, bicycle vs car, bike vs car, cyclist vs car, pedestrian vs car, pedestrian vs auto,
    motorcycle vs car, bicycle vs auto, bike vs auto`,
  ),
];
const longAgo = phraseList(
  'ago, last, year, years, month, months, childhood, child, since, in, old, remote, prior, previous, past, former, claim, prevention, settlement, litigation',
);

/** A high-risk mechanism of injury that words tell as one of now: not "MVA in 2015", "two years after an MVC". */
export function mechanismsOfNow(words: readonly Word[]): readonly Mention[] {
  return mentionsOf(words, mechanisms).filter(({ before, after }) => {
    const near = [...last(before, 5), '.', ...after.slice(0, 5)];
    return !hasAny(near, longAgo) && !near.some((word) => /^(?:19|20)\d\d$/.test(word));
  });
}

const cancers = phraseList(
  `cancer, cancers, carcinoma, adenocarcinoma, lymphoma, leukemia, leukaemia, multiple myeloma, myeloma, melanoma, sarcoma, malignant neoplasm, malignant tumor,
  malignant tumour, malignancy, bone metastases, bone metastasis, bony metastases, osseous metastases, metastatic disease, mesothelioma, glioblastoma, glioma, nsclc, sclc, seminoma, neuroblastoma, hodgkin, hodgkins, prostate ca, breast ca, lung ca, colon ca,
  colorectal ca, renal ca, kidney ca, bladder ca, thyroid ca, ovarian ca, mastectomy for ca, lumpectomy for ca, prostatectomy for ca, nephrectomy for ca, colectomy for ca, ca of breast, ca breast, ca prostate, ca lung, ca colon, pancreatic ca, gastric ca, cervical ca, uterine ca`,
);
/** A test for one, a fear of one, one that is none yet, and those of others. */
const noCancer = phraseList(
  `screening, screen, risk, prevention, gene, genetic, antigen, susceptibility, family, fh, mother, father, brother, sister, aunt, uncle, grandmother, grandfather,
  fear, worried, worry, afraid, benign, in situ, negative`,
);
const denied = phraseList('without, no, not, denies');

/** A malignancy that words name as the patient's own, of now or of the past. */
export function cancersIn(words: readonly Word[]): readonly Mention[] {
  return mentionsOf(words, cancers).filter(
    ({ before, after, marked }) =>
      !hasAny([...last(before, 5), '.', ...after.slice(0, 3)], noCancer) &&
      !hasAny(last(before, 5), denied) &&
      !isAnsweredNo(marked.after),
  );
}

/** "History of cancer: none". */
function isAnsweredNo([first, second, third]: readonly Word[]): boolean {
  const isEnd = third === undefined || third === pause;
  return first === colon && isEnd && noAnswers.has(second ?? '');
}

const noAnswers: ReadonlySet<Word> = new Set(
  'n no none neg negative denied denies nil never'.split(' '),
);

const history = phraseList(
  'history of, hx of, h o, personal history of, past, previous, prior, treated, resected, cured, survivor of, mastectomy for, prostatectomy for, resection of, resection for, s p, status post',
);
const over = phraseList(
  'in remission, remission, survivor, resolved, cured, treated, resected, s p, status post, in the past, no evidence of disease, ned, history',
);

/** Whether a mention is told as one of the past: "History of lung cancer", "Prostate cancer in remission", "Breast cancer 2015". */
export function isHistory({ before, after }: Mention): boolean {
  const behind = after.slice(0, 5);
  return (
    hasAny(last(before, 5), history) ||
    hasAny(behind, over) ||
    behind.some((word) => /^(?:19|20)\d\d$/.test(word))
  );
}
