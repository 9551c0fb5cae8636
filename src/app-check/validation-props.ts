import { severitiesProblem } from '../check/severities';
import { ISTIO_VERSIONS, istioMinor } from '../core/istio-version';
import { isObject } from '../manifests/manifest';

const NAMES = ['namespace', 'rootNamespace', 'clusterDomain'];
const KNOWN: { readonly [name: string]: (value: unknown) => string | undefined } = {
  severities: ofSeverities, knownHosts: ofHosts, ...Object.fromEntries(NAMES.map(name => [name, ofName])), istioVersion: ofVersion,
};

/** What is wrong with properties of the validation as they stand in `cdk8s.yaml`, where no compiler looks at them; undefined if nothing is. */
export function propsProblem(props: unknown): string | undefined {
  if (!isObject(props)) {
    return `its properties are ${JSON.stringify(props)}: give ${Object.keys(KNOWN).join(', ')}`;
  }
  for (const [name, value] of Object.entries(props)) {
    const problem = value === undefined ? undefined : Object.hasOwn(KNOWN, name) ? KNOWN[name](value) : 'is unknown';
    if (problem !== undefined) {
      return `its property '${name}' ${problem}`;
    }
  }
  return undefined;
}

function ofSeverities(value: unknown): string | undefined {
  if (!isObject(value)) {
    return `is ${JSON.stringify(value)}: give severities by the names of rules`;
  }
  const problem = severitiesProblem(value);
  return problem && `has a mistake: ${problem}`;
}

function ofHosts(value: unknown): string | undefined {
  return Array.isArray(value) && value.every(host => typeof host === 'string') ? undefined : `is ${JSON.stringify(value)}: give a list of hosts`;
}

function ofName(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? undefined : `is ${JSON.stringify(value)}: give a name`;
}

function ofVersion(value: unknown): string | undefined {
  return typeof value === 'string' && istioMinor(value) !== undefined ? undefined : `is ${JSON.stringify(value)}: ${ISTIO_VERSIONS}, in quotes`;
}
