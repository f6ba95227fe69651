import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { MessageClasses } from './express-messages.ts';
import { Problem } from './problem.ts';
import type { Settings } from './settings.ts';

/** A server with the limits that hold before a request reaches the app: of time, and of the headers' size. */
export function httpServer(
  app: RequestListener,
  settings: Pick<Settings, 'auth'>,
  messages: MessageClasses,
): Server {
  const limits = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    // How often both are looked at.
    connectionsCheckingInterval: 2000,
    // Longer than common load balancers keep a connection, so that it is never closed under a request.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 64 * 1024,
    // As much as comes before somebody reads: the connection of a usual call is not stopped and started on its way.
    highWaterMark: 128 * 1024,
  };
  return createServer({ ...limits, ...messages }, app).on(
    'clientError',
    refuseUnreadable(settings),
  );
}

/**
 * Answers what Node's HTTP parser gives up on. Where trust is configured, headers too long to be read hold no
 * token that could be believed: 401, like any other.
 */
function refuseUnreadable({
  auth,
}: Pick<Settings, 'auth'>): (error: Error, socket: Socket) => void {
  const problems: Readonly<Record<string, Problem>> = {
    HPE_HEADER_OVERFLOW:
      auth === 'required'
        ? new Problem(401, 'login', 'This service answers trusted clients only.')
        : new Problem(431, 'too-long', 'The headers are larger than this service accepts.'),
    ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'timeout', 'The request took too long to arrive.'),
  };
  const unreadable = new Problem(400, 'structure', 'The request is not valid HTTP.');
  return (error, socket) => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const problem = problems['code' in error ? String(error.code) : ''] ?? unreadable;
    const challenge = problem.status === 401 ? 'WWW-Authenticate: Bearer\r\n' : '';
    const body = JSON.stringify(problem.outcome());
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${challenge}Content-Type: application/json\r\n` +
        `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}
