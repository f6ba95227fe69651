import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FeedbackSummary } from '../../server/feedback-summary.ts';
import { CallFailed, call } from '../shared/api.ts';
import { addDays, today } from '../shared/days.ts';
import { Header } from '../shared/header.tsx';
import { titleOf } from '../shared/words.ts';
import { type Bar, BarPlot, Legend, share } from './report-plots.tsx';

const periods = [
  ['7', 'the last seven days'],
  ['30', 'the last thirty days'],
  ['365', 'the last year'],
  ['', 'all time'],
] as const;

/** What became of the cards: followed, overridden and why, or left without an answer. */
function ReportsPage() {
  const [days, setDays] = useState('30');
  const [token, setToken] = useState('');
  const [report, setReport] = useState<FeedbackSummary>();
  const [problem, setProblem] = useState<CallFailed>();
  useEffect(() => {
    let current = true;
    fetchReport(days, token, 'json')
      .then((answer) => answer.json())
      .then(
        (summary: FeedbackSummary) => {
          if (!current) return;
          setReport(summary);
          setProblem(undefined);
        },
        (error: unknown) => {
          if (current)
            setProblem(error instanceof CallFailed ? error : new CallFailed(0, String(error)));
        },
      );
    return () => {
      current = false;
    };
  }, [days, token]);
  return (
    <>
      <Header page="Reports" />
      <main id="main" class="page">
        <h1>Reports</h1>
        <p class="lead">
          What became of the cards that were shown. A card counts once, by the newest answer to it.
        </p>
        <div class="filters">
          <label class="field">
            <span>Period</span>
            <select value={days} onChange={(event) => setDays(event.currentTarget.value)}>
              {periods.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class="button" onClick={() => download(days, token)}>
            Download as CSV
          </button>
        </div>
        {problem?.status === 401 ? <TokenForm onToken={setToken} /> : null}
        {problem === undefined ? null : (
          <p class="problem" role="alert">
            {problem.message}
          </p>
        )}
        {report === undefined || problem !== undefined ? null : <Report report={report} />}
      </main>
    </>
  );
}

function TokenForm({ onToken }: { onToken: (token: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      class="panel token-form"
      onSubmit={(event) => {
        event.preventDefault();
        onToken(text);
      }}
    >
      <label class="field">
        <span>Reports token (REPORTS_TOKEN); it stays in this page</span>
        <input
          type="password"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        Show the reports
      </button>
    </form>
  );
}

function Report({ report }: { report: FeedbackSummary }) {
  const { total, byKind, byCriterion, byMonth, overrideReasons } = report;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>cards shown</dt>
          <dd>{total.shown}</dd>
        </div>
        <div>
          <dt>followed, of those answered</dt>
          <dd>{share(total)}</dd>
        </div>
        <div>
          <dt>overridden</dt>
          <dd>{total.overridden}</dd>
        </div>
        <div>
          <dt>without an answer</dt>
          <dd>{total.noAnswer}</dd>
        </div>
      </dl>
      <Legend />
      <div class="plots">
        <section class="panel" aria-label="By kind of card">
          <BarPlot
            title="By kind of card"
            bars={byKind.map((one) => bar(titleOf(one.kind), one))}
          />
        </section>
        <section class="panel" aria-label="By criterion">
          <BarPlot
            title="By criterion"
            bars={byCriterion.map((one) => bar(one.criterion, one)).sort(byTotal)}
          />
        </section>
        <section class="panel" aria-label="By month">
          <BarPlot title="By month" bars={byMonth.map((one) => bar(one.month, one))} />
        </section>
        <section class="panel" aria-labelledby="reasons-title">
          <h2 id="reasons-title" class="plot-title">
            Why cards were overridden
          </h2>
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
                {overrideReasons.map(({ kind, system, code, cards }) => (
                  <tr key={`${kind} ${system ?? ''} ${code}`}>
                    <th scope="row">{titleOf(kind)}</th>
                    <td>{titleOf(code)}</td>
                    <td>{cards}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </>
  );
}

function bar(label: string, { accepted, overridden, noAnswer }: FeedbackSummary['total']): Bar {
  return { label, accepted, overridden, noAnswer };
}

function byTotal(one: Bar, other: Bar): number {
  const sum = (bar: Bar) => bar.accepted + bar.overridden + bar.noAnswer;
  return sum(other) - sum(one);
}

function fetchReport(days: string, token: string, format: 'json' | 'csv'): Promise<Response> {
  const query = new URLSearchParams({ format });
  if (days !== '') query.set('from', addDays(today(), -Number(days)));
  const headers: HeadersInit = token === '' ? {} : { Authorization: `Bearer ${token}` };
  return call(`./reports/feedback?${query}`, { headers });
}

/** A link could not carry the token. */
async function download(days: string, token: string): Promise<void> {
  const answer = await fetchReport(days, token, 'csv').catch(() => undefined);
  if (answer === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `spine-imaging-feedback-${today()}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

render(<ReportsPage />, document.body);
