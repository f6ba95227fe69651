import { remembering } from './remember.ts';

/** Parts of the body that have a neck, a back or a disc of their own. */
const ofPart = new RegExp(
  [
    `\\bneck of (?:the |his |her )?(?:left |right |l |r )?(?=femur|femoral|humer|radius|radial|fibula|talus|scapula|mandible|pancreas|bladder|gallbladder|urinary|uterus|womb|rib|tooth|metacarp|metatars|penis)`,
    `(?<=\\b(?:surgical|anatomical|anatomic|femoral|humeral|humerus|femur|radial|talar|scapular|bladder|pancreatic|uterine|fibular) )neck\\b`,
    `(?<=\\b(?:lymph nodes?|nodes?|glands?|lymphadenopathy|thyroid|carotid) (?:of (?:the )?|in (?:the )?|on (?:the )?)?(?:left |right )?)neck\\b`,
    `\\b(?:neck|cervical) (?=(?:lymph|nodes?\\b|glands?\\b|adenopathy|lymphadenopathy))`,
    `\\bcervical (?=(?:cancer|ca\\b|screening|smear|pap\\b|cytology|dysplasia|intraepithelial|cerclage|insufficiency|incompetence|biopsy|polyps?\\b|mucus|ripening|dilation|dilatation|swab|os\\b|length\\b|exam for pap|hpv))`,
    `\\bthoracic (?=(?:surgery|surgeon|surgical|outlet|aort|duct\\b|empyema|oncology))`,
    `(?<=\\b(?:aortic|mitral|pulmonary|pulmonic|tricuspid|valve|valvular|valvar|carotid|carotid artery|renal|renal artery|coronary|coronary artery|subclavian|artery|arterial|pyloric|urethral|esophageal|tracheal|subglottic|laryngeal|biliary|bile duct|duct|ureteral|anal|meatal|nasal|av) )stenosis\\b`,
    `\\bstenosis (?=of (?:the )?(?:aort|mitral|carotid|renal|pylor|urethra|esophag|trachea|bile|ureter|anus|artery|av\\b))`,
    `(?<=\\b(?:tmj|temporomandibular|temporomandibular joint|optic|articular|intraarticular|intra-articular|jaw) )dis[ck]s?\\b`,
    `\\bdis[ck] (?=of (?:the )?(?:tmj|temporomandibular|jaw))`,
    `(?<!\\b(?:upper|mid|middle|low|lower) )\\b(?:the )?back of (?:the |his |her |my )?(?:left |right |l |r |both )?(?=knee|hand|head|throat|heel|ankle|elbow|shoulder|wrist|mouth|tongue|ear|eye|scalp)`,
    `\\bback (?=(?:molars?|tooth|teeth)\\b)`,
    `(?<=\\b(?:tibial|iliac|ischial|scapular|nasal|mental) )spines?\\b`,
    `\\bspine (?=of (?:the )?(?:left |right )?(?:scapula|tibia|ilium|ischium))`,
    `\\bspinal (?=accessory\\b)`,
    `\\bradicular (?=cyst)`,
    `(?<=\\blong )thoracic\\b`,
    `(?<=\\bswan[ -])neck\\b`,
  ].join('|'),
  'gi',
);

/** "Come back in 6 weeks", "back to school": there and again. */
const again = new RegExp(
  [
    `(?<=\\b(?:come|comes|coming|came|go|goes|going|went|get|gets|getting|got|call|called|return|report|hear|bring|send|sent|refer|referred|be|is|are|was|here|right|move|welcome|follow) )back (?=(?:to|in|for|on|if|at|with|from|again|next|tomorrow|by|and|as|after|into)\\b)`,
    `(?<=\\b(?:come|comes|coming|came|call) )back(?=\\W*$)`,
    `(?<=^\\W*|[.;,:] *)back (?=(?:to (?!back\\b)(?:school|work|college|clinic|office|sports?|golf|running|gym|the gym|see|get|discuss|review|normal|baseline|activit)|for\\b|from\\b|again\\b|today\\b|tomorrow\\b|in (?:\\d|a\\b|clinic|(?:the )?office|the clinic|jan|feb|mar|apr|may\\b|june?\\b|july?\\b|aug|sep|oct|nov|dec)|on (?:\\d|mon|tue|wed|thu|fri|sat|sun)))`,
    `\\bback (?=(?:office|door|up|order|ordered|to school|to work)\\b)`,
  ].join('|'),
  'gi',
);

const mayHave =
  /\b(?:neck|back|cervical|thoracic|stenosis|dis[ck]s?|spines?|spinal accessory|radicular cyst)\b/i;

/**
 * A text without the words that name the spine elsewhere, and here something else: "neck of femur", "aortic stenosis",
 * "come back in 6 weeks". What it names beside them stays.
 */
export const withoutOtherSenses = remembering((text: string): string =>
  mayHave.test(text) ? text.replaceAll(ofPart, ' ').replaceAll(again, ' ') : text,
);

/** Whether a word of the spine is that of another part of the body: "cervical cancer", "TMJ disc". */
export const namesInOtherSense = remembering(
  (text: string): boolean => mayHave.test(text) && text.search(ofPart) !== -1,
);
