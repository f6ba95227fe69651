import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause, setImmediate as taken } from 'node:timers/promises';

export interface DrainTimes {
  /** How long an open connection may stay silent, once callers are told to go, before it is closed. */
  readonly silenceMs: number;
  /** When connections are cut off, whatever is under way on them. */
  readonly limitMs: number;
}

/** What a server must know of others to stop, where a process of its own accepts connections for several. */
export interface SharedDoor {
  /** Waits until that process has looked at the door once. */
  looked(): Promise<void>;
  /** Tells that this server has closed. @returns once all have that stop with it */
  othersClosed(): Promise<void>;
}

/** A server that can be stopped without a request being lost. */
export interface DrainableServer {
  readonly server: Server;
  /** Stops accepting; done once every connection has ended. */
  drain(times: DrainTimes, door?: SharedDoor): Promise<void>;
}

/** Nobody waits at the door when nobody came in for so long; at most so often is that awaited. */
const emptyDoor = { quietMs: 10, tries: 10 } as const;

/**
 * Node's own `server.close()` resets two kinds of connections that requests are under way on: those that the system
 * let in and the process has not seen yet, and those that were idle at that instant, whose callers may just have
 * sent. Here the first are taken in before the door is closed. Then every open connection's next answer says
 * `Connection: close`, and only one that stays silent is closed unasked.
 * @param app what answers
 * @param create makes the server with the listener that it is given
 */
export function drainable(
  app: RequestListener,
  create: (listener: RequestListener) => Server,
): DrainableServer {
  const underWay = new Set<ServerResponse>();
  const connections = new Set<Socket>();
  let held: [IncomingMessage, ServerResponse][] | undefined;
  let entries = 0;
  let leaving = false;

  const server = create((request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (leaving) sayLast(response);
    if (held === undefined) app(request, response);
    else held.push([request, response]);
  });
  server.on('connection', (socket: Socket) => {
    entries += 1;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });

  /** Whoever waits for an answer doesn't knock again: so the queue at the door comes to an end, even under load. */
  const takeInWaiting = async (door: SharedDoor | undefined): Promise<void> => {
    held = [];
    for (let tries = 0, seen = -1; seen !== entries && tries < emptyDoor.tries; tries += 1) {
      seen = entries;
      await pause(emptyDoor.quietMs);
      // Whoever came while this process did not get its turn is taken in before the door counts as empty.
      await door?.looked();
      await taken();
    }
  };

  const answerHeld = (): void => {
    const waiting = held ?? [];
    held = undefined;
    for (const [request, response] of waiting) app(request, response);
  };

  const closeSilent = (): void => {
    server.closeIdleConnections();
    // What never sent a request is not idle to Node: browsers open such connections in advance.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  };

  const drain: DrainableServer['drain'] = async ({ silenceMs, limitMs }, door) => {
    const late = setTimeout(() => server.closeAllConnections(), limitMs);
    await takeInWaiting(door);
    const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
    await door?.othersClosed();
    leaving = true;
    underWay.forEach(sayLast);
    answerHeld();
    await Promise.race([closed, pause(silenceMs)]);
    closeSilent();
    const silence = setInterval(closeSilent, 50);
    await closed;
    clearInterval(silence);
    clearTimeout(late);
  };
  return { server, drain };
}

function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
