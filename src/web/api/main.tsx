import { type ComponentChildren, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { getJson } from '../shared/api.ts';
import { Header } from '../shared/header.tsx';
import { JsonText } from '../shared/json-text.tsx';
import { ScrollRegion } from '../shared/scroll-region.tsx';
import { type OpenApi, type Operation, referred, type Schema, typeWords } from './open-api.ts';

/** The OpenAPI document for people. */
function ApiPage() {
  const [document, setDocument] = useState<OpenApi>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    getJson<OpenApi>('./openapi.json').then(setDocument, (error: Error) =>
      setProblem(error.message),
    );
  }, []);
  return (
    <>
      <Header page="Interface" />
      <main id="main" class="page">
        <h1>Interface</h1>
        <p class="lead">
          Everything that can be called over HTTP, with an example of each message. The same as a
          document for tools: <a href="./openapi.json">openapi.json</a>.
        </p>
        {problem === undefined ? null : (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {document === undefined ? null : <Shown document={document} />}
      </main>
    </>
  );
}

function Shown({ document }: { document: OpenApi }) {
  useEffect(() => {
    // An address with the name of a message leads there once it is shown.
    if (location.hash !== '')
      window.document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <>
      {operations.map((one) => (
        <OperationView key={`${one.method} ${one.path}`} {...one} />
      ))}
      <section aria-labelledby="messages">
        <h2 id="messages">Messages</h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <SchemaView key={name} name={name} schema={schema} />
        ))}
      </section>
    </>
  );
}

function OperationView(props: { path: string; method: string; operation: Operation }) {
  const { path, method, operation } = props;
  const { summary, parameters = [], requestBody, responses, security } = operation;
  const id = `${method}-${path}`;
  const sent = Object.values(requestBody?.content ?? {})[0];
  return (
    <section class="panel operation" aria-labelledby={id}>
      <h2 id={id}>
        <code>
          <span class="method">{method.toUpperCase()}</span> {path}
        </code>
      </h2>
      <p>
        {summary}
        {security === undefined ? '' : '; with a token, where the service asks for one'}
      </p>
      {parameters.length === 0 ? null : (
        <dl class="facts">
          {parameters.map((one) => (
            <div key={one.name}>
              <dt>
                <code>{one.name}</code>
              </dt>
              <dd>
                {one.description ?? one.schema?.description ?? typeOf(one.schema ?? {})}
                {one.required === true ? ', required' : ''}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {sent === undefined ? null : (
        <>
          <p>Takes {typeOf(sent.schema ?? {})}</p>
          {sent.example === undefined ? null : (
            <details>
              <summary>Example</summary>
              <JsonText text={JSON.stringify(sent.example, null, 2)} label={`Example of ${path}`} />
            </details>
          )}
        </>
      )}
      <ul class="plain-list">
        {Object.entries(responses).map(([status, { description, content = {} }]) => (
          <li key={status}>
            <code>{status}</code> {answerWords(description, content['application/json']?.schema)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function answerWords(description: string, schema: Schema | undefined) {
  if (schema === undefined || referred(schema) === 'OperationOutcome') return description;
  return description === referred(schema) ? (
    typeOf(schema)
  ) : (
    <>
      {description}: {typeOf(schema)}
    </>
  );
}

function SchemaView({ name, schema }: { name: string; schema: Schema }) {
  const variants = schema.anyOf ?? [schema];
  return (
    <article class="panel schema" id={name} aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`}>{name}</h3>
      {schema.description === undefined ? null : <p class="quiet">{schema.description}</p>}
      <ScrollRegion class="table-scroll" label={`Fields of ${name}`}>
        {variants.map((variant) => (
          <table key={Object.keys(variant.properties ?? {}).join()}>
            <tbody>{rowsOf(variant)}</tbody>
          </table>
        ))}
      </ScrollRegion>
    </article>
  );
}

function rowsOf(schema: Schema, path = ''): ComponentChildren {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const inner = field.type === 'array' ? (field.items ?? {}) : field;
    const isNested = inner.properties !== undefined;
    const below = field.type === 'array' ? `${path}${name}[].` : `${path}${name}.`;
    return (
      <>
        <tr key={path + name}>
          <th scope="row">
            <code>{path + name}</code>
            {schema.required?.includes(name) === true ? '' : ' (optional)'}
          </th>
          <td>
            {isNested && field.type !== 'array' ? 'object' : typeOf(field)}
            {field.description === undefined ? '' : `. ${field.description}`}
          </td>
        </tr>
        {isNested ? rowsOf(inner, below) : null}
      </>
    );
  });
}

function typeOf(schema: Schema) {
  return typeWords(schema, (name) => (
    <a href={`#${name}`} key={name}>
      {name}
    </a>
  ));
}

render(<ApiPage />, document.body);
