import { connect, type Socket } from 'node:net';

/** One answer, as far as a measurement needs it. */
export interface Answered {
  readonly status: number;
  /** From the first byte sent to the last one received. */
  readonly milliseconds: number;
}

/** A server that does not answer for so long is broken. */
const patienceMs = 10_000;

/**
 * A connection that stays open and sends one request after the other, each from bytes that are ready. A generator
 * that builds each request, or reads more of an answer than its status and its length, takes as long for a call as a
 * bare Express does: on two cores it would measure itself.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #body: Buffer;
  #pending: ((chunk: Buffer) => void) | undefined;
  #broken: (error: Error) => void = () => undefined;

  constructor(url: URL, body: Buffer) {
    this.#body = body;
    this.#socket = connect(Number(url.port), url.hostname).setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#pending?.(chunk));
    this.#socket.on('error', (error) => this.#broken(error));
    this.#socket.setTimeout(patienceMs, () => {
      this.#socket.destroy(new Error(`no answer within ${patienceMs} ms`));
    });
    this.#socket.on('close', () => this.#broken(new Error('the server closed the connection')));
  }

  /**
   * Sends a request.
   * @param head its request line and headers, Content-Length included
   * @throws Error where the connection breaks, or the answer doesn't come in time or say how long it is
   */
  send(head: string): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#broken = reject;
      const sent = performance.now();
      let status = 0;
      let missing = 0;
      this.#pending = (chunk) => {
        if (status === 0) {
          const begin = beginningOf(chunk);
          if (begin === undefined) {
            reject(new Error(`an answer of unknown length: ${chunk.toString('latin1', 0, 200)}`));
            return;
          }
          status = begin.status;
          missing = begin.length;
        }
        missing -= chunk.length;
        if (missing > 0) return;
        this.#pending = undefined;
        resolve({ status, milliseconds: performance.now() - sent });
      };
      this.#socket.cork();
      this.#socket.write(head, 'latin1');
      this.#socket.write(this.#body);
      this.#socket.uncork();
    });
  }

  close(): void {
    this.#broken = () => undefined;
    this.#socket.destroy();
  }
}

/** Of an answer whose headers come in one piece, as on loopback they do. The length counts the headers too. */
function beginningOf(chunk: Buffer): { status: number; length: number } | undefined {
  const end = chunk.indexOf('\r\n\r\n');
  const head = chunk.toString('latin1', 0, Math.max(0, end));
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (status === undefined || length === undefined) return undefined;
  return { status: Number(status), length: end + 4 + Number(length) };
}
