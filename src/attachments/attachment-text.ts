import { base64Bytes } from '../base64-bytes.ts';
import { textOfClinicalDocument } from './clinical-document-text.ts';
import { type Cells, textOfHtml } from './html-text.ts';
import { textOfRtf } from './rtf-text.ts';
import { characterOf } from './windows-1252.ts';

/** An Attachment's words, or why there are none. */
export type AttachmentText =
  | { readonly text: string }
  | {
      readonly unread:
        | 'a link'
        | 'too large'
        | 'PDF'
        | 'not base64'
        | 'an attachment of another kind';
    };

/** At most this many characters of base64: a note of 300 KB is far longer than any that a person reads. */
const longestData = 400_000;

/**
 * The words of a FHIR Attachment: plain text, HTML, RTF and the sections of a C-CDA document, in UTF-8, UTF-16 or
 * Windows' Latin-1.
 * @param attachment its `contentType` and its `data` in base64
 * @param cells how the cells of a table's row are parted
 */
export function textOfAttachment(
  attachment: { readonly contentType?: unknown; readonly data?: unknown },
  cells: Cells = '\n',
): AttachmentText {
  const { contentType, data } = attachment;
  const type = typeof contentType === 'string' ? contentType.toLowerCase() : '';
  if (typeof data !== 'string' || data === '') return { unread: 'a link' };
  if (type.includes('pdf')) return { unread: 'PDF' };
  if (data.length > longestData) return { unread: 'too large' };
  const bytes = bytesOf(data);
  if (bytes === undefined) return { unread: 'not base64' };
  const text = decoded(bytes, type);
  if (text.startsWith('%PDF')) return { unread: 'PDF' };
  if (type.includes('rtf') || text.startsWith('{\\rtf')) return { text: textOfRtf(text, cells) };
  if (type.includes('html')) return { text: textOfHtml(text, cells) };
  if (type.includes('xml')) {
    const told = textOfClinicalDocument(text);
    if (told !== '') return { text: told };
  }
  if (type === '' || type.startsWith('text/')) return { text };
  return { unread: 'an attachment of another kind' };
}

function bytesOf(data: string): Uint8Array | undefined {
  try {
    return base64Bytes(data);
  } catch {
    return undefined;
  }
}

/** UTF-8, unless the type or the first bytes name another set of characters, or the bytes are no UTF-8. */
function decoded(bytes: Uint8Array, type: string): string {
  const wide = wideCharacters(bytes, type);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  if (!/charset="?(?:iso-8859-1|iso-8859-15|latin1|windows-1252|us-ascii)/.test(type)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // Older systems write Latin-1 and say nothing about it.
    }
  }
  return Array.from(bytes, characterOf).join('');
}

/** Two bytes for each character, by the mark in front of them, else by the type. */
function wideCharacters([first, second]: Uint8Array, type: string): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const [, order] = /charset="?utf-16(le|be)?/.exec(type) ?? [undefined, undefined];
  if (order !== undefined) return `utf-16${order}`;
  return /charset="?utf-16/.test(type) ? 'utf-16le' : undefined;
}
