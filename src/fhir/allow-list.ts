import { isLoopbackHost } from './loopback.ts';
import { parseUrl } from './parse-url.ts';

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
  url.pathname = url.pathname.replace(/\/+$/, '');
  const listed =
    allowed === 'loopback'
      ? isLoopbackHost(url.hostname)
      : allowed.some((base) => {
          const listedBase = parseUrl(base);
          return listedBase !== undefined && isWithin(listedBase, url);
        });
  return listed ? url : undefined;
}

/** Says whether a URL lies at or under a base: the same origin, and the base's path segments first. */
export function isWithin(base: URL, url: URL): boolean {
  const path = base.pathname.replace(/\/+$/, '');
  return (
    url.origin === base.origin &&
    hasNoUser(url) &&
    !hidesSlash(url) &&
    (url.pathname === path || url.pathname.startsWith(`${path}/`))
  );
}

function isPlainBase(url: URL): boolean {
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    hasNoUser(url) &&
    !hidesSlash(url) &&
    url.search === '' &&
    url.hash === ''
  );
}

function hasNoUser(url: URL): boolean {
  return url.username === '' && url.password === '';
}

/** An encoded slash is one segment to us and may be two to the server behind. */
function hidesSlash(url: URL): boolean {
  return /%2f|%5c/i.test(url.pathname);
}
