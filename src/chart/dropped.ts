/** Why a resource became no fact; counted for the log, without content. */
export type Dropped = 'not-done' | 'future' | 'unused';
