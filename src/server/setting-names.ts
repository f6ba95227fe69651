import { distance } from 'fastest-levenshtein';

/** Shorter names have too many neighbours among the variables that other programs set. */
const leastLength = 8;

/**
 * The setting that a variable of the environment seems to mean although it is not called so: one or two letters off,
 * or with something behind it. A setting that is passed over in silence can leave a door open.
 */
export function meantSetting(name: string, settings: readonly string[]): string | undefined {
  if (name.length < leastLength) return undefined;
  const upper = name.toUpperCase();
  const long = settings.filter((setting) => setting.length >= leastLength);
  return long.find((setting) => distance(upper, setting) <= 2 || upper.startsWith(`${setting}_`));
}
