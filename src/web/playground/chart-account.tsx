import { useEffect, useState } from 'preact/hooks';
import type { ResourceAccount } from '../../explain/chart-account.ts';
import { messageOf } from '../../message-of.ts';
import { getJson } from '../shared/api.ts';
import { shownDay, withShownDays } from '../shared/days.ts';
import { referenceOf, resourcesOf } from './prefetch.ts';
import { dayFor, wordsFor } from './resource-words.ts';
import type { Session } from './session.ts';

/**
 * What was read of each record of the chart, and what was not, with the reason: the same account as the command
 * line gives. The service gives it, since it knows the hospital's own codes and phrases. What was not used comes first,
 * since that is what somebody looks for.
 */
export function ChartAccount({ session }: { session: Session }) {
  const { accounts, error } = useAccount(session);
  if (error !== undefined) {
    return (
      <p class="problem" role="alert">
        {error}
      </p>
    );
  }
  if (accounts === undefined) return <p class="quiet">Reading the chart …</p>;
  const byReference = new Map(
    resourcesOf(session.prefetch).map((one) => [referenceOf(one), one] as const),
  );
  const shown = accounts.map((account) => {
    const resource = byReference.get(account.reference);
    return {
      account,
      words: resource === undefined ? account.reference : wordsFor(resource),
      day: resource === undefined ? undefined : dayFor(resource),
    };
  });
  const unused = shown.filter(({ account }) => account.readAs.length === 0);
  const used = shown.filter(({ account }) => account.readAs.length > 0);
  return (
    <div class="account">
      <p class="quiet">
        {shown.length === 0
          ? 'The chart holds no records.'
          : `${used.length} of ${shown.length} ${shown.length === 1 ? 'record' : 'records'} read.`}
      </p>
      {[...unused, ...used].map((one) => (
        <Account key={one.account.reference} {...one} />
      ))}
    </div>
  );
}

interface AccountState {
  readonly accounts?: readonly ResourceAccount[];
  readonly error?: string;
}

/** Asks the service anew whenever the chart changes, and drops answers that came too late. */
function useAccount({ prefetch, patientId }: Session): AccountState {
  const [state, setState] = useState<AccountState>({});
  useEffect(() => {
    const controller = new AbortController();
    getJson<readonly ResourceAccount[]>('./playground/chart', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ patientId, resources: resourcesOf(prefetch) }),
      signal: controller.signal,
    }).then(
      (accounts) => setState({ accounts }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ error: messageOf(error) });
      },
    );
    return () => controller.abort();
  }, [prefetch, patientId]);
  return state;
}

function Account(props: { account: ResourceAccount; words: string; day: string | undefined }) {
  const { account, words, day } = props;
  return (
    <article class={account.readAs.length === 0 ? 'account-record unread' : 'account-record'}>
      <h3>
        {words} {day === undefined ? null : <span class="row-day">{shownDay(day)}</span>}
      </h3>
      <ul>
        {account.readAs.map((text) => (
          <li key={text}>
            <span class="account-verb read">read as</span> {inWords(text)}
          </li>
        ))}
        {account.notUsed.map((text) => (
          <li key={text}>
            <span class="account-verb">{account.readAs.length === 0 ? 'not used' : 'but'}</span>{' '}
            {inWords(text)}
          </li>
        ))}
      </ul>
      <p class="code">{account.reference}</p>
    </article>
  );
}

/** Names of facts and days as people write them: `lumbar-radiculopathy, since 2026-09-12`. */
function inWords(text: string): string {
  return withShownDays(text.replace(/(?<=[a-z])-(?=[a-z])/g, ' '));
}
