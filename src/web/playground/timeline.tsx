import { utcTicks } from 'd3-time';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { duration } from '../../logic/in-words.ts';
import { dayLength, shownDay } from '../shared/days.ts';
import { findingWords } from '../shared/words.ts';
import type { Timeline, TimelineEvent } from './timeline-events.ts';
import { clipped, gutter, labelPlace, range, tickText, tracksOf } from './timeline-layout.ts';

const lanes = [
  ['visits', 'Visits'],
  ['treatment', 'Treatment'],
  ['imaging', 'Imaging'],
  ['other', 'Surgery'],
] as const;

const top = 46;
const rowHeight = 28;
/** Room for the word beside the line of today. */
const rightMargin = 44;
/** Room above the treatment for the bracket of its trial. */
const bracketHeight = 22;

/** A lane with where its line and its first track stand. */
interface PlacedLane {
  readonly lane: TimelineEvent['lane'];
  readonly title: string;
  readonly tracks: ReturnType<typeof tracksOf>;
  readonly line: number;
  readonly start: number;
}

/** The episode in time: onset, visits, treatment against the days that a trial takes, films, and today. */
export function TimelineView({ timeline }: { timeline: Timeline }) {
  const place = useRef<HTMLElement>(null);
  const width = useWidth(place);
  const id = useId();
  const { today, recentDays, onset, events, trial } = timeline;
  const [first, last] = range(timeline);
  const plotted = width - rightMargin - gutter;
  const scale = (instant: number) => gutter + ((instant - first) / (last - first)) * plotted;
  const x = (instant: number) => scale(Math.max(first, Math.min(last, instant)));
  const shown = lanes.filter(
    ([lane]) => lane !== 'other' || events.some((one) => one.lane === lane),
  );
  let y = top;
  const placed = shown.map(([lane, title]): PlacedLane => {
    const tracks = tracksOf(events.filter((one) => one.lane === lane));
    const line = y;
    const start = lane === 'treatment' && trial !== undefined ? line + bracketHeight : line;
    y = start + Math.max(1, tracks.length) * rowHeight;
    return { lane, title, tracks, line, start };
  });
  const bottom = y;
  const ticks = utcTicks(new Date(first), new Date(last), width < 520 ? 4 : 8);
  return (
    <figure class="timeline" ref={place}>
      <svg
        viewBox={`0 0 ${width} ${bottom + 28}`}
        width={width}
        height={bottom + 28}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-list`}
      >
        <title id={`${id}-title`}>The episode in time</title>
        <rect
          class="window"
          x={x(today - recentDays * dayLength)}
          y={22}
          width={Math.max(0, x(today) - x(today - recentDays * dayLength))}
          height={bottom - 22}
        />
        <text class="window-label" x={x(today) - 8} y={37} text-anchor="end">
          {`last ${duration(recentDays)}`}
        </text>
        {ticks.map((tick) => (
          <g key={tick.getTime()} class="axis">
            <path d={`M${scale(tick.getTime())} ${bottom}V${bottom + 5}`} />
            <text x={scale(tick.getTime())} y={bottom + 20} text-anchor="middle">
              {tickText(tick, ticks)}
            </text>
          </g>
        ))}
        <path class="axis-line" d={`M${gutter} ${bottom}H${width - rightMargin}`} />
        {placed.map((lane) => (
          <g key={lane.lane}>
            <path class="lane-line" d={`M0 ${lane.line}H${width - rightMargin}`} />
            <text class="lane-title" x={0} y={lane.line + 19}>
              {lane.title}
            </text>
            <Tracks lane={lane} x={x} first={first} />
            {lane.lane === 'treatment' && trial !== undefined ? (
              <TrialBracket lane={lane} trial={trial} x={x} />
            ) : null}
          </g>
        ))}
        {onset === undefined ? null : (
          <g class="onset">
            <path d={`M${x(onset)} 20V${bottom}`} />
            <text {...labelPlace(x(onset), x(today), 'before', width)} y={13}>
              {onset < first ? '‹ ' : ''}onset {shownDay(iso(onset))}
            </text>
          </g>
        )}
        <g class="today">
          <path d={`M${x(today)} 20V${bottom}`} />
          <text {...labelPlace(x(today), x(onset ?? first), 'after', width)} y={13}>
            today
          </text>
        </g>
      </svg>
      <figcaption class="visually-hidden">
        <EventList id={`${id}-list`} timeline={timeline} />
      </figcaption>
    </figure>
  );
}

/** How wide an element is, as it comes to be. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(280, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}

type Scale = (instant: number) => number;

/** What happened in a lane, each track in a row of its own. */
function Tracks({ lane, x, first }: { lane: PlacedLane; x: Scale; first: number }) {
  return (
    <>
      {lane.tracks.map((track, index) =>
        track.map((event) => (
          <Event
            key={`${event.from} ${event.text}`}
            event={event}
            x={x}
            y={lane.start + index * rowHeight + rowHeight / 2}
            first={first}
          />
        )),
      )}
    </>
  );
}

interface TrialBracketProps {
  readonly lane: PlacedLane;
  readonly trial: NonNullable<Timeline['trial']>;
  readonly x: Scale;
}

/** The days that a trial of treatment takes, above the treatment. */
function TrialBracket({ lane: { line, start, tracks }, trial, x }: TrialBracketProps) {
  const bottom = start + tracks.length * rowHeight - 4;
  return (
    <g class="six-weeks">
      <path d={`M${x(trial.from)} ${line + 22}V${line + 17}H${x(trial.complete)}V${bottom}`} />
      <text x={x(trial.complete) - 5} y={line + 13} text-anchor="end">
        {duration(trial.days)}
      </text>
    </g>
  );
}

/** The same in words, for whoever does not see it. */
function EventList({ id, timeline }: { id: string; timeline: Timeline }) {
  const { onset, events, trial } = timeline;
  return (
    <ol id={id}>
      {onset === undefined ? (
        <li>The onset is not documented.</li>
      ) : (
        <li>{`Onset on ${iso(onset)}`}</li>
      )}
      {[...events]
        .sort((one, other) => one.from - other.from)
        .map((event) => (
          <li key={`${event.from} ${event.text}`}>{described(event)}</li>
        ))}
      {trial === undefined ? null : (
        <li>{`${duration(trial.days)} of treatment are complete on ${iso(trial.complete)}`}</li>
      )}
    </ol>
  );
}

function Event(props: { event: TimelineEvent; x: Scale; y: number; first: number }) {
  const { event, x, y, first } = props;
  const tone = `event tone-${event.finding ?? 'none'}${event.hollow ? ' hollow' : ''}`;
  const title = <title>{described(event)}</title>;
  if (event.to < first) {
    return (
      <text class="event-before" x={gutter + 2} y={y + 4}>
        {title}‹ {shownDay(iso(event.from))}: {event.text}
      </text>
    );
  }
  if (event.lane === 'treatment') {
    const from = x(event.from);
    const width = Math.max(4, x(event.to) - from);
    return (
      <g class={tone}>
        {title}
        <rect x={from} y={y - 7} width={width} height={14} rx={event.ongoing === true ? 0 : 3} />
        {width > 90 ? (
          <text class="bar-label" x={from + 7} y={y + 4}>
            {clipped(event.text, width)}
          </text>
        ) : null}
      </g>
    );
  }
  const at = x(event.from);
  return (
    <g class={tone}>
      {title}
      {event.lane === 'visits' ? <circle cx={at} cy={y} r={6} /> : null}
      {event.lane === 'imaging' ? <rect x={at - 6} y={y - 6} width={12} height={12} /> : null}
      {event.lane === 'other' ? <path d={`M${at} ${y - 7}l7 7l-7 7l-7 -7Z`} /> : null}
    </g>
  );
}

function described(event: TimelineEvent): string {
  const days = Math.round((event.to - event.from) / dayLength);
  const span =
    event.lane !== 'treatment'
      ? iso(event.from)
      : event.ongoing === true
        ? `${iso(event.from)}, under way (${days} days)`
        : `${iso(event.from)} to ${iso(event.to)} (${days} days)`;
  const rests = event.finding === undefined ? '' : `; rests on it: ${findingWords[event.finding]}`;
  return `${event.text}, ${span}${rests}`;
}

function iso(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
