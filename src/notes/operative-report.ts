import type { Sentence } from './sentence.ts';
import type { Span } from './span.ts';
import { WordList } from './word-lists.ts';

/** Of a document that tells of an operation, by its type. */
const ofOperations =
  /\b(?:op(?:erative|eration)?|surgical(?: operation)?|surgery|procedure) (?:note|report|record|dictation)s?\b/i;

/** So many headings of an operation make a note its report. */
const fewestHeadings = 2;

/** Whether a note is the report of an operation: by its type, or by its headings, such as "Estimated blood loss". */
export function isOperativeReport(spans: readonly Span[], type: string): boolean {
  if (ofOperations.test(type)) return true;
  if (isBeforeOperation(spans, type)) return false;
  const headings = new Set<string>();
  for (const { section, heading } of spans)
    if (section === 'operation' || diagnosisBefore.test(heading)) headings.add(heading);
  return headings.size >= fewestHeadings;
}

/** "PRE-OPERATIVE VISIT", "Pre-op H&P": a visit before an operation names it and the anesthesia as its report does. */
function isBeforeOperation([first]: readonly Span[], type: string): boolean {
  if (visitBefore.test(type)) return true;
  return first !== undefined && first.section !== 'operation' && opensBefore(first);
}

function opensBefore(span: Span): boolean {
  const words = Array.from({ length: 5 }, (_, at) => span.wordAt(at) ?? '');
  const isBefore =
    words[0] === 'preoperative' ||
    words[0] === 'preop' ||
    (words[0] === 'pre' &&
      (words[1]?.startsWith('op') === true || words[2]?.startsWith('op') === true));
  return isBefore && words.some((word) => visits.has(word));
}

const visits: ReadonlySet<string> = new Set(
  'visit evaluation eval clinic h history assessment note clearance consult consultation appointment exam'.split(
    ' ',
  ),
);
const visitBefore = /\bpre-?\s?op(?:erative)?\b(?!.{0,3}diagnos)/i;

const diagnosisBefore = /^(?:pre|post)[ -]?op/;

/** What the description of an operation tells of: which one it was, and what it left in the body. */
const ofOperation = /^(?:spine-surgery|augmentation|mri-contraindicated|insufficiency)/;

/**
 * Whether an item cannot be told by what a sentence says of an operation: of its course, where the report describes it, or of one
 * of its steps, wherever it stands.
 * @param text the note's
 * @param options the item, and whether the note is the report of an operation
 */
export function isOnlyOfOperation(
  sentence: Sentence,
  text: string,
  { linkId, isReport }: { readonly linkId: string; readonly isReport: boolean },
): boolean {
  if (ofOperation.test(linkId)) return false;
  const { section, start, end } = sentence.span;
  const mayBeStep = section === 'operation' || isReport || sentence.hasOf(instruments);
  if (!mayBeStep) return false;
  const said = text.slice(start, end);
  // "To PACU neurologically intact": how somebody left the table is no examination.
  if (ofExamination.test(linkId) && isReport && tellsAwaking.test(said) && !tellsLoss.test(said))
    return true;
  const isStep =
    section === 'operation' || sentence.hasOf(instruments) || tellsTechnique.test(said);
  return isStep && !tellsDeficit.test(said);
}

/** Words that only surgeons need: "a self-retaining retractor was placed". */
const instruments = new WordList(
  'scalpel retractor retractors rongeur rongeurs curette curettes curet kerrison leksell bovie cautery electrocautery cauterized vicryl prolene monocryl forceps trocar trocars laparoscope endoscope bronchoscope laryngoscope colonoscope cystoscope arthroscope guidewire guidewires burr reamer reamers stapler osteotome hemostat hemostats speculum scissors metzenbaum draped undermined reapproximated ligated dissected retracted transected periosteal subperiosteal hemostasis platysma mucoperiosteal trephine',
);

/** What is told of instruments and steps: "subperiosteal dissection was performed", "a high speed burr was used". */
const tellsTechnique =
  /\b(?:was|were|is|are|been) (?:then |carefully |again |also )?(?:performed|used|utili[sz]ed|placed|entered|made|carried|inserted|advanced|positioned|prepped|draped|dissected|exposed|incised|retracted|irrigated|closed|sutured|drilled|burred|decorticated|opened|obtained|achieved|applied|packed|seated|tapped|secured|tightened|mobili[sz]ed|divided|ligated|coagulated|elevated|harvested|undertaken|completed)\b|\b(?:using|with|by) (?:a |an |the )?(?:high[- ]speed|blunt|sharp|bovie|kerrison|cautery|electrocautery|curet\w*|rongeur\w*|microscope)\b/i;

const ofExamination = /^(?:neurological-examination|in-person)/;
const tellsAwaking = /\b(?:pacu|recovery room|extubated|awoke|awakened)\b/i;
const tellsLoss = /\b(?:weak\w*|drop|numb\w*|deficits?|paraly\w*|[0-4]\/5)\b/i;

/** What became of the patient: "after the decompression was performed he awoke with a foot drop". */
const tellsDeficit =
  /\b(?:weak\w*|drop|numb\w*|deficits?|paraly\w*|incontinen\w*|awoke|awakened|woke|pacu|post-?op\w*|loss of|signals?|neuromonitoring)\b/i;
