import type { Bar } from '../../plots/bars.ts';
import type { FeedbackSummary } from '../../server/feedback-summary.ts';
import { titleOf } from '../shared/words.ts';
import { BarPlot, Legend, type Part } from './bar-plot.tsx';
import { monthText } from './month-text.ts';

const parts: readonly Part[] = [
  { id: 'accepted', words: 'accepted', tone: 'bar-part tone-met' },
  { id: 'overridden', words: 'overridden', tone: 'bar-part tone-not-documented' },
  { id: 'noAnswer', words: 'no answer', tone: 'bar-part tone-silent' },
  { id: 'silent', words: 'not shown (silent)', tone: 'bar-part tone-none' },
];

const share = { title: 'followed', of: ({ counts }: Bar) => shareText(counts) };

/** What became of the cards: followed, overridden and why, or left without an answer. */
export function CardsReport({ report }: { report: FeedbackSummary }) {
  const { total, byKind, byCriterion, byMonth, byClient, overrideReasons } = report;
  return (
    <section aria-labelledby="cards-title" class="report">
      <h2 id="cards-title">Cards</h2>
      <dl class="figures">
        <div>
          <dt>cards shown</dt>
          <dd>{total.shown}</dd>
        </div>
        <div>
          <dt>followed, of those answered</dt>
          <dd>{shareText({ ...total })}</dd>
        </div>
        <div>
          <dt>overridden</dt>
          <dd>{total.overridden}</dd>
        </div>
        <div>
          <dt>without an answer</dt>
          <dd>{total.noAnswer}</dd>
        </div>
        {total.silent === 0 ? null : (
          <div>
            <dt>not shown: the service is silent</dt>
            <dd>{total.silent}</dd>
          </div>
        )}
      </dl>
      <Legend parts={parts} />
      <div class="plots">
        <BarPlot
          title="By kind of card"
          parts={parts}
          share={share}
          bars={byKind.map((one) => bar(titleOf(one.kind), one))}
        />
        <BarPlot
          title="By criterion"
          parts={parts}
          share={share}
          bars={byCriterion.map((one) => bar(titleOf(one.criterion), one))}
        />
        <BarPlot
          title="By month"
          parts={parts}
          share={share}
          bars={byMonth.map((one) => bar(monthText(one.month), one))}
          isSequence
        />
        <BarPlot
          title="By site"
          parts={parts}
          share={share}
          bars={byClient.map((one) => bar(one.client, one))}
        />
        <section class="panel" aria-labelledby="reasons-title">
          <h3 id="reasons-title" class="plot-title">
            Why cards were overridden
          </h3>
          {overrideReasons.length === 0 ? (
            <p class="quiet">No reason was given in this period.</p>
          ) : (
            <table class="reasons">
              <thead>
                <tr>
                  <th scope="col">Card</th>
                  <th scope="col">Reason</th>
                  <th scope="col">Cards</th>
                </tr>
              </thead>
              <tbody>
                {[...overrideReasons]
                  .sort((one, other) => other.cards - one.cards)
                  .map(({ kind, system, code, cards }) => (
                    <tr key={`${kind} ${system ?? ''} ${code}`}>
                      <th scope="row">{titleOf(kind)}</th>
                      <td>{titleOf(code)}</td>
                      <td>{cards}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
          <p class="quiet">Comments are not kept: they may tell of a patient.</p>
        </section>
      </div>
    </section>
  );
}

function bar(
  label: string,
  { accepted, overridden, noAnswer, silent }: FeedbackSummary['total'],
): Bar {
  return { label, counts: { accepted, overridden, noAnswer, silent } };
}

/** The accepted among the answered. */
function shareText(counts: { readonly accepted?: number; readonly overridden?: number }): string {
  const { accepted = 0, overridden = 0 } = counts;
  const answered = accepted + overridden;
  return answered === 0 ? '–' : `${Math.round((accepted / answered) * 100)} %`;
}
