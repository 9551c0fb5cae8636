import { isIP } from 'net';
import { NEWEST_ISTIO } from '../core/istio-version';
import { own } from '../core/own';

/** Checks of annotations that the injector does before it touches a pod: what a value must be, if it is not. */
const CHECKS: { readonly [name: string]: (value: string) => string | undefined } = {
  'sidecar.istio.io/interceptionMode': value => ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'must be REDIRECT, TPROXY or NONE',
  'status.sidecar.istio.io/port': value => isPort(value) ? undefined : 'must be a port number',
  'readiness.status.sidecar.istio.io/initialDelaySeconds': wholeNumber,
  'readiness.status.sidecar.istio.io/periodSeconds': wholeNumber,
  'readiness.status.sidecar.istio.io/failureThreshold': wholeNumber,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': value => value === '*' ? undefined : ranges(value),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': ranges,
  'traffic.sidecar.istio.io/includeInboundPorts': value => value === '*' ? undefined : ports(value),
  'traffic.sidecar.istio.io/excludeInboundPorts': ports,
  'traffic.sidecar.istio.io/excludeOutboundPorts': ports,
  'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'prometheus.istio.io/merge-metrics': value => /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value) ? undefined : 'must be true or false',
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
};

/** Since which minor version of Istio the injector does those that it did not always do. */
const SINCE: { readonly [name: string]: number } = {
  'sidecar.istio.io/proxyCPU': 27,
  'sidecar.istio.io/proxyMemory': 27,
  'sidecar.istio.io/proxyCPULimit': 27,
  'sidecar.istio.io/proxyMemoryLimit': 27,
  'traffic.sidecar.istio.io/excludeInterfaces': 30,
  'traffic.sidecar.istio.io/kubevirtInterfaces': 30,
  'istio.io/reroute-virtual-interfaces': 30,
};

/** What the value of an annotation must be and is not; nothing if it is right, or if the injector of that version takes any. */
export function annotationProblem(name: string, value: string, istioMinor = NEWEST_ISTIO): string | undefined {
  return istioMinor < (own(SINCE, name) ?? 0) ? undefined : own(CHECKS, name)?.(value);
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) <= 65535;
}

function ports(value: string): string | undefined {
  const wrong = value.trim() === '' ? undefined : value.trim().split(',').find(one => !isPort(one));
  return wrong === undefined ? undefined : `must be port numbers with commas between them, and '${wrong}' is none`;
}

function ranges(value: string): string | undefined {
  const wrong = value === '' ? undefined : value.split(',').find(one => !isRange(one));
  return wrong === undefined ? undefined : `must be CIDR ranges with commas and no blanks between them, and '${wrong}' is none`;
}

function isRange(text: string): boolean {
  const [, address, bits] = /^([^/%\s]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const family = address === undefined ? 0 : isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

function interfaces(value: string): string | undefined {
  const wrong = value === '' ? undefined : value.split(',').map(one => one.trim()).find(one => !/^[a-zA-Z][\w.-]{0,14}$/.test(one));
  return wrong === undefined ? undefined : `must be names of interfaces with commas between them, and '${wrong}' is none`;
}

function wholeNumber(value: string): string | undefined {
  return /^\d+$/.test(value) && Number(value) <= 0xffffffff ? undefined : 'must be a whole number';
}

function quantity(value: string): string | undefined {
  return /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/.test(value) ? undefined : 'must be a quantity, as \'100m\' or \'128Mi\'';
}
