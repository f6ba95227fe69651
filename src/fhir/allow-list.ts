import { isLoopbackHost } from './loopback.ts';
import { parseUrl, withoutSlashes } from './parse-url.ts';

/** What may be read: everything under these base URLs, or anything on the loopback interface. */
export type AllowedServers = readonly string[] | 'loopback';

/**
 * The base URL to read from, where the caller's `fhirServer` is one that may be read.
 *
 * The comparison is by exact origin (scheme, host, port) and by whole path segments of the parsed URL, so that
 * neither `http://allowed@elsewhere`, `https://allowed.elsewhere` nor `https://allowed/fhir/../admin` passes. Names are
 * never resolved: a name that is not listed is refused wherever it points.
 * @returns the parsed base, without a slash at its end, or undefined where it may not be read
 */
export function allowedBase(fhirServer: string, allowed: AllowedServers): URL | undefined {
  const url = parseUrl(fhirServer);
  if (url === undefined || !isPlainBase(url)) {
    return undefined;
  }
  const listed =
    allowed === 'loopback'
      ? isLoopbackHost(url.hostname) && !climbs(url)
      : allowed.some((base) => {
          const listedBase = parseUrl(base);
          return listedBase !== undefined && isWithin(listedBase, url);
        });
  if (!listed) return undefined;
  url.pathname = withoutSlashes(url.pathname);
  return url;
}

/**
 * Says whether a URL lies at or under a base: the same origin, the base's path segments first, and nothing in the path
 * that a server behind could read as a way out.
 */
export function isWithin(base: URL, url: URL): boolean {
  if (url.origin !== base.origin || !hasNoUser(url) || climbs(url)) return false;
  const path = withoutSlashes(base.pathname);
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}

function isPlainBase(url: URL): boolean {
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    hasNoUser(url) &&
    url.search === '' &&
    url.hash === ''
  );
}

function hasNoUser(url: URL): boolean {
  return url.username === '' && url.password === '';
}

/**
 * What servers and proxies resolve after us, however often it was encoded and in whatever form of the same characters
 * (full-width ones, say): segments that begin with two dots, path parameters (`;`), blanks and control characters, which
 * some leave out, and slashes that are one segment to us and two to them.
 */
function climbs({ pathname }: URL): boolean {
  const decoded = pathname.includes('%') ? decodedWholly(pathname)?.normalize('NFKC') : pathname;
  return (
    decoded === undefined ||
    /[;\\\s\p{C}]|\/\.\.|%/u.test(decoded) ||
    slashes(decoded) !== slashes(pathname)
  );
}

/** How often a path may be encoded; no honest one is encoded twice. */
const encodings = 4;

/** The path decoded until nothing changes; undefined where it is no text of UTF-8. */
function decodedWholly(path: string): string | undefined {
  try {
    let decoded = path;
    for (let round = 0; round < encodings && decoded.includes('%'); round += 1) {
      decoded = decodeURIComponent(decoded);
    }
    return decoded;
  } catch {
    return undefined;
  }
}

function slashes(text: string): number {
  return text.split('/').length;
}
