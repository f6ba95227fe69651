import type { SiteReading } from '../chart/site-reading.ts';
import type { FormKind } from '../questionnaire/order-form.ts';
import type { FormPlaces } from './forms.ts';
import type { DtrVersion } from './profiles.ts';

/** What the payer service for documentation is set up with. */
export interface DtrSettings extends FormPlaces, SiteReading {
  /** The version spoken with callers who name none. */
  readonly version: DtrVersion;
  /** The kind of form that is named in coverage information. */
  readonly formKind: FormKind;
  /** The language in which packaged forms fill themselves in; where absent that of the version. */
  readonly expressions?: 'fhirpath' | 'cql';
  /** Identifiers of this payer; empty where any payer is meant. */
  readonly payerIdentifiers: readonly string[];
  /** Whether notes are read and offered for confirmation; `on` where absent. */
  readonly notes?: 'on' | 'off';
}
