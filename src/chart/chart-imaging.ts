import type { BodyRegion } from '../terminology/types.ts';
import type { ChartConditions } from './chart-conditions.ts';
import { effectiveOf } from './effective-date.ts';
import { type Fields, wordsOf } from './fields.ts';
import { studyOfConcept, studyOrNamed } from './named-study.ts';
import { unknownReport } from './not-known-here.ts';
import { organismFact } from './organism-facts.ts';
import { type References, referenceTo } from './references.ts';
import { type ReportSources, reportFacts, reportTexts } from './report-facts.ts';
import { reportFindings } from './report-findings.ts';
import type { ImagingFact, UnreadEvidence } from './types.ts';

/** Reports of imaging, which point at their images, orders and results: these may come later. */
export class ChartImaging {
  readonly #references: References;
  readonly #reports: Fields[] = [];
  readonly #studied = new Map<string, Fields>();
  readonly #writtenResults = new Map<string, Fields>();

  constructor(references: References) {
    this.#references = references;
  }

  /** Keeps a DiagnosticReport until everything that it may point at has come. */
  addReport(fields: Fields): void {
    this.#reports.push(fields);
  }

  /** Learns images or an order that a report may be of. */
  addStudied(reference: string, fields: Fields): void {
    this.#studied.set(reference, fields);
  }

  /** Learns an Observation that a report may hold its words in. */
  addWrittenResult(fields: Fields): void {
    this.#writtenResults.set(referenceTo(fields), fields);
  }

  /** The levels that an order or a study on the chart shows. */
  readonly levelsOf = (reference: string): readonly BodyRegion[] | undefined => {
    const code = this.#studied.get(reference)?.code;
    return (studyOfConcept(code) ?? studyOrNamed(code)?.study)?.shows;
  };

  /** Reads the reports, and what of them could not be read. */
  read(
    imaging: ImagingFact[],
    unread: UnreadEvidence[],
    conditions: Pick<ChartConditions, 'addStated'>,
    asOf: Date,
  ): void {
    for (const fields of this.#reports) {
      const reference = referenceTo(fields);
      const reports = reportFacts(fields, reference, asOf, this.#sources);
      const shown = [...new Set(reports.flatMap(({ fact }) => fact.study.shows))];
      const texts = reportTexts(fields, this.#sources);
      const date = reports[0]?.fact.date ?? effectiveOf(fields);
      for (const finding of reportFindings(texts, shown, reference, date, asOf))
        conditions.addStated(finding);
      if (reports.length === 0) {
        const organism = organismFact(wordsOf(fields.code), texts, reference, date, asOf);
        if (organism !== undefined) conditions.addStated(organism);
        const unknown = unknownReport(fields, reference, asOf);
        if (unknown !== undefined) unread.push(unknown);
        continue;
      }
      for (const { fact, unread: parts } of reports) {
        imaging.push(fact);
        for (const one of parts) unread.push({ reference, ...one, counts: true });
      }
    }
  }

  readonly #sources: ReportSources = {
    result: (reference) => this.#writtenResults.get(this.#references.resolve(reference)),
    studied: (reference) => this.#studied.get(this.#references.resolve(reference)),
    sent: (reference) => this.#references.resourceAt(reference),
    isPatient: (subject) => this.#references.isPatient(subject),
  };
}
