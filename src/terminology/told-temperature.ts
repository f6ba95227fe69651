/** A temperature as words tell it: "temp 38.9", "T: 102.4 F", "101.5 temp". */
const told =
  /\b(?:t|temps?|temperatures?|t ?max)\b[ :=]*(?:(?:of|was|is|to|at|up to|as high as|max|today|high)\b[ :=]*)*(\d{2,3}(?:\.\d+)?)(?![\d/])|\b(\d{2,3}\.\d)\s*(?:°|deg(?:rees)?)?\s*[cf]?\s*(?:temp(?:erature)?s?\b)/gi;

/** A temperature that is raised, without its number: "spiking temps", "running a temperature". */
const raised =
  /\b(?:spiking|spiked|spikes|running|high|elevated|raised) (?:a )?(?:high )?temp(?:erature)?s?\b/gi;

const mayTell = /\bt(?:emp|max|\b)/i;

/** In degrees Celsius or Fahrenheit: no other number of a temperature is one of fever. */
function isOfFever(degrees: number): boolean {
  return (degrees >= 38 && degrees <= 42.5) || (degrees >= 100.4 && degrees <= 108);
}

/** A text where a temperature of fever is called one. */
export function withFeverTold(text: string): string {
  if (!mayTell.test(text)) return text;
  return text
    .replaceAll(told, (said: string, one?: string, other?: string) =>
      isOfFever(Number(one ?? other)) ? ' fever ' : said,
    )
    .replaceAll(raised, ' fever ');
}
