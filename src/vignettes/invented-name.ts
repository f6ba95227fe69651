import type { HumanName } from 'fhir/r4.js';
import type { Vignette } from './vignette.ts';

const given: Readonly<Record<string, readonly string[]>> = {
  female: ['Ada', 'Brisa', 'Carys', 'Edda', 'Fenna', 'Ilse', 'Junia', 'Maren', 'Nadia', 'Suvi'],
  male: ['Anton', 'Bram', 'Cyrus', 'Emil', 'Goran', 'Ivo', 'Jonas', 'Milo', 'Ravi', 'Stellan'],
  other: ['Alex', 'Ari', 'Charlie', 'Kim', 'Noor', 'Robin', 'Sam', 'Sasha', 'Toni', 'Uma'],
};

const family = [
  ...['Ashdown', 'Bellweather', 'Corvino', 'Dahlgren', 'Eastlake', 'Falkner', 'Grantham'],
  ...['Hollis', 'Ibarra', 'Juhl', 'Kestrel', 'Lonsdale', 'Marchetti', 'Norrgard', 'Okafor'],
  ...['Pemberton', 'Quist', 'Rosario', 'Sandoval', 'Thackeray', 'Upland', 'Valente', 'Winslow'],
];

/**
 * What the invented patient of a vignette is called: as its chart says, else a name that follows from the vignette's
 * own, so that it is the same each time. Nothing is decided by a name.
 */
export function inventedName({ name, request }: Vignette): HumanName {
  const patient: { readonly name?: readonly HumanName[]; readonly gender?: string } = Object(
    request.prefetch?.patient,
  );
  const [own] = patient.name ?? [];
  if (own !== undefined) return own;
  const number = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7);
  const first = given[patient.gender ?? ''] ?? given.other ?? [];
  return {
    given: [first[number % first.length] ?? 'Robin'],
    family: family[Math.floor(number / 10) % family.length] ?? 'Hollis',
  };
}

/** `Theo Brandvold` */
export function nameText({ text, given: first = [], family: last }: HumanName): string {
  return text ?? [...first, last].filter((part) => part !== undefined && part !== '').join(' ');
}
