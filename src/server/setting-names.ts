import { distance } from 'fastest-levenshtein';

/** Shorter names have too many neighbours among the variables that other programs set. */
const leastLength = 6;

/** What the name of a setting may end in, and is easily left out. */
const endings = ['SECONDS', 'DAYS', 'MS', 'FILE'];

/**
 * The setting that a variable of the environment seems to mean although it is not called so: one or two letters off,
 * its words in another order, the unit at its end left out, or with something behind it; of a short name an `S` too many
 * or missing, or two letters exchanged. A setting that is passed over in silence can leave a door open.
 */
export function meantSetting(name: string, settings: readonly string[]): string | undefined {
  const upper = name.toUpperCase();
  return settings.find((setting) => {
    if (isPlural(upper, setting) || isPlural(setting, upper)) return true;
    if (setting.length < leastLength) return sortedBy(upper, '') === sortedBy(setting, '');
    const isLikely = setting.includes('_') || upper[0] === setting[0];
    return (
      (isLikely &&
        (isNear(upper, setting) || isNear(sortedBy(upper, '_'), sortedBy(setting, '_')))) ||
      upper.startsWith(`${setting}_`) ||
      endings.some((ending) => setting === `${upper}_${ending}`)
    );
  });
}

function isNear(one: string, other: string): boolean {
  return distance(one, other) <= 2;
}

function isPlural(plural: string, word: string): boolean {
  return plural === `${word}S`;
}

/** The parts of a name in the order of the alphabet. */
function sortedBy(name: string, separator: string): string {
  return name.split(separator).sort().join(separator);
}
