import { textOfAttachment } from '../attachments/attachment-text.ts';
import { type Fields, listOf, textOf } from './fields.ts';

/** What is attached to a report. */
export interface Attachments {
  /** Anything is attached, whether or not it can be read here. */
  readonly isThere: boolean;
  /** The words of what is plain text, HTML or RTF. */
  readonly texts: readonly string[];
  /** What kinds could not be read, in words: `PDF`, `a link`. */
  readonly unread: readonly string[];
}

const none: Attachments = { isThere: false, texts: [], unread: [] };

/** Kinds of attachment whose words are read: plain text, HTML and RTF. */
const read =
  /^(?:text\/plain|text\/html|application\/xhtml\+xml|(?:text|application)\/(?:x-)?rtf)$/;

/** The attachments of a report (`presentedForm`): text, HTML and RTF are read, PDF is named as unread (reading A64). */
export function attachmentsOf(report: Fields): Attachments {
  const forms = listOf(report.presentedForm);
  if (forms.length === 0) return none;
  const texts: string[] = [];
  const unread: string[] = [];
  let isThere = false;
  for (const form of forms) {
    const data = textOf(form.data);
    if (data === undefined && textOf(form.url) === undefined) continue;
    isThere = true;
    const type = (textOf(form.contentType) ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
    const text = read.test(type) ? textIn(form, type) : undefined;
    if (text !== undefined && text.trim() !== '') texts.push(text);
    else unread.push(kindOf(type, data));
  }
  return { isThere, texts, unread };
}

/** The texts of attachments, as far as they can be read. */
export function attachedTexts(attachments: unknown): readonly string[] {
  return listOf(attachments).flatMap((one) => {
    const attached = textOfAttachment(one);
    return 'text' in attached ? [attached.text] : [];
  });
}

function textIn(form: Fields, type: string): string | undefined {
  const attachment = textOfAttachment(form, ' ');
  if (!('text' in attachment)) return undefined;
  return type.endsWith('html') || type.endsWith('xml')
    ? asStatements(attachment.text)
    : attachment.text;
}

/** A block of HTML ends a sentence, whatever the next begins with. */
function asStatements(text: string): string {
  return text.replaceAll('\n', '. ').replaceAll(/(?:\s*\.){2,}/g, '.');
}

function kindOf(type: string, data: string | undefined): string {
  if (type.includes('pdf')) return 'PDF';
  if (type.includes('rtf')) return 'RTF';
  if (data === undefined) return 'a link';
  return type === '' ? 'an attachment of no stated kind' : type;
}
