/**
 * The readings of a policy by name: those that the engine itself asks for. A policy declares its own beside them
 * (`declare module`, `src/spine-imaging/readings.ts`), so that a misspelt reading does not compile, and the engine
 * imports no policy for it.
 */
export interface DeclaredReadings {
  /** How long a trial of treatment lasts, in days. */
  readonly trialDays: number;
  /** How long ago it may have ended, in days. */
  readonly trialRecentDays: number;
  /** How old images may be so that the same study is not proposed again, in days. */
  readonly freshImagesDays: number;
}

/** The values of a policy's readings. */
export type Readings = {
  readonly [Name in keyof DeclaredReadings]: DeclaredReadings[Name];
};
