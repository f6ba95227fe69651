/** A rule that decides under a name of its own. */
export interface NamedRule {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
}
