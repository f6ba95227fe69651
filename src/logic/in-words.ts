/** What a text can be filled with, by name. */
export type Amounts = Readonly<Record<string, number | boolean>>;

const named = /\{(\w+)(?:\|(\w+))?\}/g;

/**
 * Fills a text with amounts, so that no number stands in two places: `{name}` with the number itself, `{name|words}`
 * with it in words up to ten, `{name|years}` with years ("one year"), `{name|duration}` with days as weeks where they are
 * whole ones ("six weeks", "12 weeks", "10 days"), `{name|span}` and `{name|Span}` likewise with "a week", `{name|trial}`
 * as an adjective ("six-week"), `{name|beyond}` and `{name|beyondSpan}` with the duration of a day less ("more than one
 * week" is eight days). What names no amount stays as it is.
 */
export function inWords(text: string, amounts: Amounts): string {
  if (!text.includes('{')) return text;
  return text.replace(named, (whole, name: string, form: string | undefined) => {
    const amount = Object.hasOwn(amounts, name) ? amounts[name] : undefined;
    const written = typeof amount === 'number' ? forms[form ?? 'number']?.(amount) : undefined;
    return written ?? whole;
  });
}

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

/** A number as prose has it: in words up to ten. */
export function numberWord(amount: number): string {
  return numbers[amount] ?? String(amount);
}

/** Whole days as prose has them: "six weeks", "12 weeks", "10 days". */
export function duration(days: number): string {
  const isWeeks = days > 0 && days % 7 === 0;
  const amount = isWeeks ? days / 7 : days;
  const unit = isWeeks ? 'week' : 'day';
  return `${isWeeks ? numberWord(amount) : amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** Whole years: "one year", "three years". */
export function years(amount: number): string {
  return `${numberWord(amount)} year${amount === 1 ? '' : 's'}`;
}

const span = (days: number): string => duration(days).replace(/^one /, 'a ');

const forms: Readonly<Record<string, (amount: number) => string>> = {
  number: String,
  words: numberWord,
  years,
  duration,
  span,
  Span: (days) => span(days).replace(/^a /, 'A '),
  trial: (days) => duration(days).replace(' ', '-').replace(/s$/, ''),
  beyond: (days) => duration(days - 1),
  beyondSpan: (days) => span(days - 1),
};
