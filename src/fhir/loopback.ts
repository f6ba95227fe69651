/**
 * Says whether a host name or address written in a setting or a URL is the loopback interface.
 * Only literal addresses and `localhost` count: a name that resolves to loopback does not.
 */
export function isLoopbackHost(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return bare === 'localhost' || bare === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare);
}
