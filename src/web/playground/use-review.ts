import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../../message-of.ts';
import { type Review, review } from './hook-call.ts';
import type { Session } from './session.ts';

/** What the last call came to; a former answer stays on the screen while the next one is under way. */
export interface ReviewState {
  readonly review?: Review;
  readonly error?: string;
  readonly calling: boolean;
}

/** Long enough for a date to be typed, short enough to feel live. */
const pause = 180;

interface Answer {
  /** The session that it answers. */
  readonly to?: Session;
  readonly review?: Review;
  readonly error?: string;
}

/** Calls the service whenever the session changes, and drops answers that came too late. */
export function useReview(session: Session): ReviewState {
  const [{ to, ...answer }, setAnswer] = useState<Answer>({});
  const called = useRef(false);
  useEffect(() => {
    const controller = new AbortController();
    const start = () => {
      review(session, controller.signal).then(
        (found) => setAnswer({ to: session, review: found }),
        (error: unknown) => {
          if (controller.signal.aborted) return;
          setAnswer({ to: session, error: messageOf(error) });
        },
      );
    };
    // The first look at a patient and a signature are answered at once; typing is waited for.
    const wait = called.current && session.edited && session.hook === 'order-select' ? pause : 0;
    called.current = true;
    const timer = setTimeout(start, wait);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [session]);
  return { ...answer, calling: to !== session };
}
