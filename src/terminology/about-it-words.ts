import { remembering } from './remember.ts';

/** What is written, said or arranged about a thing, whose name then stands for none. */
const about =
  /(?<!\b(?:per|by|via|as|self|md|mds|doctors?|physicians?|providers?|no|without|on|after|post)[- ])\b(?:referrals?(?! (?:from|by)\b)|refer|telephone|phone|calls?|called|messages?|portal|letters?|e-?mail|fax|scheduling|consent|cancel|requisition|requests?|orders?|records?|recommend(?:ed|ation)?s?|advised|authori[sz]ation|prior auth|pre-?cert|reminder|inquiry|handout|brochure|wait ?list|to be scheduled)\b|^\W*(?:schedule|discuss(?:ed|ion)?|consider|plan for|refer(?:red)? (?:to|for)|offer(?:ed)?)\b|\bdiscussion\b/i;

/**
 * Whether a name is that of something done about a treatment, and not of the treatment: "Physical therapy referral",
 * "Physical therapy phone call", "Discuss physical therapy".
 */
export const isOnlyAboutIt = remembering((name: string): boolean => about.test(name));

/** "XR LUMBAR SPINE ORDER", "XR LUMBAR SPINE REQUISITION": the paper by which a study is asked for. */
export const isCalledOrder = remembering((name: string): boolean =>
  /\b(?:order|requisition|request)(?: form)?\W*$/i.test(name),
);
