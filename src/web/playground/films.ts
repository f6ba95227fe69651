import type { DiagnosticReport } from 'fhir/r4.js';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { systems } from '../../terminology/systems.ts';

/** What a plain film can be said to show. The words are those that a radiologist's conclusion would use. */
export const filmResults = {
  'no-fracture': 'No fracture.',
  fracture: 'Acute fracture.',
  equivocal: 'Equivocal for fracture.',
  none: 'Result not available yet',
} as const;

export type FilmResult = keyof typeof filmResults;

/** A report of plain films with one of the results. */
export function film(
  id: string,
  patientId: string,
  cpt: string,
  day: string,
  result: FilmResult,
): DiagnosticReport {
  const label = studyByCpt(cpt)?.label ?? cpt;
  return withFilm(
    {
      resourceType: 'DiagnosticReport',
      id,
      status: 'final',
      code: { coding: [{ system: systems.cpt, code: cpt, display: label }], text: label },
      subject: { reference: `Patient/${patientId}` },
    },
    day,
    result,
  );
}

/** `result` undefined keeps what the report concludes. */
export function withFilm(
  report: DiagnosticReport,
  day: string,
  result: FilmResult | undefined,
): DiagnosticReport {
  const { effectivePeriod, effectiveDateTime, conclusion, conclusionCode, ...rest } = report;
  const dated = day === '' ? rest : { ...rest, effectiveDateTime: day };
  if (result === undefined) {
    return {
      ...dated,
      ...(conclusion === undefined ? {} : { conclusion }),
      ...(conclusionCode === undefined ? {} : { conclusionCode }),
    };
  }
  return result === 'none'
    ? { ...dated, status: 'registered' }
    : { ...dated, status: 'final', conclusion: filmResults[result] };
}

/** Which result a report's conclusion is; undefined for words of its own. */
export function filmResult(report: DiagnosticReport): FilmResult | undefined {
  if (report.conclusion === undefined) return 'none';
  for (const name of ['no-fracture', 'fracture', 'equivocal'] as const) {
    if (filmResults[name] === report.conclusion) return name;
  }
  return undefined;
}
