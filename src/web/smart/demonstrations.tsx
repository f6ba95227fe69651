import { useEffect, useState } from 'preact/hooks';
import { getJson } from '../shared/api.ts';

/** An EHR with invented patients, from which the form can be tried. */
export interface Demonstration {
  /** Its FHIR base. */
  readonly issuer: string;
  /** Its screen for ordering. */
  readonly address: string;
}

/** Where the form was opened without an EHR: the EHRs for demonstrations, if there are any. */
export function Demonstrations() {
  const [found, setFound] = useState<readonly Demonstration[]>();
  useEffect(() => {
    getJson<readonly Demonstration[]>('./demonstrations').then(setFound, () => setFound([]));
  }, []);
  if (found === undefined) return null;
  if (found.length === 0) {
    return <p class="lead">Open the form from a patient’s chart in the EHR.</p>;
  }
  return (
    <>
      <p class="lead">Open the form from a patient’s chart in the EHR, or try it here:</p>
      <ul>
        {found.map(({ issuer, address }) => (
          <li key={issuer}>
            <a href={address}>Sign an order in the demonstration EHR</a>, or{' '}
            <a href={`./launch?iss=${encodeURIComponent(issuer)}`}>open the form alone</a> (
            {new URL(issuer).host})
          </li>
        ))}
      </ul>
    </>
  );
}
