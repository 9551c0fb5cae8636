/** What a label must be; a text stands for "equal to". */
export type LabelMatch = string | { readonly is: '=~' | '!~' | '!='; readonly value: string };

export type LabelMatches = { readonly [label: string]: LabelMatch };

/** One of some values of Kubernetes labels, in which the dot is all that a regular expression would misread. */
export function oneOf(values: readonly string[]): LabelMatch {
  return { is: '=~', value: values.map(value => value.replace(/[.]/g, '[.]')).join('|') };
}

/** A label that matches a regular expression of ours. */
export function like(value: string): LabelMatch {
  return { is: '=~', value };
}

/** The series of a metric with these labels. */
export function series(metric: string, labels: LabelMatches): string {
  const matches = Object.entries(labels).map(([label, match]) => typeof match === 'string' ? `${label}=${quote(match)}` : `${label}${match.is}${quote(match.value)}`);
  return `${metric}{${matches.join(',')}}`;
}

/** How fast counters grow, a second, summed up; for each value of the labels where such are given. */
export function sumOfRates(counters: string, window: string, by: readonly string[]): string {
  return `${sum(by)} (rate(${counters}[${window}]))`;
}

export function sum(by: readonly string[]): string {
  return by.length === 0 ? 'sum' : `sum by (${by.join(',')})`;
}

/** A text as PromQL writes it. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
