import { ScrollRegion } from './scroll-region.tsx';

/** JSON with its keys, texts and other values told apart by colour; always as text, never as markup. */
export function JsonText({ text, label }: { text: string; label: string }) {
  return (
    <ScrollRegion class="json" label={label}>
      <pre>
        {parts(text).map(([kind, part]) =>
          kind === '' ? part : <span class={`json-${kind}`}>{part}</span>,
        )}
      </pre>
    </ScrollRegion>
  );
}

const token =
  /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function parts(text: string): readonly (readonly [kind: string, part: string])[] {
  const found: (readonly [string, string])[] = [];
  let done = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > done) found.push(['', text.slice(done, match.index)]);
    const [whole, quoted, colon] = match;
    if (quoted === undefined) found.push(['value', whole]);
    else if (colon === undefined) found.push(['text', quoted]);
    else found.push(['key', quoted], ['', colon]);
    done = match.index + whole.length;
  }
  if (done < text.length) found.push(['', text.slice(done)]);
  return found;
}
