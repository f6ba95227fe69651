/** Characters that mean something in GitHub-flavoured Markdown within a line. */
const special = /[\\`*_[\]<>~&|]/g;
/** What means something at the beginning of a line only: a list, a heading, a rule, a quotation. */
const leading = /^([-+=#]|\d+[.)])/;
/** Characters that steer a terminal, a text direction or a line, or that nobody sees. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu;
/** What Markdown turns into a link without any mark-up: schemes, `www.` and e-mail addresses. */
const automatic = /:\/\/|www\.|@|mailto:|xmpp:/gi;
/**
 * Text from a chart as text: it can begin no Markdown or HTML construct, no link, no line of its own.
 * Control, invisible and direction-changing characters become a space.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(unseen, ' ')
    .trim()
    .replace(special, (mark) =>
      mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : `\\${mark}`,
    )
    .replace(automatic, (found) => [...found].join('\u2060'))
    .replace(leading, (mark) =>
      mark.length === 1 ? `\\${mark}` : `${mark.slice(0, -1)}\\${mark.slice(-1)}`,
    );
}

/** Text for a card's summary or a label, which are plain text: only unseen characters are taken out. */
export function plainText(text: string): string {
  return text.replace(unseen, ' ').trim();
}
