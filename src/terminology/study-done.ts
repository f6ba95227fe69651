import { remembering } from './remember.ts';

const study =
  '(?:mri?|mris|ct|cat scan|scan|scans|imaging|study|myelogram|bone scan|pet(?:[-/ ]?ct)?|exam)';
const where = '(?:of the )?(?:(?:l|c|t|ls|lumbar|cervical|thoracic|lumbosacral)[- ]?(?:spine)? )?';
const when =
  '(?:last|this|yesterday|today|earlier|(?:a|one|two|three|\\d+) (?:days?|wks?|weeks?) ago|(?:on |in )?(?:\\d{1,2}\\/\\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|at (?:an? |the )?(?:osh|outside|other|another)|elsewhere|already)';
const done = '(?:done|completed|performed|obtained|had|taken)';
const told = new RegExp(
  [
    `\\balready (?:had|has had|has|did|got|underwent|${done})\\b[^.;]{0,30}\\b${study}\\b`,
    `\\b${study} (?:was |has been |were )?already ${done}\\b`,
    `\\b(?:had|has had|got|underwent) (?:the |this |a |an )?(?:same |identical )${where}${study}\\b`,
    `\\b(?:same|identical) ${where}${study} (?:was |has been )?${done}\\b`,
    `\\b${study} (?:was |has been )?${done} ${when}\\b`,
    `\\bdup(?:licate)?(?: (?:order|of|study|request))?\\b`,
  ].join('|'),
  'i',
);
/** It was not, or is yet to be; it settled nothing; it is of long ago; or why it is done again stands there. */
const unlike =
  /\b(?:not|no|never|needs?|needing|wants?|request\w*|prefers?|will|to be|should|schedul\w*|before|prior to|non-?diagnostic|motion|limited|inadequate|incomplete|aborted|poor quality|repeat\w*|again|since then|worse\w*|progress\w*|new|changed?|recurr\w*|follow[- ]?up|compare|comparison|previous|prior|old|years?|yrs?|(?:19|20)\d\d|x-?rays?|knee|hip|shoulder|brain|head|abdomen|abdominal|pelvi[sc]|chest)\b/i;

/** Whether the words of an order say that the study was made already: "dup - MRI already completed 11/15". */
export const saysStudyDone = remembering(
  (text: string): boolean => told.test(text) && !unlike.test(text),
);
