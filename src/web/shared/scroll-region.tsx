import type { ComponentChildren } from 'preact';

/** A named part of the page that scrolls by itself, and so has to be reachable by keyboard. */
export function ScrollRegion(props: { class: string; label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
    <section class={props.class} tabIndex={0} aria-label={props.label}>
      {props.children}
    </section>
  );
}
