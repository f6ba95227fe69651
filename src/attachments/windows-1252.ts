/** What Windows puts where Latin-1 has control characters: 0x80 to 0x9F. Node's own decoder leaves them as they are. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** One character of Windows' Latin-1. */
export function characterOf(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? high.charAt(byte - 0x80) : String.fromCharCode(byte);
}
