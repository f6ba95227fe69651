import { formCode, itemsOfCode } from '../questionnaire/order-form.ts';

/** What a coverage assertion said: about which study, and which items of the documentation form were still open. */
export interface AssertionContext {
  readonly cpt: string;
  /** The form that was named; absent where documentation was needed that no form can give, or none was needed. */
  readonly form?: AssertedForm;
}

/** A form that an assertion named. */
interface AssertedForm {
  readonly linkIds: readonly string[];
  /** The version of the guideline that judged the order. Ids of before it was in them name the newest. */
  readonly version?: string;
}

/**
 * The id of a coverage assertion, which a DTR client hands back as `context`: a digest of the facts it was made on,
 * the study's code, the code of the form and its version. It holds all that is needed to answer, so nothing of the call
 * is kept.
 * @param digest hexadecimal
 */
export function assertionContext(digest: string, { cpt, form }: AssertionContext): string {
  if (form === undefined) return [digest, cpt].join('.');
  const { linkIds, version } = form;
  return [digest, cpt, formCode(linkIds), ...(version === undefined ? [] : [version])].join('.');
}

/** Reads an assertion's id back; undefined where it is none of ours, or of another version of the form. */
export function readAssertionContext(id: string): AssertionContext | undefined {
  const [, cpt, code, version] =
    /^[0-9a-f]{32}\.([0-9A-Z]{5})(?:\.([0-9a-z-]{1,40})(?:\.([0-9A-Za-z.-]{1,20}))?)?$/.exec(id) ??
    [];
  if (cpt === undefined) return undefined;
  if (code === undefined) return { cpt };
  const linkIds = itemsOfCode(code);
  if (linkIds === undefined) return undefined;
  return { cpt, form: { linkIds, ...(version === undefined ? {} : { version }) } };
}
