import { useId, useState } from 'preact/hooks';
import { type Bar, barsShown, inPlotOrder, total } from '../../plots/bars.ts';

/** What a bar is made of: a name for the legend, and the class of its colour. */
export interface Part {
  readonly id: string;
  readonly words: string;
  readonly tone: string;
}

interface BarPlotProps {
  readonly title: string;
  /** What the counts are of, for the table. */
  readonly parts: readonly Part[];
  readonly bars: readonly Bar[];
  /** Where the order of the bars means something: the last are shown, not the longest. */
  readonly isSequence?: boolean;
  /** A further column of the table. */
  readonly share?: { readonly title: string; readonly of: (bar: Bar) => string };
}

/** The colours of the parts, with their names. */
export function Legend({ parts }: { parts: readonly Part[] }) {
  return (
    <ul class="legend">
      {parts.map(({ id, words, tone }) => (
        <li key={id}>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" class={tone} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Counts as stacked bars, one a row, twelve until more are asked for, with a table of the same numbers. */
export function BarPlot({ title, parts, bars, isSequence = false, share }: BarPlotProps) {
  const id = useId();
  const [all, setAll] = useState(false);
  const { all: sorted, few } = inPlotOrder(bars, isSequence);
  const shown = all ? sorted : few;
  const most = Math.max(1, ...bars.map(total));
  return (
    <figure class="panel plot" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
      </figcaption>
      {bars.length === 0 ? (
        <p class="quiet">Nothing in this period.</p>
      ) : (
        <>
          <ul class="bars" aria-hidden="true">
            {shown.map((bar) => (
              <BarRow key={bar.label} bar={bar} parts={parts} most={most} />
            ))}
          </ul>
          {bars.length > barsShown ? (
            <button type="button" class="text-button" onClick={() => setAll(!all)}>
              {all ? `Show ${barsShown}` : `Show ${bars.length - barsShown} more`}
            </button>
          ) : null}
          <details class="plot-table">
            <summary>As a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{title}</th>
                  {parts.map((part) => (
                    <th scope="col" key={part.id}>
                      {part.words}
                    </th>
                  ))}
                  {share === undefined ? null : <th scope="col">{share.title}</th>}
                </tr>
              </thead>
              <tbody>
                {sorted.map((bar) => (
                  <tr key={bar.label}>
                    <th scope="row">{bar.label}</th>
                    {parts.map((part) => (
                      <td key={part.id}>{bar.counts[part.id] ?? 0}</td>
                    ))}
                    {share === undefined ? null : <td>{share.of(bar)}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  );
}

function BarRow({ bar, parts, most }: { bar: Bar; parts: readonly Part[]; most: number }) {
  let x = 0;
  return (
    <li>
      <span class="bar-label">{bar.label}</span>
      <span class="bar-total">{total(bar)}</span>
      <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" class="bar" aria-hidden="true">
        {parts.map((part) => {
          const count = bar.counts[part.id] ?? 0;
          const from = x;
          x += count;
          return count === 0 ? null : (
            <rect key={part.id} class={part.tone} x={from} y={0} width={count} height={1}>
              <title>{`${bar.label}: ${count} ${part.words}`}</title>
            </rect>
          );
        })}
      </svg>
    </li>
  );
}
