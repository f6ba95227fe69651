import reportRows from './data/reports.json' with { type: 'json' };
import type { CodeRow } from './data-file.ts';

const rows: readonly CodeRow[] = reportRows;

function codesThatMean(concept: string): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.concept === concept).map(({ code }) => code));
}

const reportTexts = codesThatMean('report-text');
const imagingCategories = codesThatMean('imaging');

/** Whether a code names the text of a report: its impression or its findings. */
export function isReportText(code: string): boolean {
  return reportTexts.has(code);
}

/**
 * Whether the category of a report is one of imaging: HL7 v2-0074 sections of diagnostic imaging, FHIR's `imaging`,
 * LOINC's radiology.
 */
export function isImagingSection(code: string): boolean {
  return imagingCategories.has(code);
}
