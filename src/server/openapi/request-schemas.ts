import { fhirAuthorization, hookContext, hookRequest } from '../../cds/hook-request-schema.ts';
import { feedbackBody, feedbackItem } from '../feedback-request.ts';

/** What clients send. */
export const requestSchemas = {
  HookRequest: hookRequest,
  HookContext: hookContext,
  FhirAuthorization: fhirAuthorization,
  FeedbackRequest: feedbackBody,
  FeedbackItem: feedbackItem,
};
