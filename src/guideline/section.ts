import { namedOf } from '../logic/list.ts';
import type { GuidelineCriterion } from './criterion.ts';
import type { Indication } from './indication.ts';
import type { NamedRule } from './named-rule.ts';
import type { RedFlag } from './red-flag.ts';
import type { Documentation, StudyRule } from './rules.ts';
import type { Disposition, GuidelineSection, Statement } from './statement.ts';
import type { StudyEntry } from './study-entry.ts';

/** A section as its file defines it: read once all files are loaded, so that what it uses may stand below it. */
export interface SectionDefinition {
  readonly id: string;
  readonly title: string;
  /** First and last line in the guideline's text. */
  readonly lines: readonly [first: number, last: number];
  readonly write: (says: Says) => void;
}

/** Further studies of an indication, under the sentence that lists them. */
interface FurtherStudies {
  readonly indication: string;
  readonly further: readonly StudyEntry[];
}

/** What can stand under a sentence. An indication that is defined elsewhere is named by its id. */
type Encoding =
  | Indication
  | FurtherStudies
  | RedFlag
  | StudyRule
  | NamedRule
  | GuidelineCriterion
  | Documentation
  | string;

/** What a sentence does, with what encodes it. */
interface Sentence {
  /** It decides on coverage. */
  decides(...by: readonly Encoding[]): void;
  /** It requires something before imaging. */
  requires(...by: readonly Encoding[]): void;
  /** It asks for documentation, which never decides. */
  asksFor(...by: readonly Encoding[]): void;
  /** It refers to another guideline. */
  refersTo(...by: readonly Encoding[]): void;
  /** It is not computed, and why; it may still be shown where something speaks of it. */
  notComputed(why: string, ...by: readonly Encoding[]): void;
}

/** Writes a section down sentence by sentence, in the guideline's order. */
export interface Says {
  /** A sentence, verbatim. Its id is the section's with `name` behind it: `stenosis-1`. */
  (name: string | number, text: string): Sentence;
  /**
   * The heading, and the sentence that repeats it: the title, a dash and `words`, ending in a full stop.
   * @param stance that sentence, where it is not just the heading's repetition
   */
  heading(words?: string, stance?: string): Sentence;
}

/**
 * One headed part of the guideline, as one file: each sentence with what it decides right below it. Ids,
 * dispositions, the indications and the trace follow from the nesting.
 */
export function section(
  id: string,
  title: string,
  lines: SectionDefinition['lines'],
  write: (says: Says) => void,
): SectionDefinition {
  return { id, title, lines, write };
}

/** Further studies that a sentence lists for an indication of its section, after those listed so far. */
export function alsoLists(
  indication: string,
  ...further: readonly [StudyEntry, ...StudyEntry[]]
): FurtherStudies {
  return { indication, further };
}

/**
 * Reads a section's sentences.
 * @throws Error where a sentence's id occurs twice, or studies are listed for an indication that stands nowhere before
 */
export function readSection({
  id: section,
  title,
  lines,
  write,
}: SectionDefinition): GuidelineSection {
  const statements: Statement[] = [];
  const indications = new Map<string, Indication>();

  const encode = (one: Encoding): readonly string[] => {
    if (typeof one === 'string') return [one];
    if ('further' in one) {
      const known = indications.get(one.indication);
      if (known === undefined) throw new Error(`${section} lists studies for no ${one.indication}`);
      const studies = [...known.studies, ...one.further];
      indications.set(known.id, Object.freeze({ ...known, studies }));
      return [known.id];
    }
    if ('appliesTo' in one) indications.set(one.id, one);
    if ('id' in one && one.id !== undefined) return [one.id];
    return 'kind' in one ? namedOf(one).flatMap(({ id }) => id ?? []) : [];
  };
  const add = (
    id: string,
    text: string,
    disposition: Disposition,
    by: readonly Encoding[],
    note?: string,
  ): void => {
    if (statements.some((one) => one.id === id)) throw new Error(`statement ${id} stands twice`);
    const nested = [...new Set(by.flatMap(encode))];
    statements.push({ id, text, disposition, nested, ...(note === undefined ? {} : { note }) });
  };
  const sentence = (id: string, text: string): Sentence => ({
    decides: (...by) => add(id, text, 'decides', by),
    requires: (...by) => add(id, text, 'prerequisite', by),
    asksFor: (...by) => add(id, text, 'documentation', by),
    refersTo: (...by) => add(id, text, 'refers-out', by),
    notComputed: (why, ...by) => add(id, text, 'informative', by, why),
  });
  write(
    Object.assign((name: string | number, text: string) => sentence(`${section}-${name}`, text), {
      heading(words?: string, stance?: string): Sentence {
        const heading = words === undefined ? title : `${title} — ${words}`;
        add(
          `${section}-title`,
          heading,
          'informative',
          [],
          `heading; repeated as ${section}-stance`,
        );
        return sentence(`${section}-stance`, stance ?? `${heading}.`);
      },
    }),
  );
  return Object.freeze({
    id: section,
    title,
    lines,
    statements,
    indications: [...indications.values()],
  });
}
