import { goDuration } from './go-duration';
import { Predicate } from './shape';
import { urlScheme } from './url-scheme';

/** The fields of an object. */
interface Fields {
  readonly [name: string]: any;
}

type Labels = Readonly<Record<string, unknown>>;

/** How many of the fields are there. */
function count(self: Fields, ...names: string[]): number {
  let found = 0;
  for (const name of names) {
    if (self[name] !== undefined) {
      found++;
    }
  }
  return found;
}

function everyKey(self: Labels, holds: (key: string) => boolean): boolean {
  for (const key in self) {
    if (!holds(key)) {
      return false;
    }
  }
  return true;
}

function isUnix(address: string): boolean {
  return address.startsWith('unix://');
}

/** Whether a text, with or without a scheme, is where a module can be loaded from. */
function isModuleUrl(self: string): boolean {
  const scheme = urlScheme(self) ?? urlScheme(`http://${self}`);
  return scheme !== undefined && ['', 'http', 'https', 'file', 'oci'].includes(scheme);
}

/** A number of a port, written as a key. */
function isPortKey(key: string): boolean {
  return /^[+-]?\d+$/.test(key) && Number(key) > 0 && Number(key) <= 65535;
}

const PORT_NAME = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

/** The rules of Istio's CRDs, by their text. */
export const ISTIO_RULES: { readonly [rule: string]: Predicate } = {
  // What many fields have.
  "duration(self) >= duration('1ms')": (self: string) => goDuration(self) >= 1e6,
  '0 < self && self <= 65535': (self: number) => self > 0 && self <= 65535,

  // What is selected.
  '!self.contains("*")': (self: string) => !self.includes('*'),
  'self.all(key, !key.contains("*"))': (self: Labels) => everyKey(self, key => !key.includes('*')),
  'self.all(key, key.size() != 0)': (self: Labels) => !Object.hasOwn(self, ''),
  'self.size() == 0': (self: string) => self === '',
  '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': (self: Fields) => count(self, 'selector', 'targetRefs') <= 1,
  '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': (self: Fields) =>
    count(self, 'selector', 'targetRef', 'targetRefs') <= 1,
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1': (self: Fields) => count(self, 'workloadSelector', 'targetRefs') <= 1,

  // TrafficExtension and WasmPlugin.
  'has(self.wasm) != has(self.lua)': (self: Fields) => count(self, 'wasm', 'lua') === 1,
  'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])':
    isModuleUrl,
  'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])':
    isModuleUrl,
  '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)': (self: Fields) => self.valueFrom !== 'HOST' || self.value === undefined,

  // EnvoyFilter.
  'has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)': (self: Fields) =>
    (self.context === 'WAYPOINT') === (self.waypoint !== undefined),

  // Gateway.
  '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': (self: Fields) => count(self, 'tlsCertificates', 'credentialNames') <= 1,
  '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1': (self: Fields) => count(self, 'credentialName', 'credentialNames') <= 1,
  '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1': (self: Fields) => count(self, 'credentialNames', 'tlsCertificates') <= 1,

  // ServiceEntry, WorkloadEntry and WorkloadGroup.
  'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true': (self: string) =>
    !isUnix(self) || self[7] === '/' || self[7] === '@',
  'self.startsWith("unix://") ? !self.endsWith("/") : true': (self: string) => !isUnix(self) || !self.endsWith('/'),
  'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))': (self: Labels) =>
    everyKey(self, key => key.length < 63 && PORT_NAME.test(key)),
  'has(self.address) || has(self.network)': (self: Fields) => count(self, 'address', 'network') > 0,
  '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true': (self: Fields) =>
    self.address === undefined || !isUnix(self.address) || self.ports === undefined,
  'self != "*"': (self: string) => self !== '*',
  'self.all(l1, self.exists_one(l2, l1.number == l2.number))': (self: readonly Fields[]) => new Set(self.map(({ number }) => number)).size === self.length,
  '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1': (self: Fields) => count(self, 'workloadSelector', 'endpoints') <= 1,
  '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))':
    ({ addresses = [], resolution = 'NONE' }: Fields) => resolution === 'NONE' || resolution === 'STATIC' || !addresses.some((address: string) => address.includes('/')),
  '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true': ({ resolution = 'NONE', endpoints }: Fields) =>
    resolution !== 'NONE' || endpoints === undefined,
  '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true':
    ({ resolution, endpoints = [] }: Fields) => resolution !== 'DNS_ROUND_ROBIN' || endpoints.length <= 1,
  'self in ["", "HTTP", "HTTPS"]': (self: string) => ['', 'HTTP', 'HTTPS'].includes(self),

  // Security.
  '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true':
    (self: Fields) => count(self, 'serviceAccounts', 'notServiceAccounts') === 0
      || count(self, 'principals', 'notPrincipals', 'namespaces', 'notNamespaces') === 0,
  'self.all(key, 0 < int(key) && int(key) <= 65535)': (self: Labels) => everyKey(self, isPortKey),
  'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true': hasSelector,
  'url(self).getScheme() in ["http", "https"]': (self: string) => ['http', 'https'].includes(urlScheme(self) ?? ''),
  '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1': (self: Fields) => count(self, 'jwksUri', 'jwks_uri', 'jwks') <= 1,

  // Telemetry.
  '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true': ({ operation, value }: Fields) =>
    // Without a value, the rule of the server stops with an error, which is as good as broken.
    operation !== 'UPSERT' || (value !== undefined && value !== ''),
  '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true': ({ operation, value }: Fields) =>
    operation !== 'REMOVE' || value === undefined,
};

function hasSelector({ portLevelMtls, selector }: Fields): boolean {
  return portLevelMtls === undefined || Object.keys(selector?.matchLabels ?? {}).length > 0;
}
