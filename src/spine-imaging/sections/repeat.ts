import { section } from '../../guideline/section.ts';
import {
  repeatImagingNeed,
  simultaneousStudiesNeed,
  surveillanceOnly,
} from '../rules/after-indication.ts';
import { documentation } from '../rules/documentation.ts';
import { simultaneousStudiesRule } from '../rules/named-rules.ts';

export const repeat = section('repeat', 'Repeat imaging', [38, 42], (says) => {
  says
    .heading('Repeat imaging coverage considerations')
    .notComputed('a label: the sentences below decide');

  says(
    1,
    'Repeat advanced imaging is not routinely supported unless there is clinical evidence of progression, recurrence, new or worsening neurological signs/symptoms, concern for delayed union/non-union, pseudoarthrosis, or when repeat imaging will change management.',
  ).decides(repeatImagingNeed);

  says(
    2,
    'Requests for simultaneous similar studies (e.g., spinal MRI and CT) require documentation that both studies are necessary for preoperative planning or evaluation of complex failed fusion cases where both soft tissue and bony anatomy determination is required.',
  ).asksFor(simultaneousStudiesRule, simultaneousStudiesNeed, documentation.simultaneousStudies);

  says(
    3,
    'Serial advanced imaging for surveillance of healing or recovery is not supported for the majority of spinal disorders.',
  ).decides(surveillanceOnly);
});
