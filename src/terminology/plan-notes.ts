import { remembering } from './remember.ts';
import { wordsOf } from './words.ts';

/** Whether the name of a planned operation leaves open whether it will be: "Lumbar fusion, patient undecided". */
export const isNamedOpen = remembering((said: string): boolean => planOpen.test(said));

const planOpen =
  /\b(?:undecided|indecisive|not (?:yet )?(?:decided|sure|certain|scheduled|approved|authorized|ready|planned|committed)|unsure|uncertain|deciding|before (?:deciding|committing)|elects?|elected|opts?|opted|prefers?|chooses?|chose|instead|on hold|held (?:off|until|for)|hold(?:ing)? (?:off|until|for)|tentativ\w*|postpon\w*|delay\w*|defer\w*|second opinion|withdr[ae]w\w*|withdrawn|versus|vs|consider\w*|possibl[ey]|potential\w*|may (?:need|require|proceed|be)|might|would|could|contingent|conditional|subject to|think(?:ing)? (?:about|it over)|wants? (?:to wait|time)|wait(?:ing)? (?:to|and|until|for (?:patient|pt|decision))|watchful|as (?:a )?last resort|as (?:an )?option|options?|discuss(?:ed|ing|ion)?(?! with (?:anesthes|cardiol|or\b))|denied|denial|rejected|not covered|only if|unless|in case|(?:if|when|once|until|after) (?:the )?(?:injections?|esi|therapy|pt|physical therapy|conservative|non-?operative|brace|weight|smoking|no better|not better|no improvement|fails?|failed|needed|necessary|worse|symptoms|a1c|pain|he|she|pt|patient|insurance))\b|^\W*(?:if|maybe|perhaps|\?)/i;

/** What is arranged for an operation: who does it, how, with what, and who has to agree. */
const arranged: ReadonlySet<string> = new Set(
  `a an the and or of for to in at on with by per from is was are be been will as this that her his their she he they it both
  patient pt agrees agree agreed consent consents consented signed understands wishes wants proceed proceeding proceeds ready yes
  surgery surgical operation operative procedure case or hours hour hrs hr minutes min day days am pm first second third stage staged level levels
  mri ct xray x ray films imaging images bring need needs needed required require planning plan planned before after prior preop pre op post postop updated new recent
  insurance authorization auth approved approval pending obtained submitted requested received precert peer reviewed
  clearance cardiac medical cleared pcp cardiology anesthesia anesthesiology consult consulted done complete completed labs ordered drawn ekg echo dental
  blood products transfusion bank type screen
  approach posterior anterior lateral oblique left right bilateral minimally invasive mis open robotic robot navigation navigated neuromonitoring monitoring cell saver implants implant vendor rep tray set cage cages screws rods instrumentation instrumented bone graft allograft autograft bmp
  inpatient outpatient overnight stay admit admission assistant resident dr doctor surgeon surgeons md office date dates scheduled booked confirmed hospital asc center room
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday mon tue wed thu fri
  hold stop aspirin plavix warfarin coumadin eliquis xarelto anticoagulation thinners nsaids latex allergy allergies diabetic bmi position prone supine c arm fluoroscopy fluoro o
  discectomy microdiscectomy fusion laminectomy decompression foraminotomy tlif plif alif xlif llif acdf kyphoplasty vertebroplasty cement lead leads trial percutaneous permanent stimulator scs paddle generator battery epidural injection steroid transforaminal interlaminar
  lumbar cervical thoracic sacral spine spinal spondylolisthesis listhesis stenosis radiculopathy instability grade fracture disc herniation revision hardware removal exploration
  urgent elective asap stat routine brace interpreter npo mrsa swab antibiotics vancomycin ancef cefazolin psychological psych evaluation eval passed`.split(
    /\s+/,
  ),
);
const declinedBlood = /\b(?:declin|refus)\w+ (?:all )?(?:blood|transfusions?)(?: products)?\b/gi;
const surgeon = /\b[Dd]rs?\.? [A-Z][\w'’-]+/g;

/** A short note is a remark on the plan; a longer one tells a story. */
const mostOfRemark = 14;

/**
 * Whether the note on a planned operation leaves open whether it will be: "Tentative", "if injections fail". A short one leaves
 * the plan as it is only where it names nothing but what is arranged for it: "L4-5, bring MRI to OR".
 */
export const leavesPlanOpen = remembering((note: string): boolean => {
  const said = note.replaceAll(declinedBlood, ' ').replaceAll(surgeon, ' ');
  if (planOpen.test(said)) return true;
  const words = wordsOf(said).filter((word) => /\p{L}/u.test(word));
  return (
    words.length <= mostOfRemark &&
    words.some((word) => !arranged.has(word) && !/^[clst]\d{1,2}$|^\d/.test(word))
  );
});
