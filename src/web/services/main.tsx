import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ServiceDefinition } from '../../cds/service.ts';
import { getJson } from '../shared/api.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { Header } from '../shared/header.tsx';
import { ScrollRegion } from '../shared/scroll-region.tsx';

/** Discovery for people: what the services are, what they read, and how to try them. */
function ServicesPage() {
  const [services, setServices] = useState<readonly ServiceDefinition[]>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    getJson<{ readonly services: readonly ServiceDefinition[] }>('./cds-services').then(
      (answer) => setServices(answer.services),
      (error: Error) => setProblem(error.message),
    );
  }, []);
  const discovery = new URL('./cds-services', document.baseURI).href;
  return (
    <>
      <Header page="Services" />
      <main id="main" class="page">
        <h1>Services</h1>
        <p class="lead">
          CDS Hooks services that compare spine imaging orders with the coverage guideline. An EHR
          is given the discovery address and calls whatever it finds there.
        </p>
        <section class="panel" aria-labelledby="discovery-title">
          <h2 id="discovery-title">Discovery address</h2>
          <p class="address">
            <code>{discovery}</code>
          </p>
          <div class="row-buttons">
            <CopyButton text={() => discovery} what="the address" />
            <a
              class="button"
              href={sandboxUrl(discovery)}
              target="_blank"
              rel="noopener noreferrer"
            >
              Open the CDS Hooks Sandbox with these services
            </a>
          </div>
          <p class="quiet">
            The sandbox’s PAMA Imaging view orders a study with a reason and shows our cards. It is
            a public page: the address has to be one that your browser can reach. On this machine
            the browser may ask whether the sandbox may reach your local network.
          </p>
        </section>
        {problem === undefined ? null : (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {(services ?? []).map((service) => (
          <Service key={service.id} service={service} discovery={discovery} />
        ))}
        <section class="panel" aria-labelledby="machine-title">
          <h2 id="machine-title">For machines</h2>
          <ul class="plain-list">
            <li>
              <a href="./cds-services">/cds-services</a> discovery as JSON
            </li>
            <li>
              <a href="./api">The interface</a> everything that can be called, with examples; for
              tools <a href="./openapi.json">/openapi.json</a>
            </li>
            <li>
              <a href="./reports/determinations">/reports/determinations</a> what was said of the
              orders, <a href="./reports/feedback">/reports/feedback</a> what became of the cards
            </li>
            <li>
              <a href="./health/ready">/health/ready</a> whether the service is ready
            </li>
          </ul>
        </section>
      </main>
    </>
  );
}

function Service({ service, discovery }: { service: ServiceDefinition; discovery: string }) {
  const { id, hook, title, description, usageRequirements, prefetch } = service;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>{description}</p>
      {usageRequirements === undefined ? null : <p class="quiet">{usageRequirements}</p>}
      <dl class="facts">
        <dt>Hook</dt>
        <dd>
          <code>{hook}</code>
        </dd>
        <dt>Called at</dt>
        <dd>
          <code>
            POST {discovery}/{id}
          </code>
        </dd>
        <dt>Feedback</dt>
        <dd>
          <code>
            POST {discovery}/{id}/feedback
          </code>
        </dd>
      </dl>
      <details>
        <summary>What it reads about the patient ({Object.keys(prefetch).length})</summary>
        <ScrollRegion class="table-scroll" label={`Prefetch of ${title}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Key</th>
                <th scope="col">FHIR query</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(prefetch).map(([key, query]) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td>
                    <code>{query}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}

/** The public sandbox, opened on its imaging view with these services. */
function sandboxUrl(discovery: string): string {
  const url = new URL('https://sandbox.cds-hooks.org/');
  url.searchParams.set('serviceDiscoveryURL', discovery);
  url.searchParams.set('hook', 'order-select');
  url.searchParams.set('screen', 'pama');
  return url.href;
}

render(<ServicesPage />, document.body);
