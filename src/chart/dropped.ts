/** Why a resource became no fact; counted for the log, without content. */
export type Dropped =
  | 'entered-in-error'
  | 'not-done'
  | 'not-authorised'
  | 'expired'
  | 'undated'
  | 'future'
  | 'family-history'
  | 'unused';
