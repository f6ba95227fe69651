/** What is remembered: the words of codes and displays, not notes. */
const longestText = 120;
const mostTexts = 2000;

/**
 * A function of a short text that remembers what it gave. Charts repeat the names of their codes, within a
 * call and between calls. Bounded, so that made-up names can't fill the memory.
 * @param read gives the same for the same text, and nothing that a caller changes
 */
export function remembering<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (text) => {
    if (text.length > longestText) return read(text);
    const before = known.get(text);
    if (before !== undefined) return before.result;
    const result = read(text);
    if (known.size >= mostTexts) known.clear();
    known.set(text, { result });
    return result;
  };
}
