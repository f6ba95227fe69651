import { remembering } from './remember.ts';
import { inUsualSpelling } from './spelling.ts';

/** Whether words may name a deficit that cannot wait: asked of every Observation before they are read. */
export const namesDeficit = remembering((text: string): boolean => namesAny(text, [deficitNames]));

/** All that is read of any text, a note among them: what stands behind it is looked for in vain. */
const longestRead = 200_000;

function begun(text: string): string {
  return text.length > longestRead ? text.slice(0, longestRead) : text;
}

/** As it is written, or as it is usually written. */
function namesAny(given: string, names: readonly RegExp[]): boolean {
  const text = begun(given);
  if (names.some((one) => one.test(text))) return true;
  const spelt = inUsualSpelling(text);
  return spelt !== text && names.some((one) => one.test(spelt));
}

const deficitNames =
  /paraly|plegi|flaccid|heel raise|(?:cannot|can't|cant|can not|unable to|inability to) move|drop|dorsiflex|steppage|saddle|cauda|weakness|weak\b|incontinen|retention|parapar|parapleg|perine|perian|genital|rectal|\banal\b|sphincter|bulbocavern|bowel|bladder|urinat|urine|\bvoid|\bpvr\b|\bpee(?:d|ing)?\b|wip(?:e|ing)\b|toilet paper|numb\w* (?:between|btwn?|in (?:the |his |her |my )?(?:groin|crotch)|groin|crotch|down there|when|with)|(?:groin|crotch) (?:is )?numb|heel walk|numb\w* (?:in|of) both legs|both legs numb|leg raise|gait:? (?:unable|cannot)|toe walk|\behl\b|(?:neurologic(?:al)?|motor) (?:deficit|deteriorat|decline)|progressive|red flags?(?: (?:signs?|symptoms?))?(?: present|$)|foot slap|toes? won|anal contraction|anal squeeze|\bces[- ]?[irs]?\b|palsy|wiggle|tip ?toe|off (?:his |her )?(?:legs|feet)|(?:lost|loss of|no) (?:power|motor|strength)|went dead|\bdf\b|strength|gives? way|giving way|gave way|buckl(?:es|ed|ing)|parapa?r|tetrapar|quadripar|tetrapleg|central cord|conus|monopar|(?:unable to|cannot|can'?t|can not|can no longer|no longer able to|not able to) (?:walk|stand|ambulate)|non[- ]?ambulat|wheelchair|numb (?:below|from)|feeling in|leak|stool|(?:four|4) (?:limbs|ext)|hands and/i;

/** Whether words may name any emergency. */
export const mayNameEmergency = remembering((text: string): boolean =>
  namesAny(text, [deficitNames, illnessNames]),
);

/** Whether words may name what must not be overlooked beside the code of something else: an emergency, a fever, a sign of the cord. */
export const mayTellMore = remembering(
  (text: string): boolean => mayNameEmergency(text) || moreNames.test(begun(text)),
);

const moreNames =
  /fever|febrile|pyrexia|\btemps?\b|temperature|\bt ?max|\bt\b[ :=]*\d\d|chills|rigor|babinski|hoffman|reflexia|clonus|long tract|motor neuron|\bumn\b|inverted (?:radial|supinator)|plantar|upgoing|bacter(?:a)?emia|fung(?:a)?emia|candid(?:a)?emia|septic(?:a)?emia|\bsepsis\b|endocarditis|chordoma|spread to|leptomening|pulsati|pulsating|lesion|\bstream\b|\bempty|catch(?:es|ing)|drag(?:s|ging)|bloodstream/i;

/** Whether words may name what must not be overlooked: an emergency, a cancer, a fever, a pregnancy, an implant. */
export const mayBearOnSafety = remembering(
  (text: string): boolean => mayNameEmergency(text) || safetyNames.test(begun(text)),
);

const safetyNames =
  /cancer|\bca\b|chemo|\bmets\b|carcinoma|lymphoma|myeloma|leuk|melanoma|sarcoma|fever|febrile|pyrexia|\btemps?\b|temperature|\bt ?max|\bt\b[ :=]*\d\d|chills|rigor|pregnan|gravid|trimester|gestation|\biup\b|antepartum|prenatal|pacemaker|pacer|pacing|defibrillator|\b(?:a?icd|ppm|dbs|vns|scs|interstim)\b|implant|stimulator|clip|pump|shrapnel|fragment|bacter|(?:fung|candid)(?:a)?emia|septic(?:a)?emia|endocarditis|blood(?:stream| cultur| cx)|\bbcx\b/i;

const illnessNames =
  /\bosteo\b|\bmet\b|\bscc\b|fractur|\bfx\b|(?:compression|wedge) deformit|broken|dislocat|dis[ck]itis|osteomyel|spondylitis|abscess|infect|septic|tubercul|\btb\b|\bpott|metasta|\bmets\b|lytic|tumou?r|malignan|neoplasm|aneurysm|\baaa\b|dissect|myelopath|myelomalac|\bcord contus|\bcord (?:is compress|compress|injur)|compress\w* (?:of )?(?:the )?(?:spinal )?cord|cord syndrome|brown[- ]?s[eé]quard|(?:injur\w*|concussion|contusion|lesion)\b.{0,40}\bspinal cord|traumatic\b.{0,20} spondylolisthesis|spondylopath|(?:staphylococcal|pneumococcal|streptococcal|pyogenic|bacterial) arthritis|ha?ematoma|me?scc|\bcsm\b|\bburst\b|\bvcf\b|\bfrx\b|collapse|(?:jumped|locked|perched) facet|flexion[- ]distraction|hangman|triple a\b|(?:spine|spinal|vertebral) om\b|sensory level|girdle|band[- ]like|(?:cancer|sarcoma|chordoma|lymphoma|plasmacytoma) of (?:the )?(?:sacrum|coccyx)|sacral (?:cancer|\w*sarcoma|chordoma|lymphoma|plasmacytoma)/i;
