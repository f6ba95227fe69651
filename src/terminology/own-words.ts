import type { Concept } from './types.ts';

/** The words in which a note speaks of what its record names, concept by concept. */
const own: Partial<Readonly<Record<Concept, RegExp>>> = {
  'cauda-equina-syndrome':
    /\b(?:ces[irs]?|cauda|equina|conus|saddle|perine\w*|perianal|rectal|anal|sphincter|bladder|bowel|b\/b|urin\w*|void\w*|retention|incontinen\w*|continen\w*|pvr|tone|bulbocavernosus|neuro(?:logic\w*)?)\b/,
  'sphincter-or-saddle-disturbance':
    /\b(?:ces[irs]?|cauda|equina|saddle|perine\w*|perianal|rectal|anal|sphincter|bladder|bowel|b\/b|urin\w*|void\w*|retention|incontinen\w*|continen\w*|pvr|tone|bulbocavernosus|neuro(?:logic\w*)?)\b/,
  'foot-drop':
    /\b(?:drop|weak\w*|paresis|motor|strength|power|df|dorsiflex\w*|ehl|ta|ankle|gait|heels?|neuro(?:logic\w*)?)\b/,
  'leg-weakness':
    /\b(?:weak\w*|paresis|palsy|motor|strength|power|df|dorsiflex\w*|plantarflex\w*|ehl|quad\w*|gait|neuro(?:logic\w*)?)\b/,
  'limb-paralysis':
    /\b(?:weak\w*|paresis|paraly\w*|plegia|palsy|motor|strength|power|gait|neuro(?:logic\w*)?)\b/,
  'bilateral-leg-weakness':
    /\b(?:weak\w*|parap\w*|paresis|paraly\w*|motor|strength|power|gait|ambulat\w*|neuro(?:logic\w*)?)\b/,
  'acute-spinal-fracture':
    /\b(?:fracture\w*|fx|fxs|frx|broken|break|burst|wedg\w*|compression (?:fracture|fx|deformity)|deformity|dislocat\w*|height loss)\b/,
  'spinal-infection': /\b(?:infect\w*|infxn|dis[ck]itis|spondylodis[ck]itis|osteo\w*|septic)\b/,
  'spinal-neoplasm':
    /\b(?:tumou?r\w*|mets?|metast\w*|malignan\w*|neoplas\w*|ca|cancer\w*|carcinoma\w*|lesions?|lymphoma|myeloma)\b/,
  'aortic-emergency': /\b(?:aneurysm\w*|aaa|dissect\w*|aort\w*)\b/,
  'high-risk-mechanism':
    /\b(?:mv[ac]|mcc|rt[ac]|crash\w*|collision|accident\w*|car|vehicle|truck|fall|fell|fallen|assault\w*|involved|injur\w*|hit|hurt|passenger|driver|occupant|trauma\w*)\b/,
  myelopathy: /\b(?:myelopath\w*|csm|cord compression|compress\w*|cord signal|umn|hyperreflexia)\b/,
  myelitis: /\b(?:myelitis|tm|ms|sclerosis|demyelinat\w*)\b/,
  'abnormal-reflex':
    /\b(?:reflex\w*|hyperreflexia|babinski|hoffmann?|clonus|dtrs?|umn|long tract)\b/,
  'ankylosing-spondylitis-or-dish':
    /\b(?:as(?= *$)|ankylos\w*|spondylitis|dish|hla[- ]?b27|axspa|spa)\b/,
  'abnormal-weight-loss':
    /\b(?:(?:weight|wt|lb|lbs|kg)[- ]loss|loss of weight|(?:lost|losing|lose) (?:any )?(?:weight|wt))\b/,
  'night-pain': /\b(?:night|nocturnal|pain)\b/,
};

/** Of names, words that tell no illness from another. */
const ofNoIllness =
  /^(?:unspecified|specified|other|others|initial|subsequent|encounter|syndrome|disease|disorder|condition|region|regions|sites?|level|left|right|foot|bilateral|lumbar|lumbosacral|thoracic|thoracolumbar|cervical|cervicothoracic|sacral|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|vertebrae?|spine|spinal|acute|chronic|secondary|primary|closed|open|with|without|from|history|pain|compression|abnormal|weight|muscles?|strength|lower|upper|tendons?|fascia|ligaments?|joints?|nerves?|roots?|limbs?|extremit\w*|thigh|shoulder|ankle|knee|breast|female|male|bones?|neural|dis[ck]s?|intervertebral|column|trunk|abdominal|aorta|thoracolumbar|neurogenic|claudication|canal|cause|single|malformations?|congenital|acquired|rupture|classified|elsewhere|traffic|injured|concern|suspected|possible|probable|surgery|decompression|fusion|workup|negative|normal|treated|since|child|unchanged|present|confirmed|ruled|excluded|resolved)$/;

/** Illnesses that are called by their first letters. */
const initials: readonly (readonly [RegExp, string])[] = [
  [/multiple sclerosis/i, 'ms'],
  [/transverse myelitis/i, 'tm'],
  [/ankylosing spondylitis/i, 'as'],
  [/ankylosing hyperostosis|diffuse idiopathic/i, 'dish'],
  [/spinal stenosis/i, 'stenosis'],
  [/syringomyelia/i, 'syrinx'],
  [/tethered cord|congenital malformations? of spinal cord/i, 'tethered'],
];

/** What a text beside a record is about. */
export interface RecordAbout {
  readonly concepts: ReadonlySet<Concept>;
  /** What the record is called. */
  readonly names: readonly string[];
  /** What its code is called, where that tells more of the place than its names. */
  readonly displays?: readonly string[];
  readonly side?: 'left' | 'right' | 'both' | undefined;
  /** The year in which it is said to have begun, or was written down. */
  readonly year?: number | undefined;
}

/** Reads phrases for what a record names itself. */
export function ownWordsOf({
  concepts,
  names,
  displays = [],
}: RecordAbout): (phrase: string) => boolean {
  const patterns = [...concepts].flatMap((one) => own[one] ?? []);
  const called = new Set([
    ...names
      .flatMap((name) => name.toLowerCase().match(/[a-z]{5,}/g) ?? [])
      .filter((word) => !ofNoIllness.test(word)),
    ...[...names, ...displays].flatMap((name) =>
      initials.flatMap(([full, short]) => (full.test(name) ? [short] : [])),
    ),
  ]);
  return (phrase) =>
    patterns.some((one) => one.test(phrase)) ||
    (called.size > 0 && (phrase.match(/[a-z]+/g) ?? []).some((word) => called.has(word)));
}
