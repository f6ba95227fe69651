import { base64Bytes } from '../base64-bytes.ts';
import { type Fields, listOf, textOf } from './fields.ts';

/** What is attached to a report. */
export interface Attachments {
  /** Anything is attached, whether or not it can be read here. */
  readonly isThere: boolean;
  /** The words of what is plain text or HTML. */
  readonly texts: readonly string[];
  /** What kinds could not be read, in words: `PDF`, `RTF`, `a link`. */
  readonly unread: readonly string[];
}

const none: Attachments = { isThere: false, texts: [], unread: [] };

/** At most this much of an attachment is decoded: reports are short, and their first pages say what was seen. */
const longestData = 400_000;

/** The attachments of a report (`presentedForm`): text and HTML are read, PDF and RTF are named as unread (reading A64). */
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
    const text = data === undefined ? undefined : textIn(data, type);
    if (text !== undefined && text.trim() !== '') texts.push(text);
    else unread.push(kindOf(type, data));
  }
  return { isThere, texts, unread };
}

function textIn(data: string, type: string): string | undefined {
  if (data.length > longestData) return undefined;
  if (type === 'text/plain') return decoded(data);
  if (type === 'text/html' || type === 'application/xhtml+xml') return withoutTags(decoded(data));
  return undefined;
}

/** What base64 says; nothing where it is none. */
function decoded(data: string): string {
  try {
    return new TextDecoder().decode(base64Bytes(data));
  } catch {
    return '';
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The words of HTML: a tag that begins a block ends a sentence. Only words are looked for, nothing is shown as HTML. */
function withoutTags(html: string): string {
  return html
    .replaceAll(/<(?:style|script|head)\b[^>]*>[\s\S]*?<\/(?:style|script|head)>/gi, ' ')
    .replaceAll(/<(?:br|p|div|li|tr|h[1-6])\b[^>]*>/gi, '. ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/(?:\s*\.){2,}/g, '.')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function kindOf(type: string, data: string | undefined): string {
  if (type.includes('pdf')) return 'PDF';
  if (type.includes('rtf')) return 'RTF';
  if (data === undefined) return 'a link';
  return type === '' ? 'an attachment of no stated kind' : type;
}
