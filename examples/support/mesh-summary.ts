import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An object as it stands in a file. */
type Json = Record<string, any>;

/** A file of manifests and what is in it. */
export interface MeshFile {
  readonly name: string;
  readonly objects: readonly Json[];
}

/** Reads the files that a synth wrote into a folder. */
export function readMesh(folder: string): MeshFile[] {
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).sort().map(file => {
    const name = join(folder, file);
    return { name, objects: parseAllDocuments(readFileSync(name, 'utf8'), { version: '1.1' }).map(document => document.toJS()).filter(object => object) };
  });
}

/** A few lines on the mesh that the files describe: what runs, where requests go, who may be called by whom. */
export function summarize(files: readonly MeshFile[]): string {
  const objects = files.flatMap(file => file.objects);
  const sections: [string, string[]][] = [
    ['Services', services(objects)],
    ['Routes', ofKind(objects, 'VirtualService').flatMap(service => routes(objects, service))],
    ['Who may be called by whom, as the callers\' Sidecars let through', calls(objects)],
    ['Mutual TLS', mutualTls(objects)],
    ['Files', table(files.map(file => [file.name, `${file.objects.length} objects`]))],
  ];
  return sections.map(([title, lines]) => `${title}\n${lines.map(line => `  ${line}`.trimEnd()).join('\n') || '  none'}\n`).join('\n');
}

function services(objects: readonly Json[]): string[] {
  return table(ofKind(objects, 'Service').map(service => [
    shortHost(hostOf(service)),
    (service.spec.ports ?? []).map(portText).join(', '),
    versionsOf(objects, service).join(', ') || 'no pods',
  ]));
}

function portText({ port, targetPort, name, appProtocol }: Json): string {
  return `${port}${[undefined, port].includes(targetPort) ? '' : ` to ${targetPort}`} ${appProtocol ?? name ?? ''}`.trimEnd();
}

/** The subsets of the service's DestinationRule, each with the size of the workloads whose pods it selects. */
function versionsOf(objects: readonly Json[], service: Json): string[] {
  const workloads = objects.filter(({ kind, metadata, spec }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)
    && metadata.namespace === service.metadata.namespace && selects(service.spec.selector, spec.template.metadata?.labels));
  const rules = ofKind(objects, 'DestinationRule').filter(rule => rule.spec.host === hostOf(service) || rule.spec.host.startsWith(`${hostOf(service)}.svc`));
  const subsets: Json[] = rules.flatMap(rule => rule.spec.subsets ?? []);
  const named = subsets.map(({ name, labels }) => {
    const found = workloads.filter(workload => selects(labels, workload.spec.template.metadata.labels));
    return `${name} ${found.map(workload => sizeOf(objects, workload)).join(' and ') || '(no pods)'}`;
  });
  return subsets.length > 0 ? named : workloads.map(workload => `${workload.metadata.name} ${sizeOf(objects, workload)}`);
}

function sizeOf(objects: readonly Json[], { kind, metadata, spec }: Json): string {
  const scaler = ofKind(objects, 'HorizontalPodAutoscaler').find(one => one.metadata.namespace === metadata.namespace
    && one.spec.scaleTargetRef.kind === kind && one.spec.scaleTargetRef.name === metadata.name);
  return scaler ? `x${scaler.spec.minReplicas ?? 1}-${scaler.spec.maxReplicas}` : kind === 'DaemonSet' ? 'on each node' : `x${spec.replicas ?? 1}`;
}

function routes(objects: readonly Json[], { spec }: Json): string[] {
  const gateways: string[] = spec.gateways ?? ['mesh'];
  const where = gateways.map(gateway => gateway === 'mesh' ? 'in the mesh' : `at gateway ${gateway}${serversOf(objects, gateway, spec.hosts)}`).join(' and ');
  const all = [...(spec.http ?? []), ...(spec.tls ?? []), ...(spec.tcp ?? [])];
  const lines = all.map((route): string[] => [matches(route.match), target(route)]);
  return [`${spec.hosts.map(shortHost).join(', ')} ${where}`, ...table(lines).map(line => `  ${line}`)];
}

function serversOf(objects: readonly Json[], gateway: string, hosts: readonly string[]): string {
  const servers: Json[] = ofKind(objects, 'Gateway').filter(one => `${one.metadata.namespace}/${one.metadata.name}` === gateway).flatMap(one => one.spec.servers);
  const serving = servers.filter(server => server.hosts.some((host: string) => hosts.includes(host)));
  return serving.map(({ port, tls }) => `, ${port.number} ${tls?.httpsRedirect ? 'redirects to HTTPS' : [port.protocol, tls?.mode].filter(text => text).join(' ')}`).join('');
}

function target(route: Json): string {
  if (route.redirect) {
    const { scheme, authority, uri } = route.redirect;
    return `redirected to ${scheme ? `${scheme}://` : ''}${authority ?? ''}${uri ?? ''}`;
  }
  if (route.directResponse) {
    return `answered with ${route.directResponse.status}`;
  }
  const destinations: Json[] = route.route;
  return destinations.map(({ destination, weight }, index) => [
    ...(destination.host === destinations[index - 1]?.destination.host ? [] : [shortHost(destination.host)]),
    ...(destination.subset ? [destination.subset] : []),
    ...(destinations.length === 1 ? [] : [`${weight ?? 0} %`]),
  ].join(' ')).join(', ');
}

function matches(given: readonly Json[] = []): string {
  // A path and all below it are two matches to Istio and one to people.
  const below = (match: Json) => match.uri?.prefix?.endsWith('/') && JSON.stringify({ ...match, uri: { exact: match.uri.prefix.slice(0, -1) } });
  const texts = given.filter(match => !given.some(other => JSON.stringify(other) === below(match)))
    .map(match => Object.entries(match).filter(([field]) => field !== 'name').sort(pathFirst).map(condition).join(' and '));
  return texts.join(', ') || 'all';
}

function pathFirst([a]: [string, unknown], [b]: [string, unknown]): number {
  return Number(b === 'uri') - Number(a === 'uri');
}

function condition([field, value]: [string, any]): string {
  const named = (what: string) => Object.entries<Json>(value).map(([name, text]) => cookieText(name, text) ?? `${what} ${name} ${valueText(text)}`).join(' and ');
  switch (field) {
    case 'uri': return value.exact ?? (value.prefix === undefined ? `path ${valueText(value)}` : `${value.prefix}*`);
    case 'headers': return named('header');
    case 'withoutHeaders': return Object.keys(value).map(name => `no header ${name}`).join(' and ');
    case 'queryParams': return named('query');
    case 'sourceLabels': return `from ${Object.entries(value).map(([name, text]) => `${name}=${text}`).join(',')}`;
    case 'sniHosts': return value.map(shortHost).join(', ');
    case 'method': case 'authority': case 'scheme': return `${field} ${valueText(value)}`;
    default: return `${field} ${typeof value === 'object' ? JSON.stringify(value) : value}`;
  }
}

/** Istio has no match for cookies: they stand as a regular expression of the header. */
function cookieText(header: string, { regex }: Json): string | undefined {
  const [, name, value] = header === 'cookie' ? /^\^\(\.\*; \?\)\?([^=]+)=(.*)\(;\.\*\)\?\$$/.exec(regex ?? '') ?? [] : [];
  return name && `cookie ${name} = ${value}`;
}

function valueText({ exact, prefix, regex }: Json): string {
  return exact !== undefined ? `= ${exact}` : prefix !== undefined ? `= ${prefix}*` : regex !== undefined ? `~ ${regex}` : 'is set';
}

/** From the callers' Sidecars: what their proxies let through. From gateways' routes: what comes in from outside. */
function calls(objects: readonly Json[]): string[] {
  const callers = new Map<string, Set<string>>(ofKind(objects, 'Service').map(service => [shortHost(hostOf(service)), new Set<string>()]));
  const add = (callee: string, caller: string) => callers.set(callee, (callers.get(callee) ?? new Set()).add(caller));
  const open = new Set<string>();
  for (const { metadata, spec } of ofKind(objects, 'Sidecar')) {
    const caller = `${metadata.name}.${metadata.namespace}`;
    const hosts: string[] = (spec.egress ?? []).flatMap((egress: Json) => egress.hosts);
    hosts.map(host => host.split('/')[1]).filter(host => host !== '*').forEach(host => add(shortHost(host), caller));
    if (spec.outboundTrafficPolicy?.mode !== 'REGISTRY_ONLY') {
      open.add(caller);
    }
  }
  for (const { spec } of ofKind(objects, 'VirtualService')) {
    const gateways: string[] = (spec.gateways ?? []).filter((gateway: string) => gateway !== 'mesh');
    const destinations: Json[] = [...(spec.http ?? []), ...(spec.tls ?? [])].flatMap(route => route.route ?? []);
    destinations.map(({ destination }) => destination.host).forEach(host => gateways.forEach(gateway => add(shortHost(host), `gateway ${gateway}`)));
  }
  const free = workloadsWithoutSidecar(objects);
  return [
    ...table([...callers].map(([callee, by]) => [callee, by.size > 0 ? `by ${[...by].join(', ')}` : 'by no service'])),
    ...(open.size > 0 ? [`past this, ${[...open].join(', ')} may call anything`] : []),
    ...(free.length > 0 ? [`no Sidecar confines ${free.join(', ')}`] : []),
  ];
}

function workloadsWithoutSidecar(objects: readonly Json[]): string[] {
  return ofKind(objects, 'Service').filter(({ metadata, spec }) => !ofKind(objects, 'Sidecar').some(sidecar =>
    sidecar.metadata.namespace === metadata.namespace && selects(sidecar.spec.workloadSelector?.labels, spec.selector)))
    .map(service => shortHost(hostOf(service)));
}

function mutualTls(objects: readonly Json[]): string[] {
  return table(ofKind(objects, 'PeerAuthentication').map(({ metadata, spec }) => {
    const ports = Object.entries<Json>(spec.portLevelMtls ?? {}).map(([port, { mode }]) => `, port ${port} ${mode}`).join('');
    return [spec.selector ? `${metadata.name}.${metadata.namespace}` : `namespace ${metadata.namespace}`, `${spec.mtls?.mode ?? 'as above it'}${ports}`];
  }));
}

function ofKind(objects: readonly Json[], kind: string): Json[] {
  return objects.filter(object => object.kind === kind);
}

function hostOf({ metadata }: Json): string {
  return `${metadata.name}.${metadata.namespace}`;
}

/** `reviews.bookinfo` of `reviews.bookinfo.svc.cluster.local`; a public host stays as it is. */
function shortHost(host: string): string {
  return host.replace(/\.svc\..*$/, '');
}

function selects(selector: Json | undefined, labels: Json | undefined): boolean {
  return Object.entries(selector ?? {}).every(([name, value]) => labels?.[name] === value);
}

/** Rows with their columns under each other. */
function table(rows: readonly string[][]): string[] {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, cell.length)), []);
  return rows.map(row => row.map((cell, index) => index === row.length - 1 ? cell : cell.padEnd(widths[index] + 2)).join(''));
}
