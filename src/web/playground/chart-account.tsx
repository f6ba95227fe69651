import { useMemo } from 'preact/hooks';
import { chartAccount, type ResourceAccount } from '../../explain/chart-account.ts';
import { shownDay, withShownDays } from '../shared/days.ts';
import { type ChartView, dayFor, wordsFor } from './chart-view.ts';
import { referenceOf, resourcesOf } from './prefetch.ts';
import type { Session } from './session.ts';

/**
 * What was read of each record of the chart, and what was not, with the reason: the same account as the command
 * line gives. What was not used comes first, since that is what somebody looks for.
 */
export function ChartAccount({ session, view }: { session: Session; view: ChartView }) {
  const { prefetch, patientId } = session;
  const accounts = useMemo(() => {
    const resources = resourcesOf(prefetch);
    const byReference = new Map(resources.map((one) => [referenceOf(one), one]));
    return chartAccount(resources, view.chart, { patientId, asOf: new Date() }).map((account) => {
      const resource = byReference.get(account.reference);
      return {
        account,
        words: resource === undefined ? account.reference : wordsFor(resource),
        day: resource === undefined ? undefined : dayFor(resource),
      };
    });
  }, [prefetch, patientId, view]);
  const unused = accounts.filter(({ account }) => account.readAs.length === 0);
  const used = accounts.filter(({ account }) => account.readAs.length > 0);
  return (
    <div class="account">
      <p class="quiet">
        {accounts.length === 0
          ? 'The chart holds no records.'
          : `${used.length} of ${accounts.length} ${accounts.length === 1 ? 'record' : 'records'} read.`}
      </p>
      {[...unused, ...used].map((one) => (
        <Account key={one.account.reference} {...one} />
      ))}
    </div>
  );
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
