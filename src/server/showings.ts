import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Orders being written at one time; beyond them the one that was longest untouched is forgotten. */
const mostOrders = 20_000;

/** An order that is picked up again after so long is shown anew. */
const forgottenAfterMs = 12 * 3_600_000;

/** A card of an order, as it is recorded. */
interface ShownCard {
  readonly kind: string;
  readonly order: string;
}

interface Showing {
  readonly id: string;
  readonly kinds: Set<string>;
  at: number;
}

/**
 * Tells repeats from showings: `order-select` answers again with every change of a draft, and a card that is shown
 * ten times while one order is written was shown once. Each order gets a random id while it is being written, which is
 * all that is kept of it: nothing is derived from the patient, and this map lives and dies with the process.
 */
export class Showings {
  readonly #salt = randomBytes(32);
  readonly #open = new Map<string, Showing>();

  /**
   * The cards of a call with the showing that each belongs to, and whether it is the first of its kind in it. The
   * first card of an order stands for the order; of several at once each further kind has a showing of its own.
   * @param whose the client and the patient, as the call names them
   */
  tell<Card extends ShownCard>(
    cards: readonly Card[],
    whose: readonly [client: string, patientId: string],
    at: Date,
  ): readonly (Card & { readonly showing: string; readonly isFirst: boolean })[] {
    return cards.map((card, position) => {
      const { id, kinds } = this.#showing([...whose, card.order], at);
      const isFirst = !kinds.has(card.kind);
      kinds.add(card.kind);
      const isLead = cards.findIndex(({ order }) => order === card.order) === position;
      return { ...card, showing: isLead ? id : `${id} ${card.kind}`, isFirst };
    });
  }

  #showing(order: readonly string[], at: Date): Showing {
    const key = createHash('sha256')
      .update(this.#salt)
      .update(JSON.stringify(order))
      .digest('base64');
    const known = this.#open.get(key);
    const isKnown = known !== undefined && at.getTime() - known.at < forgottenAfterMs;
    const showing = isKnown ? known : { id: randomUUID(), kinds: new Set<string>(), at: 0 };
    showing.at = at.getTime();
    // The map is in the order of use.
    this.#open.delete(key);
    this.#open.set(key, showing);
    if (this.#open.size > mostOrders) {
      const [oldest] = this.#open.keys();
      if (oldest !== undefined) this.#open.delete(oldest);
    }
    return showing;
  }
}
