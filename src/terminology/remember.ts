/** What is remembered: the words of codes and displays, not notes. */
const longestText = 120;
const mostTexts = 2000;

/** Where fewer than this share of the texts came again before the memory was full, the next ones are not kept at all. */
const leastRepeated = mostTexts / 4;
const mostPassed = 4 * mostTexts;

/**
 * A function of a text that remembers what it gave for short ones, and for the last two of the longer ones, which are asked about
 * from several sides. Charts repeat the names of their codes, within a
 * call and between calls. Bounded, so that made-up names can't fill the memory; and where texts do not come again, as
 * in a chart of thousands of made-up ones, none are kept for a while, since keeping them costs more than reading does.
 * @param read gives the same for the same text, and nothing that a caller changes
 */
export function remembering<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  let repeated = 0;
  let passing = 0;
  const readAndKeepLast = rememberingLast(2, read);
  return (text) => {
    if (text.length > longestText) return readAndKeepLast(text);
    const before = known.get(text);
    if (before !== undefined) {
      repeated += 1;
      return before.result;
    }
    const result = readAndKeepLast(text);
    if (passing > 0) {
      passing -= 1;
      return result;
    }
    if (known.size >= mostTexts) {
      if (repeated < leastRepeated) passing = mostPassed;
      repeated = 0;
      known.clear();
    }
    known.set(text, { result });
    return result;
  };
}

/** A function that remembers what it gave for the last few that it was asked for, one after the other, and no others. */
export function rememberingLast<Asked, Result>(
  most: number,
  read: (asked: Asked) => Result,
): (asked: Asked) => Result {
  const last: { readonly asked: Asked; readonly result: Result }[] = [];
  let next = 0;
  return (asked) => {
    for (const one of last) if (one.asked === asked) return one.result;
    const result = read(asked);
    last[next] = { asked, result };
    next = (next + 1) % most;
    return result;
  };
}
