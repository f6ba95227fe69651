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
  `cancer, cancers, carcinoma, adenocarcinoma, adenoca, adeno ca, lymphoma, lymphomas, leukemia, leukaemia, leukemias, leukaemias, plasmacytoma, carcinoid, carcinoid tumor, carcinoid tumors, neuroendocrine tumor, neuroendocrine tumors, neuroendocrine tumour, neuroendocrine tumours, gastrointestinal stromal tumor, gastrointestinal stromal tumour, mycosis fungoides, sezary, langerhans cell histiocytosis, malignant neoplasms, malignant tumors, malignant tumours, malignant mast cell, multiple myeloma, myeloma, melanoma, sarcoma, malignant neoplasm, malignant tumor,
  malignant tumour, malignancy, bone metastases, bone metastasis, bony metastases, osseous metastases, metastatic disease, mesothelioma, glioblastoma, glioma, nsclc, sclc, seminoma, neuroblastoma, hodgkin, hodgkins, prostate ca, breast ca, lung ca, colon ca,
  colorectal ca, renal ca, kidney ca, bladder ca, thyroid ca, ovarian ca, mastectomy for ca, lumpectomy for ca, prostatectomy for ca, nephrectomy for ca, colectomy for ca, ca of breast, ca breast, ca prostate, ca lung, ca colon, pancreatic ca, gastric ca, cervical ca, uterine ca`,
);
/** A test for one, a fear of one, one that is none yet, and those of others. */
const noCancer = phraseList(
  `screening, screen, risk, prevention, gene, genetic, antigen, susceptibility, family, fh, mother, father, brother, sister, aunt, uncle, grandmother, grandfather,
  fear, fears, feared, fearful, fearing, worried, worry, worries, afraid, scared, anxious, phobia, convinced, benign, in situ, negative`,
);
/** What denies what stands behind it. */
const denying: ReadonlySet<Word> = new Set(
  'without no not never denies denied denying negative neg nor'.split(' '),
);
/** Behind these something is told, whatever was denied before. */
const stating: ReadonlySet<Word> = new Set(
  'has have had having with now but is was known active current currently presents presented reports endorses on undergoing metastatic since new dx diagnosed'.split(
    ' ',
  ),
);
/** A cancer of which nobody says where: in a list of denials one more of what is denied. */
const ofNoOrgan: ReadonlySet<Word> = new Set(
  'of hx history h o prior known any personal pmh past a an the active or and nor no , : / - previous for to'.split(
    ' ',
  ),
);
const general: ReadonlySet<string> = new Set(
  phraseList('cancer, cancers, malignancy, malignant neoplasm, malignant tumor, malignant tumour'),
);
const historyOpens: ReadonlySet<Word> = new Set(
  'hx history h pmh s status prior past known'.split(' '),
);
/** "Breast cancer on letrozole", "myeloma in remission". */
const tellingMore: ReadonlySet<Word> = new Set(
  'on in s status stage dx diagnosed treated with resected metastatic since under'.split(' '),
);
const alternatives: ReadonlySet<Word> = new Set(['or', 'nor']);

/**
 * Whether a cancer is one of what is denied: "no history of cancer", "denies fever, weight loss, hx cancer". A history with its
 * organ or its year behind a comma is told for itself: "no fever, hx of breast cancer".
 */
function isDenied({ phrase, marked: { before: near, after }, farther }: Mention): boolean {
  const before = [...farther(), ...near];
  const at = before.findLastIndex((word) => denying.has(word));
  if (at < 0) return false;
  const between = before.slice(at + 1);
  if (between.some((word) => stating.has(word))) return false;
  const last = between.lastIndexOf(pause);
  if (last < 0 || between.some((word) => alternatives.has(word))) return true;
  const own = between.slice(last + 1);
  const isOfOrgan = !general.has(phrase) || !ofNoOrgan.has(own.at(-1) ?? ',');
  const isDated = after.slice(0, 3).some((word) => /^(?:19|20)\d\d$/.test(word));
  const isTold = own.some((word) => historyOpens.has(word)) || tellingMore.has(after[0] ?? '');
  return !((isOfOrgan || isDated) && isTold);
}

/** A malignancy that words name as the patient's own, of now or of the past. */
export function cancersIn(words: readonly Word[]): readonly Mention[] {
  return mentionsOf(withoutMarkers(words), cancers)
    .filter(
      (mention) =>
        !hasAny([...last(mention.before, 5), '.', ...mention.after.slice(0, 3)], noCancer) &&
        !isDenied(mention) &&
        !isAnsweredNo(mention.marked.after),
    )
    .map(ofItsPart);
}

/** "Triple negative breast cancer", "lymphoma, ALK-negative": what a tumor lacks denies no tumor. */
function withoutMarkers(words: readonly Word[]): readonly Word[] {
  if (!words.includes('negative')) return words;
  return words.filter((word, at) => word !== 'negative' || !markers.has(words[at - 1] ?? ''));
}

const markers: ReadonlySet<Word> = new Set(
  'triple her2 neu er pr receptor receptors hormone estrogen progesterone alk bcr abl bl jak2 egfr kras braf hpv ebv node nodes margin margins cd20 p16'.split(
    ' ',
  ),
);

/** A mention behind a comma, without the denial before it that is of something else. */
function ofItsPart(mention: Mention): Mention {
  const { before } = mention.marked;
  const at = before.findLastIndex((word) => denying.has(word));
  const end = before.lastIndexOf(pause);
  if (at < 0 || end < at) return mention;
  const own = before.slice(end + 1);
  return { ...mention, before: own, marked: { ...mention.marked, before: own }, farther: nothing };
}

function nothing(): readonly Word[] {
  return [];
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
  'history of, hx of, hx, h o, personal history of, past, previous, prior, treated, resected, cured, survivor of, mastectomy for, prostatectomy for, resection of, resection for, s p, status post',
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
