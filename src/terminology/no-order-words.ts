import { remembering } from './remember.ts';
import { hasAny, mentionsOf, phraseList, wordsOf } from './words.ts';

const studies = phraseList(
  'mri, mr, mra, ct, cat scan, magnetic resonance, computed tomography, xray, x ray, radiograph, radiographs, bone scan, spect, myelogram, ultrasound',
);

/** What calls a study off, or asks for something that is done about one: before its name. */
const calledOff = phraseList(
  `do not, dont, no, not, never, cancel, cancelled, canceled, hold, stop, discontinue, dc, d c, decline, declines, declined, refuse, refuses, refused, defer, deferred, postpone, postponed, avoid, without`,
);
const aboutIt = phraseList(
  `before, prior to, after, copy, copies, cd, disc of, second opinion, read, reread, over read, overread, review, interpretation, peer to peer, p2p, authorization, authorisation, auth, precert, appeal,
  result, results, report, fax, send, records, discuss, discussion, premedication, transport, education, instructions, reminder, question, questions`,
);

/**
 * Whether the words of an order name a study only to forbid it, or for something that is done about it: "Do not order MRI
 * lumbar spine", "Diazepam before MRI", "Copy of the MRI".
 */
export const ordersNoStudy = remembering((text: string): boolean =>
  mentionsOf(wordsOf(text), studies)
    .slice(0, 1)
    .some(({ before }) => hasAny(before, calledOff) || hasAny(before, aboutIt)),
);
