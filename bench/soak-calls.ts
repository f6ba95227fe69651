import { randomUUID } from 'node:crypto';
import { fullChartBodies, type NamedBody, vignetteBodies } from './soak-bodies.ts';
import { TokenStock } from './tokens.ts';

export type CallKind = 'order-select' | 'order-sign' | 'full chart' | 'feedback' | 'refused';

export interface SoakCall {
  readonly kind: CallKind;
  readonly name: string;
  readonly path: string;
  readonly body: string;
  readonly token: string | undefined;
  /** The status of the right answer. */
  readonly status: number;
}

/** What a hook call's answer is looked at for. */
interface Answer {
  readonly cards: readonly { readonly uuid: string }[];
  readonly extension?: Readonly<Record<string, unknown>>;
}

const selectPath = '/cds-services/spine-imaging-order-select';
const signPath = '/cds-services/spine-imaging-order-sign';
const feedbackPath = `${signPath}/feedback`;

/** What twenty calls in a row are. */
const turns: readonly CallKind[] = [
  ...['order-select', 'order-sign', 'full chart', 'order-select', 'order-sign'],
  ...['full chart', 'feedback', 'order-select', 'order-sign', 'refused'],
  ...['order-select', 'order-sign', 'full chart', 'order-select', 'order-sign'],
  ...['order-select', 'feedback', 'full chart', 'order-sign', 'refused'],
] as const satisfies readonly CallKind[];

/**
 * The calls of a soak: every vignette at both hooks, full charts, feedback on the cards that were shown, and calls
 * that have to be refused.
 */
export class SoakCalls {
  readonly #bodies: Readonly<Record<'order-select' | 'order-sign' | 'full chart', NamedBody[]>>;
  readonly #tokens: Readonly<Record<string, TokenStock>>;
  readonly #count = new Map<CallKind, number>();
  readonly #firstAnswers = new Map<string, string>();
  /** Cards that no feedback was sent for; the newest only. */
  #cards: string[] = [];
  /** It would be believed if it had not been used already. */
  #usedToken: string | undefined;
  #turn = 0;

  /** @param publicBaseUrl of the service, which tokens are meant for */
  constructor(publicBaseUrl: string, day: Date) {
    const { select, sign } = vignetteBodies(day);
    this.#bodies = {
      'order-select': select,
      'order-sign': sign,
      'full chart': fullChartBodies(day),
    };
    this.#tokens = Object.fromEntries(
      [selectPath, signPath, feedbackPath].map((path) => [
        path,
        new TokenStock('RS384', publicBaseUrl + path),
      ]),
    );
  }

  next(): SoakCall {
    const turn = turns[this.#turn++ % turns.length] ?? 'order-sign';
    // Before the first card is shown there is nothing to say about one.
    const kind = turn === 'feedback' && this.#cards.length === 0 ? 'order-sign' : turn;
    const at = this.#count.get(kind) ?? 0;
    this.#count.set(kind, at + 1);
    if (kind === 'feedback') return this.#feedback(at);
    if (kind === 'refused') return this.#refused(at);
    const bodies = this.#bodies[kind];
    const { name = '', body = '' } = bodies[at % bodies.length] ?? {};
    const path = kind === 'order-select' ? selectPath : signPath;
    return { kind, name, path, body, token: this.#token(path), status: 200 };
  }

  /**
   * Looks at an answer.
   * @param day the UTC day of the call, since the same body may be judged otherwise on the next
   * @returns what is wrong with it; undefined where nothing is
   */
  problem(call: SoakCall, status: number, text: string, day: string): string | undefined {
    if (status !== call.status) {
      return `${call.kind} (${call.name}) was answered ${status} instead of ${call.status}`;
    }
    if (call.kind === 'feedback' || call.kind === 'refused') return undefined;
    if (call.path === signPath) this.#usedToken = call.token;
    const { cards, extension }: Answer = JSON.parse(text);
    this.#cards = [...this.#cards, ...cards.map(({ uuid }) => uuid)].slice(-50);
    const said = JSON.stringify([cards.length, extension]);
    const key = `${day} ${call.kind} ${call.name}`;
    const first = this.#firstAnswers.get(key);
    if (first === undefined) this.#firstAnswers.set(key, said);
    return first === undefined || first === said
      ? undefined
      : `${call.kind} (${call.name}) was judged otherwise than before`;
  }

  #feedback(at: number): SoakCall {
    const outcomeTimestamp = new Date().toISOString();
    const accepted = { outcome: 'accepted', acceptedSuggestions: [{ id: randomUUID() }] };
    const overridden = { outcome: 'overridden', overrideReason: { reason: { code: 'other' } } };
    const item = { card: this.#cards.pop(), outcomeTimestamp };
    const body = JSON.stringify({
      feedback: [{ ...item, ...(at % 2 === 0 ? accepted : overridden) }],
    });
    const token = this.#token(feedbackPath);
    return { kind: 'feedback', name: 'one card', path: feedbackPath, body, token, status: 200 };
  }

  #refused(at: number): SoakCall {
    const body = this.#bodies['full chart'][0]?.body ?? '';
    const call = { kind: 'refused', path: signPath, body, token: this.#token(signPath) } as const;
    const refusals: readonly [SoakCall, ...SoakCall[]] = [
      { ...call, name: 'no token', token: undefined, status: 401 },
      { ...call, name: 'token used before', token: this.#usedToken, status: 401 },
      { ...call, name: 'token for another service', token: this.#token(selectPath), status: 401 },
      { ...call, name: 'broken JSON', body: body.slice(0, -1), status: 400 },
      { ...call, name: 'another hook', body: body.replace('order-sign', 'x'), status: 400 },
      { ...call, name: 'no prefetch', body: body.replace('"prefetch"', '"none"'), status: 412 },
    ];
    return refusals[at % refusals.length] ?? refusals[0];
  }

  #token(path: string): string | undefined {
    return this.#tokens[path]?.next();
  }
}
