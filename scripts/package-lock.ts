/** A package as package-lock.json has it. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
}

/** Licences whose terms a service can keep by naming them. */
const licences: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'Python-2.0',
  'WTFPL OR ISC',
]);

/** Packages whose licence stands in a file of their own, and was read there. */
const readThere: ReadonlySet<string> = new Set(['fhirpath', '@lhncbc/ucum-lhc']);

/** The packages that production installs, by name. */
export function productionPackages(
  packages: Readonly<Record<string, LockedPackage>>,
): ReadonlyMap<string, LockedPackage> {
  const found = new Map<string, LockedPackage>();
  for (const [path, one] of Object.entries(packages)) {
    if (path === '' || one.dev === true || one.devOptional === true) continue;
    found.set(path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), one);
  }
  return found;
}

/**
 * What is wrong with packages, in words: no checksum, an origin that is no registry, an install script, a licence that
 * nobody has looked at, or no mention in the NOTICE. Parts for one platform are named by the package that needs them.
 */
export function faultsOf(
  packages: ReadonlyMap<string, LockedPackage>,
  notice: string,
): readonly string[] {
  const named = new Set(notice.split(/[\s,]+/));
  return [...packages].flatMap(([name, one]) => {
    const faults: string[] = [];
    if (one.integrity === undefined) faults.push(`${name}: no checksum`);
    if (one.resolved !== undefined && !one.resolved.startsWith('https://')) {
      faults.push(`${name}: comes from ${one.resolved}`);
    }
    if (one.hasInstallScript === true) faults.push(`${name}: runs a script when it is installed`);
    const isKnown = readThere.has(name) && one.license?.startsWith('SEE LICENSE') === true;
    if (!isKnown && !licences.has((one.license ?? '').replace(/^\((.*)\)$/, '$1'))) {
      faults.push(`${name}: licence ${one.license ?? 'unknown'}`);
    }
    if (one.optional !== true && !named.has(name)) faults.push(`${name}: not named in NOTICE`);
    return faults;
  });
}
