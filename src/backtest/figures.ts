import type { DecisionRow, OrderRow } from './rows.ts';

/** One figure of the report: what it counts, and the query that counts the same from the tables. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence. */
  readonly about: string;
  /** DuckDB, run in the folder of the results; its rows are the figure's, in any order. */
  readonly query: string;
  /** Labels first, the count last. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const orders = "read_csv('orders.csv', all_varchar = true, nullstr = 'NULL')";
const decisions = "read_csv('decisions.csv', all_varchar = true, nullstr = 'NULL')";

/** Gathers the figures while the rows are written, so that no table has to be held. */
export class Figures {
  readonly #counters = new Map<string, Map<string, number>>();
  #orders = 0;
  #cards = 0;
  #decided = 0;
  #decidedConfirmed = 0;

  add(row: OrderRow): void {
    this.#orders += 1;
    this.#cards += row.cards;
    if (isDecided(row, row.undocumented)) this.#decided += 1;
    if (isDecided(row, row.undocumentedConfirmed)) this.#decidedConfirmed += 1;
    this.#count('determinations', row.determination);
    this.#count('months', row.date.slice(0, 7), row.determination);
    this.#count('sites', row.site, row.determination);
    this.#count('orderers', row.orderer, row.determination);
    this.#count('studies', row.study, row.determination);
    this.#count('reconstruction', row.reconstruction, row.strict, row.lenient);
    for (const criterion of listed(row.missing)) this.#count('missing', criterion);
    for (const flag of listed(row.redFlags)) this.#count('red-flags', flag);
    if (row.other !== '' && row.other !== row.determination) {
      this.#count('changes', row.determination, row.other);
    }
  }

  addDecision(row: DecisionRow): void {
    this.#count('agreement', row.determination, row.decision);
  }

  /** Every figure that has anything to say. */
  all(): readonly Figure[] {
    return [
      {
        id: 'decided',
        title: 'Orders that could have been decided at once',
        about: 'No fact that the guideline asks for was undocumented.',
        query: `SELECT count(*) FILTER (WHERE determination <> '' AND undocumented = '') AS decided, count(*) AS orders FROM ${orders}`,
        columns: ['decided', 'orders'],
        rows: [[this.#decided, this.#orders]],
      },
      {
        id: 'decided-confirmed',
        title: 'The same, with what notes say confirmed',
        about:
          'Nothing would have been undocumented once clinicians confirmed every sentence that is offered from notes.',
        query: `SELECT count(*) FILTER (WHERE determination <> '' AND undocumentedConfirmed = '') AS decided, count(*) AS orders FROM ${orders}`,
        columns: ['decided', 'orders'],
        rows: [[this.#decidedConfirmed, this.#orders]],
      },
      {
        id: 'cards',
        title: 'Cards that would have been shown',
        about: 'Cards and orders; their ratio is what clinicians would have seen per order.',
        query: `SELECT sum(cards::INT) AS cards, count(*) AS orders FROM ${orders}`,
        columns: ['cards', 'orders'],
        rows: [[this.#cards, this.#orders]],
      },
      this.#grouped('determinations', 'Determinations', 'What the guideline said of each order.', [
        'determination',
      ]),
      this.#grouped('months', 'By month', 'Determinations by the month of the order.', [
        'substr(date, 1, 7) AS month',
        'determination',
      ]),
      this.#grouped('sites', 'By site', 'Determinations by the place of the order.', [
        'site',
        'determination',
      ]),
      this.#grouped('orderers', 'By clinician', 'Determinations by who wrote the order.', [
        'orderer',
        'determination',
      ]),
      this.#grouped('studies', 'By study', 'Determinations by the study that was ordered (CPT).', [
        'study',
        'determination',
      ]),
      this.#unnested('missing', 'What was missing', 'Criteria that stood in the way, by orders.'),
      this.#unnested(
        'red-flags',
        'Red flags',
        'Red flags that were on the chart when the order was written.',
        'redFlags',
      ),
      this.#grouped(
        'reconstruction',
        'How sure the past is',
        'How the chart of the day was put together, and what recorded times alone (strict) and other times too (lenient) gave.',
        ['reconstruction', 'strict', 'lenient'],
      ),
      {
        ...this.#grouped(
          'changes',
          'What the other policy would change',
          'Determinations here and there, where they differ.',
          ['determination', 'other'],
        ),
        query: `SELECT determination, other, count(*) AS orders FROM ${orders} WHERE other <> '' AND other <> determination GROUP BY ALL`,
      },
      {
        ...this.#grouped(
          'agreement',
          'The payer’s decisions',
          'What the guideline said, and what the payer decided.',
          ['determination', 'decision'],
        ),
        query: `SELECT determination, decision, count(*) AS orders FROM ${decisions} GROUP BY ALL`,
      },
    ].filter(({ rows }) => rows.length > 0);
  }

  #count(figure: string, ...labels: readonly string[]): void {
    let counter = this.#counters.get(figure);
    if (counter === undefined) {
      counter = new Map();
      this.#counters.set(figure, counter);
    }
    const key = labels.join('\t');
    counter.set(key, (counter.get(key) ?? 0) + 1);
  }

  #rowsOf(id: string): Figure['rows'] {
    return [...(this.#counters.get(id) ?? [])]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, count]) => [...key.split('\t'), count]);
  }

  #grouped(id: string, title: string, about: string, labels: readonly string[]): Figure {
    const columns = labels.map((label) => label.split(' AS ').at(-1) ?? label);
    return {
      id,
      title,
      about,
      query: `SELECT ${labels.join(', ')}, count(*) AS orders FROM ${orders} GROUP BY ALL`,
      columns: [...columns, 'orders'],
      rows: this.#rowsOf(id),
    };
  }

  #unnested(id: string, title: string, about: string, column = id): Figure {
    return {
      id,
      title,
      about,
      query: `SELECT criterion, count(*) AS orders FROM (SELECT unnest(string_split(${column}, ';')) AS criterion FROM ${orders} WHERE ${column} <> '') GROUP BY ALL`,
      columns: ['criterion', 'orders'],
      rows: this.#rowsOf(id),
    };
  }
}

function isDecided({ determination }: OrderRow, undocumented: string): boolean {
  return determination !== '' && undocumented === '';
}

function listed(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split(';');
}
