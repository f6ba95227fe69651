import { choiceCodes } from './answer-kinds.ts';
import { isBefore } from './dates.ts';
import type { Attestation, ChartDate } from './types.ts';

/** The answers that count in one episode: the newest to each item, each with its own time. */
export interface Answers {
  get(linkId: string): Attestation | undefined;
  text(linkId: string): string | undefined;
  number(linkId: string): number | undefined;
  date(linkId: string): ChartDate | undefined;
  flag(linkId: string): boolean | undefined;
  choice<Item extends keyof typeof choiceCodes>(
    linkId: Item,
  ): (typeof choiceCodes)[Item][number] | undefined;
  /**
   * The same answers without those to some items that were given before the day that another answer names, and before
   * that answer: they speak of something earlier.
   */
  since(dayLinkId: string, linkIds: readonly string[]): Answers;
}

/** Typed reading of answers by linkId; an answer of another type is none. */
export function answersOf(newest: ReadonlyMap<string, Attestation>): Answers {
  const valueAt = (linkId: string): Attestation['value'] | undefined => newest.get(linkId)?.value;
  return {
    get: (linkId) => newest.get(linkId),
    text: (linkId) => {
      const value = valueAt(linkId);
      return typeof value === 'string' ? value : undefined;
    },
    number: (linkId) => {
      const value = valueAt(linkId);
      return typeof value === 'number' ? value : undefined;
    },
    date: (linkId) => {
      const value = valueAt(linkId);
      return typeof value === 'object' ? value : undefined;
    },
    flag: (linkId) => {
      const value = valueAt(linkId);
      return typeof value === 'boolean' ? value : undefined;
    },
    choice: (linkId) => choiceCodes[linkId].find((code) => code === valueAt(linkId)),
    since: (dayLinkId, linkIds) => {
      const said = newest.get(dayLinkId);
      if (said === undefined || typeof said.value !== 'object') return answersOf(newest);
      const kept = new Map(newest);
      for (const linkId of linkIds) {
        const given = newest.get(linkId)?.authored;
        if (given === undefined || isBefore(given, said.value) !== 'met') continue;
        if (isBefore(given, said.authored) === 'met') kept.delete(linkId);
      }
      return answersOf(kept);
    },
  };
}

/** The first of some items that was answered. */
export function firstAnswer(answers: Answers, linkIds: readonly string[]): Attestation | undefined {
  return linkIds.map((linkId) => answers.get(linkId)).find((answer) => answer !== undefined);
}

/** A fact that several answers make is as old as the oldest of them. */
export function oldestOf(answers: Answers, linkIds: readonly string[]): ChartDate | undefined {
  let oldest: ChartDate | undefined;
  for (const linkId of linkIds) {
    const authored = answers.get(linkId)?.authored;
    if (authored !== undefined && (oldest === undefined || authored.latest < oldest.latest)) {
      oldest = authored;
    }
  }
  return oldest;
}
