/** Says whether every database can hold a text: PostgreSQL takes no NUL and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
