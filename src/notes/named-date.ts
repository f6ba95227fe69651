/** A day, a month or a year that a sentence names. */
export interface NamedDate {
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly value: string;
}
