import { determinations, determinationWords } from '../../assessment/determination-words.ts';
import type { HookName } from '../../cds/types.ts';
import { barsOf } from '../../plots/bars.ts';
import type { DeterminationReport } from '../../store/determination-report.ts';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { determinationTone, titleOf } from '../shared/words.ts';
import { BarPlot, Legend, type Part } from './bar-plot.tsx';
import { monthText } from './month-text.ts';

const parts: readonly Part[] = determinations.map((id) => ({
  id,
  words: determinationWords[id],
  tone: `bar-part tone-${determinationTone[id]}`,
}));

const missingPart: readonly Part[] = [
  { id: 'orders', words: 'orders', tone: 'bar-part tone-not-documented' },
];

const hookWords: Readonly<Record<string, string>> = {
  'order-select': 'while ordering',
  'order-sign': 'at signing',
};

/** What the guideline said of the orders, as a policy director looks at it. */
export function OrdersReport({ report, hook }: { report: DeterminationReport; hook: HookName }) {
  const rows = report.rows.filter((row) => row.hook === hook);
  const bars = (labelOf: (row: (typeof rows)[number]) => string) =>
    barsOf(
      rows,
      labelOf,
      ({ determination }) => determination,
      ({ orders }) => orders,
    );
  const all = rows.reduce((sum, { orders }) => sum + orders, 0);
  const of = (determination: string) =>
    rows
      .filter((row) => row.determination === determination)
      .reduce((sum, { orders }) => sum + orders, 0);
  const missing = report.missing.filter((row) => row.hook === hook);
  return (
    <section aria-labelledby="orders-title" class="report">
      <h2 id="orders-title">Orders</h2>
      <dl class="figures">
        <div>
          <dt>orders judged</dt>
          <dd>{all}</dd>
        </div>
        {determinations.map((one) => (
          <div key={one}>
            <dt>{determinationWords[one].toLowerCase()}</dt>
            <dd>{percent(of(one), all)}</dd>
          </div>
        ))}
      </dl>
      <Legend parts={parts} />
      <div class="plots">
        <BarPlot
          title="By month"
          parts={parts}
          bars={bars(({ month }) => monthText(month))}
          isSequence
        />
        <BarPlot title="By site" parts={parts} bars={bars(({ client }) => client)} />
        <BarPlot title="By study" parts={parts} bars={bars(({ cpt }) => studyText(cpt))} />
        <BarPlot
          title="What was missing"
          parts={missingPart}
          bars={missing.map(({ criterion, orders }) => ({
            label: titleOf(criterion),
            counts: { orders },
          }))}
        />
        <section class="panel" aria-labelledby="times-title">
          <h3 id="times-title" class="plot-title">
            Time to answer
          </h3>
          {report.times.length === 0 ? (
            <p class="quiet">No call in this period.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">Asked</th>
                  <th scope="col">Calls</th>
                  <th scope="col">Half within</th>
                  <th scope="col">95 of 100 within</th>
                  <th scope="col">Slowest</th>
                </tr>
              </thead>
              <tbody>
                {report.times.map((one) => (
                  <tr key={one.hook}>
                    <th scope="row">{hookWords[one.hook] ?? one.hook}</th>
                    <td>{one.calls}</td>
                    <td>{one.median} ms</td>
                    <td>{one.p95} ms</td>
                    <td>{one.slowest} ms</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </section>
  );
}

function studyText(cpt: string): string {
  const study = studyByCpt(cpt);
  return study === undefined ? cpt : `${study.label} (${cpt})`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;
}
