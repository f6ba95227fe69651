import type { SiteEvidence } from '../site-evidence/site-evidence.ts';
import type { Readings } from '../spine-imaging/readings.ts';
import { readReadings } from './readings-file.ts';
import type { Settings } from './settings.ts';
import { readSiteEvidence } from './site-evidence-file.ts';

/** The settings, with what the files that they name hold. */
export interface ServiceOptions extends Settings {
  /** How ambiguous statements are read; the guideline's defaults unless told otherwise. */
  readonly readings?: Partial<Readings>;
  /** What the hospital's own data means, where it says so. */
  readonly siteEvidence?: SiteEvidence;
}

/** Reads the files of readings and of the hospital's own data. @throws SettingsError where one cannot be used */
export async function withFiles(settings: Settings): Promise<ServiceOptions> {
  const readings = readReadings(settings.readingsFile);
  const siteEvidence = await readSiteEvidence(settings.siteEvidenceFile);
  return { ...settings, readings, ...(siteEvidence === undefined ? {} : { siteEvidence }) };
}
