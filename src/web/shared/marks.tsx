import type { FindingValue } from '../../logic/finding.ts';

/** A finding, a determination that is none of the three, or an exclusion that is met. */
export type Tone = FindingValue | 'other' | 'excluding';

const shapes: Readonly<Record<Tone, preact.JSX.Element>> = {
  met: (
    <>
      <circle cx="10" cy="10" r="9" class="mark-fill" />
      <path d="M5.6 10.4 8.7 13.4 14.4 7" class="mark-sign" />
    </>
  ),
  'not-met': (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="2.5" class="mark-fill" />
      <path d="M6.4 6.4 13.6 13.6M13.6 6.4 6.4 13.6" class="mark-sign" />
    </>
  ),
  'not-documented': (
    <>
      <circle cx="10" cy="10" r="8.4" class="mark-open" />
      <path d="M7.4 7.6a2.7 2.7 0 1 1 3.7 2.6c-.8.4-1.1.9-1.1 1.8" class="mark-line" />
      <circle cx="10" cy="14.6" r="1.1" class="mark-dot" />
    </>
  ),
  excluding: (
    <>
      <circle cx="10" cy="10" r="9" class="mark-fill" />
      <path d="M5.4 10h9.2" class="mark-sign" />
    </>
  ),
  other: (
    <>
      <path d="M10 1 19 10 10 19 1 10Z" class="mark-fill" />
      <path d="M6 10h7.4M10.6 7 13.6 10 10.6 13" class="mark-sign" />
    </>
  ),
};

/** A finding as a shape: a disc with a tick, a square with a cross, a dashed ring with a question mark. */
export function Mark({ tone, size = 18 }: { tone: Tone; size?: number }) {
  return (
    <svg
      class={`mark tone-${tone}`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {shapes[tone]}
    </svg>
  );
}

const indicatorShapes = {
  info: (
    <>
      <circle cx="10" cy="10" r="9" class="mark-fill" />
      <path d="M10 9v5.4" class="mark-sign" />
      <circle cx="10" cy="5.9" r="1.25" class="mark-sign-dot" />
    </>
  ),
  warning: (
    <>
      <path d="M10 1.6 19 17.8H1Z" class="mark-fill" />
      <path d="M10 7.4v4.8" class="mark-sign" />
      <circle cx="10" cy="15" r="1.2" class="mark-sign-dot" />
    </>
  ),
  critical: (
    <>
      <path d="M6.2 1h7.6L19 6.2v7.6L13.8 19H6.2L1 13.8V6.2Z" class="mark-fill" />
      <path d="M10 5.4v5.8" class="mark-sign" />
      <circle cx="10" cy="14.4" r="1.25" class="mark-sign-dot" />
    </>
  ),
} as const;

/** A card's indicator as a shape. */
export function IndicatorMark(props: { indicator: keyof typeof indicatorShapes; size?: number }) {
  const { indicator, size = 20 } = props;
  return (
    <svg
      class={`mark indicator-${indicator}`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {indicatorShapes[indicator]}
    </svg>
  );
}
