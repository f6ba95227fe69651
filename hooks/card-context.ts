import type { NoteOffer } from '../src/assessment/types.ts';
import type { CardContext } from '../src/cards/render-cards.ts';
import type { FormAccess, ServiceInput } from '../src/cds/service.ts';
import { timeOrderedUuid } from '../src/cds/time-ordered-uuid.ts';
import type { Link } from '../src/cds/types.ts';
import { isoDay, today } from '../src/chart/dates.ts';
import { itemsOf } from '../src/confirmation/items-of.ts';
import { draftOfNotes } from '../src/confirmation/note-answers.ts';
import type { CrdRequest } from '../src/coverage/crd-request.ts';
import type { SelectedCoverage } from '../src/coverage/select-coverage.ts';
import { statementText } from '../src/guideline/statement-text.ts';
import { formQuestionnaire, formUrl } from '../src/questionnaire/order-form.ts';
import { filledIn } from './filled-in.ts';
import { serviceRequests } from './service-requests.ts';
import { type ReadySettings, type ServiceSettings, versionOf } from './service-settings.ts';
import { traceLink } from './trace-link.ts';

/** What the cards of a call are written with. */
export function cardContext(
  input: ServiceInput,
  settings: ReadySettings,
  crd: CrdRequest,
  held: SelectedCoverage | undefined,
): CardContext {
  const { request, asOf } = input;
  const { patientId, userId, encounterId } = request.context;
  const { policies } = settings;
  const speaksCrd = crd.isDeclared || held !== undefined;
  return {
    patientId,
    userId,
    ...(encounterId === undefined ? {} : { encounterId }),
    asOf,
    source: { label: settings.payerName, url: settings.guidelineUrl },
    canonicalBase: settings.canonicalBase,
    statementText: (id, version) => statementText(versionOf(policies, version), id),
    newId: timeOrderedUuid,
    draftOrders: serviceRequests(request),
    unavailable: input.unavailable.filter((key) => key !== 'coverage'),
    ...(input.unread === undefined ? {} : { failed: input.unread }),
    ...(crd.version === undefined ? {} : { topicVersion: crd.version }),
    ...(speaksCrd && input.formAccess === 'dtr-client'
      ? {}
      : {
          form: {
            urlOf: (items) => formUrl(settings.canonicalBase, items),
            payer: {
              reference: held?.payor ?? `${settings.canonicalBase}/Organization/payer`,
              type: 'Organization',
              display: settings.payerName,
            },
            // Only callers of CRD can create the form where they have none; others read it under its canonical URL.
            ...(speaksCrd
              ? {
                  questionnaireOf: (linkIds: readonly string[], version: string) =>
                    formQuestionnaire(
                      settings.canonicalBase,
                      { kind: 'standard', linkIds },
                      versionOf(policies, version),
                    ),
                }
              : {}),
            itemsFor: itemsOf,
            draftOf: (items, offers, version) =>
              draftOfNotes(offers, {
                ...{ patientId, asOf, canonicalBase: settings.canonicalBase },
                questionnaire: `${formUrl(settings.canonicalBase, items)}|${version}`,
              }),
            linkTo: (items, order, offers) =>
              linkToForm(items, order, offers, settings, input.formAccess),
          },
        }),
    speaksCrd,
    traceUrl: (review) => traceLink(settings.publicBaseUrl, review, isoDay(today(asOf))),
  };
}

/**
 * The way to the form. An EHR that may launch our SMART app hands it the order in the app context (CDS Hooks 2.0,
 * "Link"); whoever is not set up for that gets a page that knows no patient.
 */
function linkToForm(
  items: readonly string[],
  order: string,
  offers: readonly NoteOffer[],
  { publicBaseUrl }: ServiceSettings,
  formAccess: FormAccess = 'page',
): Omit<Link, 'label'> {
  if (formAccess !== 'smart-launch') {
    const url = `${publicBaseUrl}/form#items=${items.join(',')}${filledIn(offers)}`;
    return { url, type: 'absolute' };
  }
  return {
    url: `${publicBaseUrl}/form/launch`,
    type: 'smart',
    appContext: JSON.stringify({ order, items }),
  };
}
