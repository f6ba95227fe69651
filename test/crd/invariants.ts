import type { Extension } from 'fhir/r4.js';
import { invariant } from './support.ts';

const value = (url: string) => `extension.where(url = '${url}').value`;
const has = (url: string, code: string) => `${value(url)}.where($this = '${code}').exists()`;
const anyIs = (code: string) =>
  `extension.where((url = 'covered' or url = 'pa-needed' or url = 'doc-needed') and value = '${code}').exists()`;
const isTechnical = `${value('reason')}.coding.where(code = 'technical').exists()`;

/**
 * The invariants of coverage information in both versions, as FHIRPath on the extension; where a version
 * demands one direction only, both are held to, as the text of the guide says.
 */
const expressions: Readonly<Record<string, string>> = {
  'names a form only where documents are needed': `${value('questionnaire')}.exists() implies ${value('doc-needed')}.exists()`,
  'speaks of authorisation if and only if the order may be covered': `${has('covered', 'not-covered')} = ${value('pa-needed')}.empty()`,
  'needs information if and only if something is conditional': `${anyIs('conditional')} = ${value('info-needed')}.exists()`,
  'sends documents with an authorisation only where one is asked for': `${has('doc-purpose', 'withpa')} implies ${has('pa-needed', 'auth-needed')}`,
  'has the id of an authorisation if and only if it is satisfied': `${has('pa-needed', 'satisfied')} = ${value('satisfied-pa-id')}.exists()`,
  'gives a reason for other information needed': `${has('info-needed', 'OTH')} implies ${value('reason')}.exists()`,
  'puts every reason in words': `${value('reason')}.all(text.exists())`,
  'gives a reason for a purpose of documents, and asks for them': `${value('doc-purpose')}.exists() implies (${value('reason')}.exists() and ${value('doc-needed')}.exists())`,
  'is indeterminate if and only if the reason is technical': `${anyIs('indeterminate')} = ${isTechnical}`,
  'gives a reason for what is not covered': `${has('covered', 'not-covered')} implies ${value('reason')}.exists()`,
};

/** What to call each invariant, and whether it holds for an extension. */
export const invariants: readonly (readonly [
  name: string,
  holds: (information: Extension) => boolean,
])[] = Object.entries(expressions).map(([name, expression]) => [name, invariant(expression)]);
