import type { BodyRegion } from '../../terminology/types.ts';
import { isBefore } from '../calendar.ts';
import { type Sentence, sentenceOf } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { spanOf } from '../sentences.ts';
import type { Span } from '../span.ts';
import type { Doubt } from '../types.ts';
import { type Shown, shownIn, whole } from './film-result.ts';
import { isElsewhere, isOtherLevel, spineRegionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

const result = 'plain-radiograph.result';

/** What a report is about, by its type, its title and the parts that name the study. */
export interface Report {
  readonly kind: 'film' | 'mri' | 'other';
  readonly region: BodyRegion | undefined;
}

/** What a note reports on, where it is a report of imaging; undefined where it is another note. */
export function reportOf(
  type: string,
  spans: readonly Span[],
  context: NoteContext,
): Report | undefined {
  if (!isImagingReport(type, spans)) return undefined;
  const head = spans.filter(({ heading, section }, index) => {
    return (
      section === 'technique' ||
      heading === 'exam' ||
      heading === 'examination' ||
      (index < 2 && section === 'none')
    );
  });
  const titles = [
    sentenceOf(spanOf(type), context.note.date),
    ...head.map((span) => sentenceOf(span, context.note.date)),
  ];
  const isNamed = (one: Sentence): boolean => one.has('film') || one.has('other-modality');
  const named = titles.find(isNamed) ?? describedIn(spans, context).find(isNamed);
  if (named === undefined || named.has('chest-film')) return { kind: 'other', region: undefined };
  const isFilm = named.has('film') && !named.has('other-modality');
  const kind = isFilm ? 'film' : named.has('mri-study') ? 'mri' : 'other';
  const regions = titles.flatMap((one) => spineRegionsIn(one, whole(one)));
  const isSpine = titles.some((one) => one.has('spine'));
  const wanted = context.note.episode?.region;
  const region =
    regions.find((one) => one === wanted) ?? regions[0] ?? (isSpine ? wanted : undefined);
  return { kind: region === undefined ? 'other' : kind, region };
}

/** What the findings open with, where no title says how the images were made: "EXAM: Lumbar spine. FINDINGS: AP and lateral views". */
function describedIn(spans: readonly Span[], { note }: NoteContext): readonly Sentence[] {
  return spans
    .filter(({ section }) => section === 'findings')
    .slice(0, mostDescribing)
    .map((span) => sentenceOf(span, note.date));
}

const mostDescribing = 2;

/** Of a document whose type names imaging; "CT surgery" and "interventional radiology" see patients. */
const imaging =
  /\b(?:radiolog|radiograph|imaging|scintigra|(?:x-?rays?|xr|mri|ct(?![ -]+surg)|spect)\b)/i;

/** Of a document about imaging that is none of its reports. */
const ofVisit =
  /\b(?:interventional|consult|clinic|visit|progress|procedure note|operative|nurs|safety|screen|order|request|referral|telephone|message|h&p)/i;

const ofNerves = /\b(?:emg|electrodiagnos|electromyogra|nerve conduction)/i;

/** What reports have for headings is in visits' notes too, so that only these parts tell them apart. */
const ofReports = {
  findings: new Set(['findings', 'finding', 'result', 'results', 'imaging findings']),
  story: new Set(['history', 'hx', 'background', 'all', 'symptoms', 'location', 'attestation']),
  examination: new Set([
    ...['exam', 'examination', 'spine', 'lumbar spine', 'cervical spine', 'thoracic spine'],
    ...['lumbar', 'cervical', 'abdomen', 'lungs', 'extremities', 'lumbosacral', 'back'],
  ]),
  plan: new Set(['recommendation', 'recommendations', 'follow up', 'followup']),
  assessment: new Set(['summary', 'diagnosis']),
};

/**
 * Whether a note is a report of imaging: by its type; else by its parts, an impression with findings or a technique,
 * and none of the parts of a visit ("Imaging: ... Impression: ... Plan: ..." is a clinician's).
 */
function isImagingReport(type: string, spans: readonly Span[]): boolean {
  // Who measures nerves examines the patient.
  if (ofNerves.test(type)) return false;
  if (imaging.test(type) && !ofVisit.test(type)) return true;
  if (!spans.some(({ section }) => section === 'impression')) return false;
  const isDescribed = spans.some(
    ({ section, heading }) =>
      section === 'technique' || (section === 'findings' && ofReports.findings.has(heading)),
  );
  return isDescribed && !spans.some(isOfVisit);
}

function isOfVisit({ section, heading }: Span): boolean {
  switch (section) {
    case 'story':
    case 'examination':
    case 'plan':
    case 'assessment':
      return !ofReports[section].has(heading);
    default:
      return false;
  }
}

const severity: readonly Shown[] = [
  'fracture-acuity-indeterminate',
  'fracture',
  'non-diagnostic',
  'equivocal',
  'no-fracture',
];

/** The result of a report on plain films: what its impression says, else its findings. */
export function readReport(
  report: Report,
  sentences: readonly Sentence[],
  { note }: NoteContext,
): readonly (readonly [sentence: Sentence, found: Found])[] {
  if (report.kind !== 'film' || report.region === undefined) return [];
  if (isOtherLevel([report.region], note.episode?.region)) return [];
  const told = sentences
    .filter(({ span }) => isResult(span))
    .filter(
      (one) =>
        // "Nondiagnostic because of overlying shoulders" is of the film.
        (one.has('non-diagnostic') || !isElsewhere(one, whole(one))) &&
        !one.has('hypothetical') &&
        !one.has('other-modality'),
    )
    .map((sentence, at, all) => ({ sentence, shown: shownBeside(sentence, all[at - 1]) }));
  const impression = told.filter(({ sentence }) => sentence.span.section === 'impression');
  const [best] = [impression, told]
    .map((list) => severity.flatMap((one) => list.find(({ shown }) => shown === one) ?? [])[0])
    .filter((one) => one !== undefined);
  if (best?.shown === undefined) return [];
  const { sentence, shown } = best;
  const at = { rule: 'film-report', place: { from: 0, to: 1 } };
  const found = [
    foundOf(result, at, { value: shown }),
    foundOf('plain-radiograph.region', at, { value: report.region }),
    foundOf('plain-radiograph.date', at, { value: note.date }),
  ];
  return found.map((one) => [sentence, one]);
}

/** "T12 wedge deformity; whether acute or chronic is indeterminate": a sentence may tell the age of what the one before shows. */
function shownBeside(sentence: Sentence, before: Sentence | undefined): Shown | undefined {
  const shown = shownIn(sentence);
  if (shown !== undefined || before === undefined || !sentence.has('acuity-unknown')) return shown;
  return shownIn(before) === 'fracture' ? 'fracture-acuity-indeterminate' : undefined;
}

function isResult(span: Span): boolean {
  const { section, heading } = span;
  // What follows a line such as "History: fall" belongs to the report, not to the history.
  if (section === 'story') return !heading.startsWith(span.tokenAt(0)?.word ?? heading);
  if (heading === 'exam' || heading === 'examination') return false;
  return section === 'impression' || section === 'findings' || section === 'none';
}

/** An earlier MRI that showed too little: "MRI of the lumbar spine on October 3 was nondiagnostic because of motion". */
export function readMri(
  sentence: Sentence,
  report: Report | undefined,
  context: NoteContext & { readonly isBackOnly?: () => boolean },
): readonly Found[] {
  const { note, since, before } = context;
  if (sentence.has('yet-diagnostic')) return [];
  const isConcluded = sentence.span.section === 'impression' || callsItNondiagnostic(sentence);
  const isReport = report?.kind === 'mri' && isConcluded;
  const limited = limitsOf(sentence);
  if (limited.length === 0 || limited.some((one) => sentence.isDenied(one, limited))) return [];
  const own = isReport ? { from: 0, to: 1 } : sentence.of('mri-study').at(-1);
  // "MRI L-spine 9/9. Too much motion to read."
  const named = own === undefined && report === undefined ? mriBefore(sentence, before) : sentence;
  const place = own ?? named?.of('mri-study').at(-1);
  if (named === undefined || place === undefined) return [];
  const isJoined = named !== sentence;
  const at = {
    rule: 'mri-told',
    place: isJoined ? { from: 0, to: 1 } : place,
    quoteFrom: isJoined ? named.span.start : undefined,
  };
  const tell = (why: Doubt): readonly Found[] => [foundOf('mri.result', at, { why })];
  const day = named.pastDates.find(({ value }) => value.length === 10);
  const date = isReport ? note.date : day?.value;
  const isOfEpisode = date !== undefined && !isBefore(date, since);
  const doubt = named.doubtAt(place, { since, suspected: true });
  if (doubt !== undefined && !(doubt === 'before the episode' && isOfEpisode)) return tell(doubt);
  if (named.hasWithin('future', { from: place.from - 4, to: place.from })) return tell('planned');
  // "The rods throw artifact over any MRI".
  if (general.has(named.tokens[place.from - 1]?.word ?? '')) return tell('says too little');
  const regions = [named, sentence].flatMap((one) => spineRegionsIn(one, whole(one)));
  const wanted = note.episode?.region;
  const isBack = context.isBackOnly?.() === true || named.has('spine');
  const region = report?.region ?? regions[0] ?? (isBack ? wanted : undefined);
  if (region === undefined || isElsewhere(named, whole(named)) || isOtherLevel([region], wanted))
    return tell('another part of the body');
  return [
    foundOf('mri.result', at, { value: 'nondiagnostic' }),
    foundOf('mri.region', at, { value: region }),
    ...(date === undefined ? [] : [foundOf('mri.date', at, { value: date })]),
  ];
}

const general: ReadonlySet<string> = new Set(['any', 'every', 'each', 'future']);

const ofLimits = ['non-diagnostic', 'mri-limited'] as const;

/** Of a visit's note, which is no report. */
export const mriReader = readerOf(ofLimits, (sentence, context) =>
  readMri(sentence, undefined, context),
);

/** Words that a study showed too little; of an MRI also that the patient moved. */
function limitsOf(sentence: Sentence): readonly Place[] {
  return ofLimits.flatMap((kind) => sentence.of(kind));
}

/** "Study is nondiagnostic", in whatever part of a report. */
function callsItNondiagnostic({ tokens, span }: Sentence): boolean {
  if (span.section === 'question' || span.section === 'story') return false;
  return tokens.some(
    ({ word }, at) =>
      word === 'nondiagnostic' || (word === 'diagnostic' && tokens[at - 1]?.word === 'non'),
  );
}

/** The sentence before, where it names an MRI and says nothing of what it showed. */
function mriBefore(sentence: Sentence, before: Sentence | undefined): Sentence | undefined {
  if (before === undefined || sentence.span.start - before.span.end > 4) return undefined;
  if (sentence.has('film') || sentence.has('other-modality') || before.has('film'))
    return undefined;
  return before.has('mri-study') && !before.has('not-taken-yet') ? before : undefined;
}
