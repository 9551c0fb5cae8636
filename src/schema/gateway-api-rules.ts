import { isIP } from 'node:net';
import { isIpAddress } from './formats';
import { goDuration } from './go-duration';
import { Predicate, ShapeRule } from './shape';

/** The fields of an object. */
interface Fields {
  readonly [name: string]: any;
}

type List = readonly Fields[];

interface Rules {
  readonly [rule: string]: Predicate;
}

/** Whether no two items give the same text. */
export function isUnique(list: readonly unknown[]): boolean {
  return new Set(list).size === list.length;
}

/** What tells one reference from another; the parts hold no line break that could make two of one. */
export function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

/** Tells the parents of a route from each other. */
export function parentKey({ group, kind, name, namespace }: Fields): string {
  return keyOf(group, kind, name, namespace ?? '');
}

function targetKey({ group, kind, name }: Fields): string {
  return keyOf(group, kind, name);
}

/** Whether references to the same object all have a section, or none. */
export function sectionsAgree(list: List, key: (reference: Fields) => string): boolean {
  const named = new Map<string, boolean>();
  return list.every(reference => {
    const own = Boolean(reference.sectionName);
    const before = named.get(key(reference)) ?? own;
    named.set(key(reference), before);
    return before === own;
  });
}

function sectionsDiffer(list: List, key: (reference: Fields) => string): boolean {
  return isUnique(list.map(reference => keyOf(key(reference), reference.sectionName ?? '')));
}

/** A group of rules that say the same of several fields. */
function each(names: readonly (readonly [field: string, type: string])[], rules: (field: string, type: string) => Rules): Rules {
  return Object.assign({}, ...names.map(([field, type]) => rules(field, type)));
}

const SAME_PARENT = 'p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == \'\') && (!has(p2.__namespace__) || p2.__namespace__ == \'\')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__ ))';
const SAME_TARGET = 'p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name';
const NO_SECTIONS = '((!has(p1.sectionName) || p1.sectionName == \'\') == (!has(p2.sectionName) || p2.sectionName == \'\'))';
const SAME_SECTION = '(((!has(p1.sectionName) || p1.sectionName == \'\') && (!has(p2.sectionName) || p2.sectionName == \'\')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))';

const REFERENCES: Rules = {
  [`self.all(p1, self.all(p2, ${SAME_PARENT} ? ${NO_SECTIONS} : true))`]: (self: List) => sectionsAgree(self, parentKey),
  [`self.all(p1, self.exists_one(p2, ${SAME_PARENT} && ${SAME_SECTION}))`]: (self: List) => sectionsDiffer(self, parentKey),
  [`self.all(p1, self.all(p2, ${SAME_TARGET} ? ${NO_SECTIONS} : true))`]: (self: List) => sectionsAgree(self, targetKey),
  [`self.all(p1, self.exists_one(p2, ${SAME_TARGET} && ${SAME_SECTION}))`]: (self: List) => sectionsDiffer(self, targetKey),
  "(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true": ({ group, kind, port }: Fields) =>
    group !== '' || kind !== 'Service' || port !== undefined,
};

const BACKEND_TLS: Rules = {
  ...each([['hostname', 'Hostname'], ['uri', 'URI']], (field, type) => ({
    [`!(self.type == "${type}" && (!has(self.${field}) || self.${field} == ""))`]: (self: Fields) => self.type !== type || Boolean(self[field]),
    [`!(self.type != "${type}" && has(self.${field}) && self.${field} != "")`]: (self: Fields) => self.type === type || !self[field],
  })),
  '!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")':
    (self: Fields) => !hasItems(self.caCertificateRefs) || !self.wellKnownCACertificates,
  '(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")':
    (self: Fields) => hasItems(self.caCertificateRefs) || Boolean(self.wellKnownCACertificates),
};

function hasItems(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

/** The filters of routes, by the field that holds them. */
const FILTERS = [
  ['requestHeaderModifier', 'RequestHeaderModifier'], ['responseHeaderModifier', 'ResponseHeaderModifier'], ['requestMirror', 'RequestMirror'],
  ['extensionRef', 'ExtensionRef'], ['cors', 'CORS'], ['requestRedirect', 'RequestRedirect'], ['urlRewrite', 'URLRewrite'],
] as const;

const FILTER_RULES: Rules = {
  ...each(FILTERS, (field, type) => ({
    [`!(has(self.${field}) && self.type != '${type}')`]: (self: Fields) => self[field] === undefined || self.type === type,
    [`!(!has(self.${field}) && self.type == '${type}')`]: (self: Fields) => self[field] !== undefined || self.type !== type,
  })),
  ...each(FILTERS.filter(([, type]) => type !== 'RequestMirror' && type !== 'ExtensionRef'), (_, type) => ({
    [`self.filter(f, f.type == '${type}').size() <= 1`]: (self: List) => self.filter(filter => filter.type === type).length <= 1,
  })),
  ...each([['replaceFullPath', 'ReplaceFullPath'], ['replacePrefixMatch', 'ReplacePrefixMatch']], (field, type) => ({
    [`self.type == '${type}' ? has(self.${field}) : true`]: (self: Fields) => self.type !== type || self[field] !== undefined,
    [`has(self.${field}) ? self.type == '${type}' : true`]: (self: Fields) => self[field] === undefined || self.type === type,
  })),
  "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))": (self: List) =>
    !self.some(({ type }) => type === 'RequestRedirect') || !self.some(({ type }) => type === 'URLRewrite'),
  "!('*' in self && self.size() > 1)": (self: readonly string[]) => self.length <= 1 || !self.includes('*'),
  'self.numerator <= self.denominator': ({ numerator, denominator }: Fields) => numerator <= denominator,
  '!(has(self.percent) && has(self.fraction))': ({ percent, fraction }: Fields) => percent === undefined || fraction === undefined,
};

/** The sum of the matches of all rules that a route may have. */
function sumOfMatches(matches: (rule: string) => string): string {
  return `${Array.from({ length: 16 }, (_, at) => `(self.size() > ${at} ? ${matches(`self[${at}].matches`)} : 0)`).join(' + ')} <= 128`;
}

function hasFewMatches(self: List): boolean {
  return self.reduce((sum, { matches }) => sum + (matches?.length ?? 0), 0) <= 128;
}

/** Whether a filter replaces the prefix that was matched. */
function replacesPrefix(filter: Fields, field: string): boolean {
  const path = filter[field]?.path;
  return path?.type === 'ReplacePrefixMatch' && path.replacePrefixMatch !== undefined;
}

function hasOne(list: List | undefined, holds: (item: Fields) => boolean): boolean {
  return list !== undefined && list.filter(holds).length === 1;
}

function matchesOnePrefix({ matches }: Fields): boolean {
  return matches?.length === 1 && matches[0].path?.type === 'PathPrefix';
}

const REPLACES_PREFIX = (field: string) =>
  `f, has(f.${field}) && has(f.${field}.path) && f.${field}.path.type == 'ReplacePrefixMatch' && has(f.${field}.path.replacePrefixMatch)`;
const ONE_PREFIX = "((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true";

const IS_PATH = "(self.type in ['Exact','PathPrefix'])";
/** What a path may not have in it. */
const PARTS = ['//', '/./', '/../', '%2f', '%2F', '#'];
const ENDS = ['/..', '/.'];

function isPath({ type }: Fields): boolean {
  return type === 'Exact' || type === 'PathPrefix';
}

const ROUTE_RULES: Rules = {
  [sumOfMatches(matches => `(has(${matches}) ? ${matches}.size() : 0)`)]: hasFewMatches,
  [sumOfMatches(matches => `${matches}.size()`)]: hasFewMatches,
  ...each([['requestRedirect', ''], ['urlRewrite', '']], field => ({
    [`(has(self.filters) && self.filters.exists_one(${REPLACES_PREFIX(field)})) ? ${ONE_PREFIX}`]: (self: Fields) =>
      !hasOne(self.filters, filter => replacesPrefix(filter, field)) || matchesOnePrefix(self),
    [`(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(${REPLACES_PREFIX(field)})) )) ? ${ONE_PREFIX}`]: (self: Fields) =>
      !hasOne(self.backendRefs, ({ filters }) => hasOne(filters, filter => replacesPrefix(filter, field))) || matchesOnePrefix(self),
  })),
  '(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true':
    ({ backendRefs, filters = [] }: Fields) =>
      !hasItems(backendRefs) || filters.every(({ requestRedirect }: Fields) => requestRedirect === undefined),
  ["!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s')"
    + ' && duration(self.backendRequest) > duration(self.request))']:
    ({ request, backendRequest }: Fields) => request === undefined || backendRequest === undefined || goDuration(request) === 0
      // Of a text that is no duration neither holds.
      || goDuration(backendRequest) <= goDuration(request),

  [`${IS_PATH} ? self.value.startsWith('/') : true`]: (self: Fields) => !isPath(self) || self.value.startsWith('/'),
  ...each(PARTS.map(part => [part, '']), part => ({
    [`${IS_PATH} ? !self.value.contains('${part}') : true`]: (self: Fields) => !isPath(self) || !self.value.includes(part),
  })),
  ...each(ENDS.map(end => [end, '']), end => ({
    [`${IS_PATH} ? !self.value.endsWith('${end}') : true`]: (self: Fields) => !isPath(self) || !self.value.endsWith(end),
  })),
  "self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'": (self: Fields) => isPath(self) || self.type === 'RegularExpression',
  [`${IS_PATH} ? self.value.matches(r"""^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$""") : true`]: (self: Fields) =>
    !isPath(self) || /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/.test(self.value),

  'has(self.type) ? has(self.service) || has(self.method) : true': ({ type, service, method }: Fields) =>
    type === undefined || service !== undefined || method !== undefined,
  '(!has(self.type) || self.type == \'Exact\') && has(self.service) ? self.service.matches(r"""^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$"""): true':
    ({ type = 'Exact', service }: Fields) => type !== 'Exact' || service === undefined || /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/iu.test(service),
  '(!has(self.type) || self.type == \'Exact\') && has(self.method) ? self.method.matches(r"""^[A-Za-z_][A-Za-z_0-9]*$"""): true':
    ({ type = 'Exact', method }: Fields) => type !== 'Exact' || method === undefined || /^[A-Za-z_][A-Za-z_0-9]*$/.test(method),

  'self.all(h, !isIP(h))': (self: readonly string[]) => !self.some(host => isIP(host) !== 0 && !/%|^::ffff:[\d.]+$/i.test(host)),
  "self.all(h, !h.contains('*') ? h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)": (self: readonly string[]) =>
    self.every(host => host.includes('*') || DNS_NAME.test(host)),
  "self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)":
    (self: readonly string[]) => self.every(host => !host.includes('*') || (host.startsWith('*.') && DNS_NAME.test(host.slice(2)))),
};

const DNS_NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$/;
const HOST_NAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

const SAME_HOST = '(has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))';

function listenerKey({ port, protocol, hostname }: Fields): string {
  return keyOf(port, protocol, hostname);
}

const GATEWAY_RULES: Rules = {
  'self.type == \'Hostname\' ? (!has(self.value) || self.value.matches(r"""^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$""")): true':
    ({ type, value }: Fields) => type !== 'Hostname' || value === undefined || HOST_NAME.test(value),
  ...each([['IPAddress', ''], ['Hostname', ' ']], (type, blank) => ({
    [`self.all(a1, a1.type == '${type}' ${blank}&& has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )`]: (self: List) =>
      isUnique(self.filter(address => address.type === type && address.value !== undefined).map(({ value }) => value)),
  })),
  'self.all(key, key.matches(r"""^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$"""))': (self: Fields) =>
    Object.keys(self).every(key => QUALIFIED_NAME.test(key)),
  'self.all(key, key.split("/")[0].size() < 253)': (self: Fields) => Object.keys(self).every(key => [...key.split('/')[0]].length < 253),
  "self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true": ({ mode, certificateRefs, options = {} }: Fields) =>
    mode !== 'Terminate' || hasItems(certificateRefs) || Object.keys(options).length > 0,
  "self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)": (self: List) =>
    self.every(({ protocol, tls }) => !['HTTP', 'TCP', 'UDP'].includes(protocol) || tls === undefined),
  "self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)": (self: List) =>
    self.every(({ protocol, tls }) => protocol !== 'HTTPS' || tls === undefined || tls.mode === '' || tls.mode === 'Terminate'),
  "self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))": (self: List) =>
    self.every(({ protocol, tls }) => protocol !== 'TLS' || Boolean(tls?.mode)),
  "self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)": (self: List) =>
    self.every(({ protocol, hostname }) => (protocol !== 'TCP' && protocol !== 'UDP') || !hostname),
  'self.all(l1, self.exists_one(l2, l1.name == l2.name))': (self: List) => isUnique(self.map(({ name }) => name)),
  [`self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && ${SAME_HOST}))`]: (self: List) => isUnique(self.map(listenerKey)),
  [`self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && ${SAME_HOST}))`]: (self: List) =>
    isUnique(self.filter(({ port }) => port !== undefined).map(listenerKey)),
  'self.all(t1, self.exists_one(t2, t1.port == t2.port))': (self: List) => isUnique(self.map(({ port }) => port)),
};

/** The rules of the Gateway API's CRDs, by their text. */
export const GATEWAY_API_RULES: Rules = { ...REFERENCES, ...BACKEND_TLS, ...FILTER_RULES, ...ROUTE_RULES, ...GATEWAY_RULES };

/** What the Gateway API's CRDs say with oneOf, by its text. Types may be wrong in what these look at. */
export const GATEWAY_API_ALTERNATIVES: { readonly [text: string]: ShapeRule } = {
  'oneOf: [{"properties":{"type":{"enum":["IPAddress"]},"value":{"anyOf":[{"format":"ipv4"},{"format":"ipv6"}]}}},{"properties":{"type":{"not":{"enum":["IPAddress"]}}}}]': {
    holds: ({ type, value }: Fields) => type !== 'IPAddress' || typeof value !== 'string' || isIpAddress(value),
    message: 'has a value that is no IP address, which the type IPAddress asks for: correct the value, or say another type',
  },
};
