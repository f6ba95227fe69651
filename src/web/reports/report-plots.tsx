import { scaleLinear } from 'd3-scale';
import { useId } from 'preact/hooks';

/** What became of a group of cards, as a plot's bar. */
export interface Bar {
  readonly label: string;
  readonly accepted: number;
  readonly overridden: number;
  readonly noAnswer: number;
}

const parts = [
  ['accepted', 'accepted'],
  ['overridden', 'overridden'],
  ['noAnswer', 'no answer'],
] as const;

const barHeight = 20;
const rowHeight = 46;
const plotWidth = 640;

/** The colours of the three outcomes, with their names. */
export function Legend() {
  return (
    <ul class="legend">
      {parts.map(([part, words]) => (
        <li key={part}>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" class={`bar-${part}`} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Cards as stacked bars, one a row, with a table of the same numbers. */
export function BarPlot({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const id = useId();
  const most = Math.max(1, ...bars.map(total));
  const scale = scaleLinear()
    .domain([0, most])
    .range([0, plotWidth - 60]);
  const height = bars.length * rowHeight;
  return (
    <figure class="plot" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {bars.length === 0 ? (
        <p class="quiet">No card in this period.</p>
      ) : (
        <>
          <svg viewBox={`0 0 ${plotWidth} ${height}`} aria-hidden="true">
            {bars.map((bar, row) => {
              let x = 0;
              return (
                <g key={bar.label} transform={`translate(0 ${row * rowHeight})`}>
                  <text class="bar-title" x={0} y={14}>
                    {bar.label}
                  </text>
                  {parts.map(([part, words]) => {
                    const width = scale(bar[part]);
                    const from = x;
                    x += width;
                    return width === 0 ? null : (
                      <rect
                        key={part}
                        class={`bar-${part}`}
                        x={from}
                        y={20}
                        width={width}
                        height={barHeight}
                      >
                        <title>{`${bar.label}: ${bar[part]} ${words}`}</title>
                      </rect>
                    );
                  })}
                  <text class="bar-total" x={x + 8} y={35}>
                    {total(bar)}
                  </text>
                </g>
              );
            })}
          </svg>
          <details class="plot-table">
            <summary>As a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{title}</th>
                  {parts.map(([part, words]) => (
                    <th scope="col" key={part}>
                      {words}
                    </th>
                  ))}
                  <th scope="col">followed</th>
                </tr>
              </thead>
              <tbody>
                {bars.map((bar) => (
                  <tr key={bar.label}>
                    <th scope="row">{bar.label}</th>
                    {parts.map(([part]) => (
                      <td key={part}>{bar[part]}</td>
                    ))}
                    <td>{share(bar)}</td>
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

function total({ accepted, overridden, noAnswer }: Bar): number {
  return accepted + overridden + noAnswer;
}

/** The accepted among the answered. */
export function share({ accepted, overridden }: Omit<Bar, 'label' | 'noAnswer'>): string {
  const answered = accepted + overridden;
  return answered === 0 ? '–' : `${Math.round((accepted / answered) * 100)} %`;
}
