import { remembering } from './remember.ts';

/** Whether words may name a deficit that cannot wait: asked of every Observation before they are read. */
export const namesDeficit = remembering((text: string): boolean => deficitNames.test(text));

const deficitNames =
  /paraly|plegi|(?:cannot|can't|cant|can not|unable to|inability to) move|drop|dorsiflex|steppage|saddle|cauda|weakness|weak\b|incontinen|retention|parapar|parapleg|perine|perian|genital|rectal|\banal\b|sphincter|bulbocavern|bowel|bladder|urinat|urine|\bvoid/i;

/** Whether words may name any emergency. */
export function mayNameEmergency(text: string): boolean {
  return deficitNames.test(text) || illnessNames.test(text);
}

/** Whether words may name what must not be overlooked beside the code of something else: an emergency, a fever, a sign of the cord. */
export function mayTellMore(text: string): boolean {
  return mayNameEmergency(text) || moreNames.test(text);
}

const moreNames =
  /fever|febrile|pyrexia|babinski|hoffman|reflexia|clonus|long tract|motor neuron|plantar|upgoing/i;

/** Whether words may name what must not be overlooked: an emergency, a cancer, a fever, a pregnancy, an implant. */
export function mayBearOnSafety(text: string): boolean {
  return mayNameEmergency(text) || safetyNames.test(text);
}

const safetyNames =
  /cancer|carcinoma|lymphoma|myeloma|leuk|melanoma|sarcoma|fever|febrile|pyrexia|pregnan|gravid|trimester|gestation|\biup\b|antepartum|prenatal|pacemaker|defibrillator|implant|stimulator|clip|pump|shrapnel|fragment/i;

const illnessNames =
  /fractur|\bfx\b|broken|dislocat|dis[ck]itis|osteomyel|spondylitis|abscess|infect|septic|tubercul|\btb\b|\bpott|metasta|\bmets\b|lytic|tumou?r|malignan|neoplasm|aneurysm|\baaa\b|dissect|myelopath|\bcord (?:compress|injur)|ha?ematoma/i;
