import { meaningOf } from '../chart/condition-meaning.ts';
import { isFever } from '../chart/fever-and-pregnancy.ts';
import { isNoFever, isUnaskedCondition, isUnaskedObservation } from '../chart/says-nothing.ts';
import { memberAt, remembered } from './json-text.ts';
import { instantAt, instantLength } from './moment.ts';
import { isEnded } from './rewind.ts';

/** A line whose record says nothing of any order. */
export interface SilentLine {
  readonly type: SilentType;
  readonly id: string;
  /** The instant at which it says that it was recorded, in milliseconds since the epoch; NaN where it says none. */
  readonly instant: number;
  /** When it says that it was recorded, as it is written, where that is no instant in UTC. */
  readonly recorded: string | undefined;
  readonly json: string;
}

export type SilentType = 'Observation' | 'Condition';

/** What the members of a line told. */
interface Told {
  /** The subject of a line of the patient. */
  readonly own: string;
  id: string;
  isOwn: boolean;
  code: CodeMeaning;
  /** Beside a code that means nothing unless more is said: that more is. */
  isMore: boolean;
  instant: number;
  recorded: string | undefined;
}

type CodeMeaning = 'nothing' | 'nothing-unless-more' | 'something';

/**
 * Takes a member that a line may have and still say nothing, name and value.
 * @param at where a member of the line begins
 * @returns the place behind it; 0 where another member stands there, or one beside which the line may say something, or
 * no JSON
 */
type Take = (line: string, at: number, told: Told) => number;

/**
 * Tells those Observations and Conditions that say nothing by the text of their lines, without parsing them: most of an
 * export is measurements that no guideline asks about. A line of another shape than servers usually write is left to
 * the parser: another member than those below, blanks, a value that is no JSON.
 */
export class SilentLines {
  readonly #type: SilentType;
  readonly #beginning: string;
  readonly #told: Told;
  /** The members of the line before, in their order: lines of one type mostly have the same. */
  readonly #before: number[] = [];

  /** @param type of lines that belong to one patient; undefined for a type whose lines all say something */
  static of(type: string, patientId: string): SilentLines | undefined {
    return type === 'Observation' || type === 'Condition'
      ? new SilentLines(type, patientId)
      : undefined;
  }

  private constructor(type: SilentType, patientId: string) {
    this.#type = type;
    this.#beginning = `{"resourceType":"${type}",`;
    const own = `"subject":{"reference":"Patient/${patientId}"}`;
    this.#told = {
      own,
      id: '',
      isOwn: false,
      code: 'something',
      isMore: false,
      instant: Number.NaN,
      recorded: undefined,
    };
  }

  /** A line that says nothing; undefined where it has to be parsed. */
  read(line: string): SilentLine | undefined {
    if (line.length > longestLine) return undefined;
    if (line.slice(0, this.#beginning.length) !== this.#beginning) return undefined;
    const members = membersOf[this.#type];
    const told = this.#told;
    told.id = '';
    told.isOwn = false;
    told.code = 'something';
    told.isMore = false;
    told.instant = Number.NaN;
    told.recorded = undefined;
    let taken = 0;
    for (let count = 0, at = this.#beginning.length; ; count += 1) {
      let which = this.#before[count] ?? 0;
      let end = members[which]?.(line, at, told) ?? 0;
      if (end === 0) {
        which = 0;
        while (which < members.length && end === 0) {
          end = members[which]?.(line, at, told) ?? 0;
          which += 1;
        }
        if (end === 0) return undefined;
        which -= 1;
        this.#before[count] = which;
      }
      // Of a member that comes twice the last value counts: that is left to the parser.
      if ((taken & (1 << which)) !== 0) return undefined;
      taken |= 1 << which;
      const next = line.charCodeAt(end);
      at = end + 1;
      if (next === closingBrace) return at === line.length ? this.#silent(line) : undefined;
      if (next !== comma) return undefined;
    }
  }

  #silent(json: string): SilentLine | undefined {
    const { id, isOwn, code, isMore, instant, recorded } = this.#told;
    const isSilent = code === 'nothing' || (code === 'nothing-unless-more' && !isMore);
    return isSilent && isOwn && id !== ''
      ? { type: this.#type, id, instant, recorded, json }
      : undefined;
  }
}

/** Longer ones hold words or many parts: finding their ends takes as long as to parse them. */
const longestLine = 10_000;

const quotationMark = 0x22;
const comma = 0x2c;
const closingBrace = 0x7d;

/** With a value that many records share. */
function shared(name: string): Take {
  const read = remembered(name, () => true);
  return (line, at) => endOf(read(line, at), at);
}

function endOf(member: { readonly text: string } | undefined, at: number): number {
  return member === undefined ? 0 : at + member.text.length;
}

/** With a value of each record's own. */
function own(name: string): Take {
  return (line, at) => memberAt(name, line, at)?.end ?? 0;
}

/** With a date or a time; what it says is read later. */
function time(name: string): Take {
  const form = timeForm(name);
  return (line, at) => {
    form.lastIndex = at;
    return form.test(line) ? form.lastIndex : 0;
  };
}

/** With the time of recording. */
function recorded(name: string): Take {
  const form = timeForm(name);
  const beginning = `"${name}":"`;
  return (line, at, told) => {
    if (!line.startsWith(beginning, at)) return 0;
    const from = at + beginning.length;
    if (line.charCodeAt(from + instantLength) === quotationMark) {
      told.instant = instantAt(line, from);
      if (!Number.isNaN(told.instant)) return from + instantLength + 1;
    }
    form.lastIndex = at;
    if (!form.test(line)) return 0;
    told.recorded = line.slice(from, form.lastIndex - 1);
    return form.lastIndex;
  };
}

function timeForm(name: string): RegExp {
  return new RegExp(`"${name}":"[\\d:.TZ+-]*"`, 'y');
}

const idForm = /"id":"[A-Za-z0-9.-]{1,64}"/y;

const id: Take = (line, at, told) => {
  idForm.lastIndex = at;
  if (!idForm.test(line)) return 0;
  told.id = line.slice(at + '"id":"'.length, idForm.lastIndex - 1);
  return idForm.lastIndex;
};

const subject: Take = (line, at, told) => {
  const end = at + told.own.length;
  if (line.slice(at, end) !== told.own) return 0;
  told.isOwn = true;
  return end;
};

function coded(meaningOfCode: (code: unknown) => CodeMeaning): Take {
  const read = remembered('code', meaningOfCode);
  return (line, at, told) => {
    const known = read(line, at);
    if (known === undefined || known.result === 'something') return 0;
    told.code = known.result;
    return endOf(known, at);
  };
}

/** With a value that may be more, beside a code which means nothing by itself. */
function more(name: string, isMore: (value: unknown) => boolean): Take {
  const read = remembered(name, isMore);
  return (line, at, told) => {
    const known = read(line, at);
    if (known === undefined) return 0;
    told.isMore ||= known.result;
    return endOf(known, at);
  };
}

/** Of a problem that is over it matters when that was written. */
function clinicalStatus(): Take {
  const read = remembered('clinicalStatus', isEnded);
  return (line, at) => {
    const known = read(line, at);
    return known?.result === false ? endOf(known, at) : 0;
  };
}

/** A diagnosis of another kind says what the visit was for that it names. */
const visit: Take = (line, at, told) => {
  const read = memberAt('encounter', line, at);
  if (read === undefined) return 0;
  told.isMore = true;
  return read.end;
};

function observationCode(code: unknown): CodeMeaning {
  if (isUnaskedObservation({ code })) return 'nothing';
  return isNoFever({ code }) ? 'nothing-unless-more' : 'something';
}

function conditionCode(code: unknown): CodeMeaning {
  if (!isUnaskedCondition({ code })) return 'something';
  return meaningOf(code, undefined).elsewhere === true ? 'nothing-unless-more' : 'nothing';
}

const membersOf: Readonly<Record<SilentType, readonly Take[]>> = {
  Observation: [
    id,
    own('meta'),
    own('text'),
    own('identifier'),
    shared('status'),
    shared('category'),
    coded(observationCode),
    subject,
    own('encounter'),
    time('effectiveDateTime'),
    own('effectivePeriod'),
    recorded('issued'),
    own('performer'),
    more('valueQuantity', isFever),
    shared('dataAbsentReason'),
    shared('interpretation'),
    shared('referenceRange'),
  ],
  Condition: [
    id,
    own('meta'),
    own('text'),
    own('identifier'),
    clinicalStatus(),
    shared('verificationStatus'),
    shared('category'),
    shared('severity'),
    coded(conditionCode),
    subject,
    visit,
    time('onsetDateTime'),
    own('onsetPeriod'),
    recorded('recordedDate'),
    own('recorder'),
    own('asserter'),
  ],
};
