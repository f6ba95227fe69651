import { formCode, itemsOfCode } from '../questionnaire/order-form.ts';

/** What a coverage assertion said: about which study, and which items of the documentation form were still open. */
export interface AssertionContext {
  readonly cpt: string;
  /** Empty where documentation was needed that no form can give, or none was needed. */
  readonly linkIds: readonly string[];
}

/**
 * The id of a coverage assertion, which a DTR client hands back as `context`: a digest of the facts it was made on,
 * the study's code and the code of the form. It holds all that is needed to answer, so nothing of the call is kept.
 * @param digest hexadecimal
 */
export function assertionContext(digest: string, { cpt, linkIds }: AssertionContext): string {
  return [digest, cpt, ...(linkIds.length === 0 ? [] : [formCode(linkIds)])].join('.');
}

/** Reads an assertion's id back; undefined where it is none of ours, or of another version of the form. */
export function readAssertionContext(id: string): AssertionContext | undefined {
  const [, cpt, code] = /^[0-9a-f]{32}\.([0-9A-Z]{5})(?:\.([0-9a-z-]{1,40}))?$/.exec(id) ?? [];
  if (cpt === undefined) return undefined;
  if (code === undefined) return { cpt, linkIds: [] };
  const linkIds = itemsOfCode(code);
  return linkIds === undefined ? undefined : { cpt, linkIds };
}
