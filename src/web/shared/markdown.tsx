import { useEffect, useRef } from 'preact/hooks';

/** Markdown of a card, as elements. What turns it into them is loaded with the first card: until then nothing stands. */
export function Markdown({ text }: { text: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isCurrent = true;
    import('./markdown-fragment.ts').then(
      ({ fragmentOf }) => {
        if (isCurrent) place.current?.replaceChildren(fragmentOf(text));
      },
      () => {
        // Without what reads its marks, a card is still there to read.
        if (isCurrent) place.current?.replaceChildren(text);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return <div class="markdown" ref={place} />;
}
