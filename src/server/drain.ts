import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause, setImmediate as turnOfLoop } from 'node:timers/promises';

export interface DrainTimes {
  /** How long open connections are served as ever, after nobody is let in any more. */
  readonly settleMs: number;
  /** How long an open connection may stay silent, once callers are told to go, before it is closed. */
  readonly silenceMs: number;
  /** When connections are cut off, whatever is under way on them. */
  readonly limitMs: number;
}

/**
 * Watches a server, so that it can be stopped without a request being lost.
 *
 * `server.close()` closes connections that are idle at that instant, and with them the requests that their callers
 * have just sent. Here each open connection's next answer says `Connection: close`; only one that stays silent is
 * closed unasked.
 * @returns stops accepting, and is done once every connection has ended
 */
export function drainable(server: Server): (times: DrainTimes) => Promise<void> {
  const underWay = new Set<ServerResponse>();
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  return async ({ settleMs, silenceMs, limitMs }) => {
    const late = setTimeout(() => server.closeAllConnections(), limitMs);
    await quietTurn();
    const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
    await Promise.race([closed, pause(settleMs)]);
    underWay.forEach(sayLast);
    server.prependListener('request', (_request, response) => sayLast(response));
    await Promise.race([closed, pause(silenceMs)]);
    const closeSilent = (): void => {
      server.closeIdleConnections();
      // What never sent a request is not idle to Node: browsers open such connections in advance.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    };
    closeSilent();
    const silence = setInterval(closeSilent, 50);
    await closed;
    clearInterval(silence);
    clearTimeout(late);
  };
}

function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

/**
 * Waits until a turn of the event loop had next to nothing to do. Closing the door then cuts off the fewest of those
 * whom the kernel let in and the process has not seen yet.
 */
async function quietTurn(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const started = performance.now();
    await turnOfLoop();
    if (performance.now() - started < 0.1) return;
  }
}
