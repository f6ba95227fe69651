/** Days and visits before: "on 11/2", "last week", "at the last visit", "yesterday". */
const earlier =
  '(?:previously|before|earlier|prior|then|yesterday|(?:on |at |in |from )?(?:the |his |her |our )?(?:last|previous|prior) (?:visit|exam|week|month|time|note|admission)|(?:on |from )?\\d{1,2}\\/\\d{1,2}(?:\\/\\d{2,4})?|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:two|three|\\d+) (?:days|weeks) ago)';
const seen =
  '(?:noted|present|seen|there|documented|known|reported|observed|found|recorded|evident|mentioned)';
const nothing = '(?:absent|none|normal|negative|intact|full|no \\w+)';

/** That something was not there before: "not previously noted", "(absent 11/2)", "vs. none on 11/2", "where there was none before". */
const wasAbsent = new RegExp(
  [
    `\\b(?:not|never) ${earlier} ${seen}\\b`,
    `\\b(?:not|never) ${seen} ${earlier}`,
    `[(,;–-]\\s*(?:was |were )?${nothing} ${earlier}`,
    `\\b(?:vs\\.?|versus|compared (?:with|to)) ${nothing}(?: ${earlier})?`,
    `\\b(?:where )?there (?:was|were) (?:none|no \\w+) ${earlier}`,
    `\\b${earlier} (?:un(?:diagnosed|recogni[sz]ed|known|noticed|recorded|reported|documented|seen)|not ${seen}|absent)\\b`,
  ].join('|'),
  'gi',
);

/** Without any of these a text speaks of no earlier time and compares nothing; most texts are told so. */
const mayCompare =
  /previous|prior|before|earlier|\bthen\b|day\b|\blast\b|\bago\b|\d\/\d|\bvs\b|versus|compared|there w(?:as|ere)/i;

/** Whether a text says that what it names was not there before, so that it is new. */
export function saysAbsentBefore(text: string): boolean {
  if (!mayCompare.test(text)) return false;
  wasAbsent.lastIndex = 0;
  return wasAbsent.test(text);
}

/** The same text, where what was absent before is called new. */
export function withNewnessTold(text: string): string {
  return mayCompare.test(text) ? text.replaceAll(wasAbsent, ' , newly unlike then ') : text;
}
