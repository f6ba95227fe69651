import { dayLength } from '../shared/days.ts';
import type { Timeline, TimelineEvent } from './timeline-events.ts';

/** Room left of the plot for the lanes' names. */
export const gutter = 78;

/** Events of one lane in as few tracks as their spans allow. */
export function tracksOf(events: readonly TimelineEvent[]): readonly (readonly TimelineEvent[])[] {
  const tracks: TimelineEvent[][] = [];
  for (const event of [...events].sort((one, other) => one.from - other.from)) {
    const free = tracks.find((track) => {
      const last = track.at(-1);
      return last === undefined || event.lane !== 'treatment' || last.to < event.from;
    });
    if (free === undefined) tracks.push([event]);
    else free.push(event);
  }
  return tracks;
}

/** From before the onset to after today; what is older than two years stands at the edge. */
export function range({
  today,
  recentDays,
  onset,
  events,
  trial,
}: Timeline): readonly [number, number] {
  const oldest = today - 730 * dayLength;
  const starts = [...events.map(({ from }) => from), ...(onset === undefined ? [] : [onset])];
  const recent = starts.filter((one) => one >= today - 400 * dayLength);
  const first = Math.min(today - (recentDays + 10) * dayLength, ...recent, onset ?? today);
  const last = Math.max(today, trial?.complete ?? today);
  const span = last - Math.max(oldest, first);
  return [Math.max(oldest, first) - span * 0.03, last + span * 0.04];
}

/** Where the name of a line stands: over it, or to its own side where another line is close. */
export function labelPlace(x: number, other: number, side: 'before' | 'after', width: number) {
  const anchored = (x: number, anchor: 'start' | 'middle' | 'end') => ({
    x,
    'text-anchor': anchor,
  });
  if (Math.abs(x - other) < 110) {
    return side === 'before' ? anchored(x - 5, 'end') : anchored(x + 5, 'start');
  }
  if (x > width - 24) return anchored(x, 'end');
  return anchored(x, x < gutter + 40 ? 'start' : 'middle');
}

/** A text cut to the width of a bar, in pixels. */
export function clipped(text: string, width: number): string {
  const most = Math.floor((width - 12) / 6.2);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
const dayOfMonth = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** The name of a tick: a month where all are months, else a day. */
export function tickText(tick: Date, ticks: readonly Date[]): string {
  const monthly = ticks.every((one) => one.getUTCDate() === 1);
  if (!monthly) return dayOfMonth.format(tick);
  return tick.getUTCMonth() === 0 ? String(tick.getUTCFullYear()) : month.format(tick);
}
