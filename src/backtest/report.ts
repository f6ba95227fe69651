import { determinations, determinationWords } from '../assessment/determination-words.ts';
import type { Determination } from '../assessment/types.ts';
import { type Bar, barsOf, inPlotOrder, total } from '../plots/bars.ts';
import type { Figure } from './figures.ts';
import type { ProblemEntry } from './problem.ts';

/** What stands at the head of the report. */
export interface ReportHead {
  readonly policy: string;
  readonly other: string | undefined;
  readonly mode: string;
  readonly asOf: string;
  readonly problems: readonly ProblemEntry[];
}

/** Counts below this are not shown: few enough orders could tell who is meant. */
const smallest = 11;

/** As on the page /reports: `--met`, `--info`, `--open` and `--unmet` of `src/web/style/base.css`. */
const colors: Readonly<Record<Determination, string>> = {
  supported: '#1b6a43',
  'alternative-preferred': '#1b5888',
  'prerequisites-missing': '#7a5000',
  'not-supported': '#a52a1f',
};

/** The report as one HTML file that loads nothing: figures, their plots, and the query behind each. */
export function reportPage(figures: readonly Figure[], head: ReportHead): string {
  const body = figures.map(figureSection).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Back-test of spine imaging orders</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #16211f; background: #f3f5f3; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0.25rem; }
p { margin: 0.25rem 0 0.75rem; color: #4b565c; } .headline { font-size: 2.4rem; color: #1d2428; margin: 0; }
table { border-collapse: collapse; font-size: 0.9rem; } th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; } td.count { text-align: right; }
code { display: block; font-size: 0.8rem; background: #f0eee7; padding: 0.5rem; overflow-x: auto; white-space: pre-wrap; }
details { margin-top: 0.5rem; } svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #1d2428; }
.key span { margin-right: 1rem; } .key i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.35em; }
</style>
<h1>Back-test of spine imaging orders</h1>
<p>Policy ${escaped(head.policy)}${head.other === undefined ? '' : `, compared with ${escaped(head.other)}`}; charts as of ${escaped(head.asOf)}, ${escaped(head.mode)}. Counts below ${smallest} are not shown.</p>
<p class="key">${determinations.map((one) => `<span><i style="background:${colors[one]}"></i>${determinationWords[one]}</span>`).join('')}</p>
${body}
${problemSection(head.problems)}
</html>
`;
}

function figureSection(figure: Figure): string {
  return `<section id="${figure.id}">
<h2>${escaped(figure.title)}</h2>
<p>${escaped(figure.about)}</p>
${figure.id in headlineUnits ? headline(figure) : plotOf(figure)}
<details><summary>Counts and query</summary>
${tableOf(figure)}
<code>${escaped(figure.query)}</code>
</details>
</section>`;
}

/** The figures that are two numbers, and what their ratio, to a hundred, is of. */
const headlineUnits: Readonly<Record<string, string>> = {
  decided: ' %',
  'decided-confirmed': ' %',
  cards: ' cards per 100 orders',
};

/** Two numbers as a share, or as a ratio to a hundred. */
function headline({ id, rows }: Figure): string {
  const [part = 0, whole = 0] = (rows[0] ?? []).map(Number);
  if (whole < smallest) return `<p class="headline">fewer than ${smallest} orders</p>`;
  const share = (100 * part) / whole;
  return `<p class="headline">${share.toFixed(1)}${headlineUnits[id] ?? ''}</p>`;
}

function tableOf({ columns, rows }: Figure): string {
  const cells = (row: readonly (string | number)[]) =>
    row
      .map((value, at) =>
        at === row.length - 1
          ? `<td class="count">${shown(Number(value))}</td>`
          : `<td>${typeof value === 'number' ? shown(value) : escaped(value === '' ? '(none)' : value)}</td>`,
      )
      .join('');
  return `<table><tr>${columns.map((column) => `<th>${escaped(column)}</th>`).join('')}</tr>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</table>`;
}

function shown(count: number): string {
  return count > 0 && count < smallest ? `&lt;${smallest}` : String(count);
}

/** Horizontal bars, the longest first (months in their order), coloured by determination where that is counted. */
function plotOf({ id, rows, columns }: Figure): string {
  const split = columns.at(-2) === 'determination' && columns.length === 3;
  const wordsOf = (row: Figure['rows'][number]) => row.slice(0, -1).map(String);
  const bars = barsOf(
    rows,
    (row) => (split ? wordsOf(row).slice(0, 1) : wordsOf(row)).join(' → ') || '(none)',
    (row) => wordsOf(row)[split ? 1 : 0] ?? '',
    (row) => Number(row.at(-1)),
  ).filter((bar) => total(bar) >= smallest);
  const { all, few } = inPlotOrder(bars, id === 'months');
  const more = all.length - few.length;
  return `${drawn(few)}${more > 0 ? `<p>${more} more in the counts below.</p>` : ''}`;
}

function colorOf(name: string): string {
  const found = determinations.find((one) => one === name);
  return found === undefined ? '#4a6b8a' : colors[found];
}

/** Where a line of a plot stands, in pixels. */
const line = { height: 22, left: 260, width: 560, right: 70 };

function drawn(bars: readonly Bar[]): string {
  if (bars.length === 0) return `<p>Every count is below ${smallest}.</p>`;
  const scale = line.width / Math.max(...bars.map(total));
  const lines = bars.map((bar, row) => {
    let from = line.left;
    const y = row * line.height;
    const parts = Object.entries(bar.counts)
      .filter(([, count]) => count >= smallest)
      .map(([name, count]) => {
        const piece = `<rect x="${from.toFixed(1)}" y="${y + 3}" width="${(count * scale).toFixed(1)}" height="${line.height - 6}" fill="${colorOf(name)}"><title>${escaped(name)}: ${count}</title></rect>`;
        from += count * scale;
        return piece;
      });
    return `<text x="${line.left - 8}" y="${y + 15}" text-anchor="end">${escaped(shortened(bar.label))}</text>${parts.join('')}<text x="${(line.left + total(bar) * scale + 6).toFixed(1)}" y="${y + 15}">${total(bar)}</text>`;
  });
  const width = line.left + line.width + line.right;
  return `<svg viewBox="0 0 ${width} ${bars.length * line.height}" width="${width}" role="img" aria-label="Bars of the counts below">${lines.join('')}</svg>`;
}

function shortened(label: string): string {
  return label.length <= 38 ? label : `${label.slice(0, 37)}…`;
}

function problemSection(problems: readonly ProblemEntry[]): string {
  if (problems.length === 0) return '';
  const rows = problems.map(
    ({ kind, count, places }) =>
      `<tr><td>${escaped(kind)}</td><td class="count">${count}</td><td>${places.slice(0, 3).map(escaped).join(', ')}</td></tr>`,
  );
  return `<section id="problems"><h2>What was left aside</h2>
<p>Lines and resources that said nothing of an order, or could not be read; the manifest names more places.</p>
<table><tr><th>what</th><th>how many</th><th>first seen</th></tr>
${rows.join('\n')}</table></section>`;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
