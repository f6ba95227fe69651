import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HookName } from '../../cds/types.ts';
import type { FeedbackSummary } from '../../server/feedback-summary.ts';
import type { DeterminationReport } from '../../store/determination-report.ts';
import { CallFailed, call } from '../shared/api.ts';
import { addDays, today } from '../shared/days.ts';
import { Header } from '../shared/header.tsx';
import { CardsReport } from './cards-report.tsx';
import { OrdersReport } from './orders-report.tsx';

const periods = [
  ['7', 'the last seven days'],
  ['30', 'the last thirty days'],
  ['365', 'the last year'],
  ['', 'all time'],
] as const;

type ReportName = 'determinations' | 'feedback';

interface Reports {
  readonly orders: DeterminationReport;
  readonly cards: FeedbackSummary;
}

/** What the guideline said of the orders, and what became of the cards. */
function ReportsPage() {
  const [days, setDays] = useState('30');
  const [hook, setHook] = useState<HookName>('order-sign');
  const [token, setToken] = useState('');
  const [tries, setTries] = useState(0);
  const [reports, setReports] = useState<Reports>();
  const [problem, setProblem] = useState<CallFailed>();
  useEffect(() => {
    let current = true;
    Promise.all([
      fetchReport('determinations', days, token, 'json').then((answer) => answer.json()),
      fetchReport('feedback', days, token, 'json').then((answer) => answer.json()),
    ]).then(
      ([orders, cards]: [DeterminationReport, FeedbackSummary]) => {
        if (!current) return;
        setReports({ orders, cards });
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
  }, [days, token, tries]);
  return (
    <>
      <Header page="Reports" />
      <main id="main" class="page">
        <h1>Reports</h1>
        <p class="lead">
          What the guideline said of the orders, what was missing, and what became of the cards. No
          patient is in it.
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
          <label class="field">
            <span>Orders as judged</span>
            <select
              value={hook}
              onChange={(event) =>
                setHook(
                  event.currentTarget.value === 'order-select' ? 'order-select' : 'order-sign',
                )
              }
            >
              <option value="order-sign">at signing</option>
              <option value="order-select">while ordering, with each change</option>
            </select>
          </label>
          <button
            type="button"
            class="button"
            onClick={() => download('determinations', days, token)}
          >
            Orders as CSV
          </button>
          <button type="button" class="button" onClick={() => download('feedback', days, token)}>
            Cards as CSV
          </button>
        </div>
        {problem?.status === 401 ? <TokenForm onToken={setToken} /> : null}
        {problem === undefined ? null : (
          <div class="problem" role="alert">
            <p>{problem.message}</p>
            {problem.status === 401 ? null : (
              <button type="button" class="text-button" onClick={() => setTries(tries + 1)}>
                Try again
              </button>
            )}
          </div>
        )}
        {reports === undefined || problem !== undefined ? null : (
          <>
            <OrdersReport report={reports.orders} hook={hook} />
            <CardsReport report={reports.cards} />
          </>
        )}
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
        <span>The key for the reports (setting REPORTS_TOKEN); it stays in this page</span>
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

function fetchReport(
  name: ReportName,
  days: string,
  token: string,
  format: 'json' | 'csv',
): Promise<Response> {
  const query = new URLSearchParams({ format });
  if (days !== '') query.set('from', addDays(today(), -Number(days)));
  const headers: HeadersInit = token === '' ? {} : { Authorization: `Bearer ${token}` };
  return call(`./reports/${name}?${query}`, { headers });
}

/** A link could not carry the token. */
async function download(name: ReportName, days: string, token: string): Promise<void> {
  const answer = await fetchReport(name, days, token, 'csv').catch(() => undefined);
  if (answer === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `spine-imaging-${name}-${today()}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

render(<ReportsPage />, document.body);
