/** The byte at the end of a line. */
export const newline = 10;
const byteOrderMark = Buffer.from('\ufeff');

/**
 * The bytes of a stream in pieces of whole lines, each with its end; the last line of all may have none.
 * @param read from the byte before `start` on, or from the beginning of the file
 * @param start lines that begin before it are left out
 * @param stop lines that begin here or later are left out
 */
export async function* wholeLinesOf(
  read: AsyncIterable<Buffer>,
  start: number,
  stop: number,
): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer[] = [];
  let isAtBeginning = true;
  /** How many bytes of the file come before what is not yet given. */
  let before = Math.max(0, start - 1);
  const given = (whole: Buffer): Buffer => {
    if (!isAtBeginning) return whole;
    isAtBeginning = false;
    return start === 0 ? withoutMark(whole) : afterFirstLine(whole);
  };
  for await (const chunk of read) {
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    let whole = Buffer.concat([...rest, chunk.subarray(0, end + 1)]);
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    if (before + whole.length >= stop) {
      // The line that holds the last byte before the stop is the last one.
      whole = whole.subarray(0, whole.indexOf(newline, stop - before - 1) + 1);
      yield given(whole);
      return;
    }
    before += whole.length;
    yield given(whole);
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield given(last);
}

/** What follows the first line, or its end alone. */
function afterFirstLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(newline);
  return end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 1);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
}
