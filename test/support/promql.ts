import { createRequire } from 'node:module';

/** What is used of Lezer's parser. */
interface Parser {
  parse(text: string): { iterate(spec: { enter(node: { name: string; from: number; to: number; type: { isError: boolean } }): void }): void };
}

// The package has both kinds of modules, and types for one of them.
const { parser } = createRequire(__filename)('@prometheus-io/lezer-promql') as { parser: Parser };

/** What Grafana fills in before it asks Prometheus. */
const FILLED_IN: [name: RegExp, value: string][] = [[/\$__rate_interval/g, '5m'], [/\$reporter/g, 'source']];

/** A query as Prometheus gets it. */
export function filledIn(expr: string): string {
  return FILLED_IN.reduce((text, [name, value]) => text.replace(name, value), expr);
}

/** What the grammar of PromQL has against a query: the place of each error. Nothing, when it parses. */
export function promqlProblems(expr: string): string[] {
  const problems: string[] = [];
  const text = filledIn(expr);
  if (text.trim() === '' || text.includes('$')) {
    problems.push(`is empty, or holds a variable that nobody fills in: ${text}`);
  }
  parser.parse(text).iterate({
    enter: node => {
      if (node.type.isError) {
        problems.push(`${text.slice(0, node.from)} <here> ${text.slice(node.from)}`);
      }
    },
  });
  return problems;
}

/** The names of the metrics and the labels that a query speaks of. */
export function namesIn(expr: string): { metrics: Set<string>; labels: Set<string> } {
  const text = filledIn(expr);
  const found = { metrics: new Set<string>(), labels: new Set<string>() };
  parser.parse(text).iterate({
    enter: node => {
      const word = text.slice(node.from, node.to);
      if (node.name === 'VectorSelector') {
        found.metrics.add(/^[\w:]*/.exec(word)![0]);
      }
      if (node.name === 'LabelName') {
        found.labels.add(word);
      }
    },
  });
  return found;
}
