import fhirpath from 'fhirpath';
import type { FhirModel } from './fhir-model.ts';

/** An expression of CQL: a list, or one value that may be missing, and the types that it may have. */
export interface Cql {
  readonly text: string;
  readonly types: readonly string[];
  readonly isList: boolean;
  /** A condition that holds or does not: never one of which nothing is known. */
  readonly isSure?: true;
}

/** What an expression stands in: what names mean, and what `$this` and `$total` are. */
export interface Scope {
  readonly model: FhirModel;
  /** What `%name` means. */
  readonly variables: ReadonlyMap<string, Cql>;
  /** Keeps an expression that stands by itself under a name, so that it is written once, and gives the name. */
  readonly share: (text: string) => string;
  readonly self?: Cql;
  readonly total?: Cql;
  /** How many queries it stands in. */
  readonly depth: number;
}

/** A node of the tree into which `fhirpath` parses an expression. */
interface Node {
  readonly type: string;
  readonly text?: string;
  readonly delimitedText?: string;
  readonly children?: readonly Node[];
}

/**
 * Translates an expression of FHIRPath into CQL 1.5 that gives the same: as far as the expressions of our forms go, of
 * which each either gives one value or is a list of what it selects.
 * @throws Error naming what is not known here
 */
export function toCql(expression: string, scope: Scope): Cql {
  return read(fhirpath.parse(expression), scope);
}

const boolean = ['System.Boolean'];
const string = ['System.String'];
const integer = ['System.Integer'];

const one = (text: string, types: readonly string[]): Cql => ({ text, types, isList: false });
const list = (text: string, types: readonly string[]): Cql => ({ text, types, isList: true });
const sure = (text: string): Cql => ({ ...one(text, boolean), isSure: true });

/** So long that it is worth a name of its own. */
const long = 150;

function read(node: Node, scope: Scope): Cql {
  if (node.type !== 'InvocationExpression' || !isClosed(node)) return written(node, scope);
  const made = written(node, { ...scope, depth: 0 });
  const isShared = scope.depth > 0 && made.text.includes(`${alias(0)} `);
  return isShared || made.text.length > long ? { ...made, text: scope.share(made.text) } : made;
}

/** The functions whose parameters speak of what they are called on. */
const binding: ReadonlySet<string> = new Set(['where', 'select', 'aggregate', 'repeat', 'ofType']);

/** The functions that are called on nothing. */
const standing: ReadonlySet<string> = new Set(['iif', 'today']);

/** Whether an expression means the same wherever it stands: it begins with a variable, not with an element. */
function isClosed(node: Node): boolean {
  const { type, children = [] } = node;
  if (type === 'MemberInvocation' || type === 'ThisInvocation' || type === 'TotalInvocation') {
    return false;
  }
  if (type === 'InvocationExpression') {
    const [on, step] = children;
    if (on === undefined || step === undefined || !isClosed(on)) return false;
    if (step.type !== 'FunctionInvocation') return true;
    const call = child(step, 0);
    return binding.has(nameOf(call)) || parametersOf(call).every(isClosed);
  }
  if (type === 'FunctionInvocation') {
    const call = child(node, 0);
    return standing.has(nameOf(call)) && parametersOf(call).every(isClosed);
  }
  return children.every(isClosed);
}

const parametersOf = (call: Node): readonly Node[] =>
  (call.children ?? []).find(({ type }) => type === 'ParamList')?.children ?? [];

function written(node: Node, scope: Scope): Cql {
  const [first, second] = node.children ?? [];
  const both = (): readonly [Cql, Cql] => [
    read(child(node, 0), scope),
    read(child(node, 1), scope),
  ];
  switch (node.type) {
    case 'EntireExpression':
    case 'TermExpression':
    case 'LiteralTerm':
    case 'InvocationTerm':
    case 'ParenthesizedTerm':
      return read(child(node, 0), scope);
    case 'ExternalConstantTerm': {
      const name = child(child(node, 0), 0).text ?? '';
      const known = scope.variables.get(name);
      if (known === undefined) throw new Error(`%${name} is not known`);
      return known;
    }
    case 'InvocationExpression': {
      if (first === undefined || second === undefined) throw new Error('half an invocation');
      const found = invoked(read(first, scope), second, scope);
      return found;
    }
    case 'MemberInvocation':
      return member(self(scope), nameOf(node), scope);
    case 'FunctionInvocation':
      return called(undefined, node, scope);
    case 'ThisInvocation':
      return self(scope);
    case 'TotalInvocation':
      if (scope.total === undefined) throw new Error('$total outside of aggregate');
      return scope.total;
    case 'StringLiteral':
      return one(node.text ?? '', string);
    case 'NumberLiteral':
      return one(node.text ?? '', integer);
    case 'BooleanLiteral':
      return sure(node.text ?? '');
    case 'NullLiteral':
      return one('null', []);
    case 'QuantityLiteral':
      return one((node.text ?? '').replace(/^\d+/, '$& '), ['System.Quantity']);
    case 'OrExpression':
    case 'AndExpression': {
      const [left, right] = both();
      return sure(`(${truth(left)} ${node.text} ${truth(right)})`);
    }
    case 'EqualityExpression':
    case 'InequalityExpression': {
      const [left, right] = both();
      return one(`(${single(left).text} ${node.text} ${single(right).text})`, boolean);
    }
    case 'MembershipExpression': {
      const [left, right] = both();
      return one(`(${single(left).text} in ${asList(right).text})`, boolean);
    }
    case 'UnionExpression': {
      const [left, right] = both();
      const types = [...new Set([...left.types, ...right.types])];
      return list(`(${asList(left).text} union ${asList(right).text})`, types);
    }
    case 'AdditiveExpression': {
      const [left, right] = both();
      if (node.text === '&') {
        const parts = [left, right].map((part) => `Coalesce(${single(part).text}, '')`);
        return one(`(${parts.join(' + ')})`, string);
      }
      return one(`(${single(left).text} ${node.text} ${single(right).text})`, left.types);
    }
    default:
      throw new Error(`${node.type} is not known`);
  }
}

function self({ self: found }: Scope): Cql {
  if (found === undefined) throw new Error('a name outside of any resource');
  return found;
}

function child(node: Node, position: number): Node {
  const found = node.children?.[position];
  if (found === undefined) throw new Error(`${node.type} without its part ${position}`);
  return found;
}

const nameOf = (node: Node): string => child(node, 0).text ?? '';

function invoked(on: Cql, node: Node, scope: Scope): Cql {
  return node.type === 'MemberInvocation'
    ? member(on, nameOf(node), scope)
    : called(on, node, scope);
}

/** An element of one value or of each of a list; a primitive of FHIR as the value that it holds. */
function member(on: Cql, name: string, { model, depth }: Scope): Cql {
  const having = on.types.filter((type) => model.element(type, name) !== undefined);
  const [type, ...others] = having;
  const element = type === undefined ? undefined : model.element(type, name);
  if (type === undefined || element === undefined || others.length > 0) {
    throw new Error(`${having.length} of ${on.types.join()} have ${name}`);
  }
  const [only = '', ...choices] = element.types;
  const value = choices.length > 0 || element.isList ? undefined : model.primitive(only);
  const step = (from: string): string => {
    const typed = on.types.length > 1 ? `(${from} as ${type})` : from;
    return `${typed}.${quotedName(name)}${value === undefined ? '' : '.value'}`;
  };
  const types = value === undefined ? element.types : [value];
  if (!on.isList) return { text: step(on.text), types, isList: element.isList };
  const each = alias(depth);
  const values = `((${on.text}) ${each} where ${step(each)} is not null return all ${step(each)})`;
  const text = element.isList ? `(flatten ${values})` : values;
  return list(text, types);
}

function called(on: Cql | undefined, node: Node, scope: Scope): Cql {
  const call = child(node, 0);
  const name = nameOf(call);
  const parameters = parametersOf(call);
  const given = (position: number, inside: Scope = scope): Cql => {
    const parameter = parameters[position];
    if (parameter === undefined) throw new Error(`${name} without its parameter ${position}`);
    return read(parameter, inside);
  };
  if (name === 'iif')
    return chosen(
      truth(given(0, { ...scope, depth: scope.depth + 1 })),
      given(1),
      parameters[2] && given(2),
      scope,
    );
  if (name === 'today') return one('Today()', ['System.Date']);
  const from = on ?? self(scope);
  const inEach = (): { readonly each: string; readonly inside: Scope } => {
    const each = alias(scope.depth);
    return { each, inside: { ...scope, self: one(each, from.types), depth: scope.depth + 1 } };
  };
  switch (name) {
    case 'where': {
      const { each, inside } = inEach();
      return list(`((${asList(from).text}) ${each} where ${truth(given(0, inside))})`, from.types);
    }
    case 'select': {
      const { each, inside } = inEach();
      const made = given(0, inside);
      const text = withoutNulls(`(${asList(from).text}) ${each} return all ${made.text}`, scope);
      return list(made.isList ? `(flatten ${text})` : text, made.types);
    }
    case 'aggregate': {
      const { each, inside } = inEach();
      const total = `Latest${scope.depth}`;
      const step = given(0, { ...inside, total: one(total, from.types) });
      const start = `(null as ${typeName(from.types)})`;
      return one(
        `((${from.text}) ${each} aggregate ${total} starting ${start}: ${step.text})`,
        from.types,
      );
    }
    case 'repeat':
      return nested(from, scope);
    case 'exists':
      return sure(exists(from));
    case 'empty':
      return sure(`(not ${exists(from)})`);
    case 'not':
      return sure(`(not ${truth(from)})`);
    case 'count':
      return one(`Count(${asList(from).text})`, integer);
    case 'distinct':
      return list(`(distinct (${asList(from).text}))`, from.types);
    case 'first':
      return one(`First(${asList(from).text})`, from.types);
    case 'intersect':
      return list(`(${asList(from).text} intersect ${asList(given(0)).text})`, from.types);
    case 'combine': {
      const other = given(0);
      const types = [...new Set([...from.types, ...other.types])];
      return list(`(flatten { ${asList(from).text}, ${asList(other).text} })`, types);
    }
    case 'ofType':
      return ofType(from, parameters[0], scope);
    case 'toDate':
      return one(date(single(from)), ['System.Date']);
    case 'Coding':
      return coded(given(0), single(given(1)));
    default:
      return ofString(name, from, given, scope);
  }
}

/** The functions of strings, on one or on each of several. */
function ofString(
  name: string,
  from: Cql,
  given: (position: number) => Cql,
  { depth }: Scope,
): Cql {
  const literal = (position: number): string => unquoted(given(position).text);
  const made = (text: string): Cql | undefined => {
    switch (name) {
      case 'toString':
        return one(from.types[0] === 'System.String' ? text : `ToString(${text})`, string);
      case 'lower':
        return one(`Lower(${text})`, string);
      case 'substring':
        return one(`Substring(${text}, ${given(0).text}, ${given(1).text})`, string);
      case 'startsWith':
        return one(`StartsWith(${text}, ${given(0).text})`, boolean);
      case 'contains':
        return one(`(PositionOf(${given(0).text}, ${text}) >= 0)`, boolean);
      case 'matches':
        return one(`Matches(${text}, ${quoted(whole(literal(0)))})`, boolean);
      case 'replaceMatches':
        return one(`ReplaceMatches(${text}, ${given(0).text}, ${given(1).text})`, string);
      default:
        return undefined;
    }
  };
  if (made('') === undefined) throw new Error(`the function ${name} is not known`);
  if (!from.isList) return made(from.text) ?? from;
  if (name === 'toString') return made(single(from).text) ?? from;
  const each = alias(depth);
  const step = made(each) ?? from;
  return list(`((${from.text}) ${each} return all ${step.text})`, step.types);
}

/** A pattern that is found anywhere, as one that the whole text has to match: so CQL has it. */
function whole(pattern: string): string {
  const anchored = /^\^\((.*)\)\$$/.exec(pattern)?.[1];
  // One group from end to end: none that is closed and opened again in between.
  if (anchored !== undefined && isOneGroup(anchored)) return `(${anchored})`;
  return `[\\s\\S]*(${pattern})[\\s\\S]*`;
}

function isOneGroup(inside: string): boolean {
  let depth = 0;
  for (const character of inside) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return true;
}

/** What `iif` chooses; nothing where it has no other branch. A list is chosen by a condition on each of its entries. */
function chosen(test: string, yes: Cql, no: Cql | undefined, { depth }: Scope): Cql {
  const types = yes.types.length > 0 ? yes.types : (no?.types ?? []);
  const isMissing = ({ types: known }: Cql): boolean => known.length === 0;
  if (yes.isList || no?.isList === true) {
    const where = (part: Cql, condition: string): string =>
      `((${asList(part).text}) ${alias(depth)} where ${condition})`;
    const parts = [
      ...(isMissing(yes) ? [] : [where(yes, test)]),
      ...(no === undefined || isMissing(no) ? [] : [where(no, `not ${test}`)]),
    ];
    return list(parts.length === 1 ? (parts[0] ?? '') : `(flatten { ${parts.join(', ')} })`, types);
  }
  const typed = (part: Cql | undefined): string =>
    part === undefined || isMissing(part) ? `(null as ${typeName(types)})` : part.text;
  return one(`(if ${test} then ${typed(yes)} else ${typed(no)})`, types);
}

/** Items below items, as deep as our forms go. */
function nested(from: Cql, scope: Scope): Cql {
  const levels = [member(asList(from), 'item', scope)];
  for (let depth = 1; depth < 3; depth += 1) {
    const above = levels.at(-1);
    if (above !== undefined) levels.push(member(above, 'item', scope));
  }
  const types = levels.at(-1)?.types ?? [];
  return list(`(flatten { ${levels.map(({ text }) => text).join(', ')} })`, types);
}

function ofType(from: Cql, parameter: Node | undefined, { model, depth }: Scope): Cql {
  const name = firstText(parameter);
  const type = `FHIR.${name}`;
  const value = model.primitive(type);
  const cast = (text: string): string =>
    `(${text} as ${type})${value === undefined ? '' : '.value'}`;
  const types = [value ?? type];
  if (!from.isList) return one(cast(from.text), types);
  const each = alias(depth);
  return list(`((${from.text}) ${each} where ${each} is ${type} return all ${cast(each)})`, types);
}

function firstText(node: Node | undefined): string {
  if (node === undefined) throw new Error('ofType without a type');
  return node.text ?? firstText(node.children?.[0]);
}

/** A code of the form's own answers. */
function coded(system: Cql, code: Cql): Cql {
  const text = `(if ${code.text} is null then null else Code { system: ${system.text}, code: ${code.text} })`;
  return one(text, ['System.Code']);
}

function date({ text, types }: Cql): string {
  if (types[0] === 'System.Date') return text;
  return types[0] === 'System.DateTime' ? `(date from ${text})` : `ToDate(${text})`;
}

function exists({ text, isList }: Cql): string {
  return isList ? `(exists (${text}))` : `(${text} is not null)`;
}

/** Whether something holds: what is missing does not. */
function truth(expression: Cql): string {
  const { text, types, isList, isSure } = expression;
  if (isSure === true) return text;
  if (types[0] !== 'System.Boolean') return exists(expression);
  return isList ? `(${single(expression).text} is true)` : `(${text} is true)`;
}

function asList({ text, types, isList }: Cql): Cql {
  if (isList) return list(text, types);
  return /^'[^']*'$/.test(text)
    ? list(`{ ${text} }`, types)
    : list(`(({ ${text} }) Only where Only is not null)`, types);
}

/** The only value of a list; nothing where there are several. */
function single({ text, types, isList }: Cql): Cql {
  return one(isList ? `"only"(${text})` : text, types);
}

function withoutNulls(text: string, { depth }: Scope): string {
  const each = alias(depth);
  return `((${text}) ${each} where ${each} is not null)`;
}

function typeName(types: readonly string[]): string {
  return types.length > 1 ? `Choice<${types.join(', ')}>` : (types[0] ?? 'System.Any');
}

/** What one of a list is called in its query: queries that stand in each other have names of their own. */
const alias = (depth: number): string => `E${depth}`;

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll("\\'", "'").replaceAll('\\\\', '\\');
const quotedName = (name: string): string => `"${name}"`;
