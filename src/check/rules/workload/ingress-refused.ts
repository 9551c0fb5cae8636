import { DNS_SUBDOMAIN } from '../../../core/dns-names';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

export const ingressRefused: Rule = {
  id: 'ingress-refused',
  severity: 'error',
  title: 'an Ingress has hosts or paths that there cannot be, or leads nowhere',
  why: 'The API server refuses the object. A host is a name of DNS in lower case, of which the first label may be a wildcard, and no address; a path begins with a slash, unless it is '
    + 'left to the implementation and empty, and has no parts that lead elsewhere; and there are rules or a default backend. Parameters of an IngressClass name a namespace if that is their scope.',
  fix: 'write the host and the path as requests have them',
  codes: [],
  bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - host: 'shop.*.example.com'
`,
  mend: { '\'shop.*.example.com\'': '\'*.example.com\'' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<JsonObject>(KINDS.ingress)) {
      const rules = listOf(spec.rules);
      if (rules.length === 0 && !isObject(spec.defaultBackend)) {
        report(manifest, ['spec'], 'has neither rules nor a default backend');
      }
      rules.forEach(({ host, http }, at) => {
        if (typeof host === 'string' && host !== '' && !isHost(host)) {
          report(manifest, ['spec', 'rules', at, 'host'], `is for host '${host}', which is no name of DNS`);
        }
        listOf(isObject(http) ? http.paths : undefined).forEach(({ path = '', pathType }, item) => {
          const problem = typeof path === 'string' ? pathProblem(path, pathType) : undefined;
          if (problem !== undefined) {
            report(manifest, ['spec', 'rules', at, 'http', 'paths', item, 'path'], `has the path '${path as string}', ${problem}`);
          }
        });
      });
      listOf(spec.tls).forEach(({ hosts }, at) => (Array.isArray(hosts) ? hosts : []).forEach((host: unknown, item) => {
        if (typeof host === 'string' && !isName(host)) {
          report(manifest, ['spec', 'tls', at, 'hosts', item], `has a certificate for host '${host}', which is no name of DNS`);
        }
      }));
    }
    for (const { manifest, spec: { parameters } } of mesh.objects.of<JsonObject>('networking.k8s.io/IngressClass')) {
      const { scope = 'Cluster', namespace } = isObject(parameters) ? parameters : {};
      if (scope === 'Cluster' && namespace !== undefined) {
        report(manifest, ['spec', 'parameters', 'namespace'], 'names a namespace for parameters of the whole cluster: its scope is not Namespace');
      } else if (scope === 'Namespace' && !namespace) {
        report(manifest, ['spec', 'parameters'], 'has parameters of a namespace and does not say of which');
      }
    }
  },
};

/** The first label may be a wildcard. */
function isName(host: string): boolean {
  return DNS_SUBDOMAIN.test(host.replace(/^\*\./, ''));
}

function isHost(host: string): boolean {
  return isName(host) && host.length <= 253 && !isIpAddress(host);
}

function pathProblem(path: string, type: unknown): string | undefined {
  if (type !== 'Exact' && type !== 'Prefix') {
    return undefined;
  }
  const part = ['//', '/./', '/../', '%2f', '%2F'].find(one => path.includes(one)) ?? ['/..', '/.'].find(one => path.endsWith(one));
  return !path.startsWith('/') ? 'which does not begin with a slash' : part !== undefined ? `which has '${part}' in it` : undefined;
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((item: unknown) => isObject(item) ? item : {}) : [];
}
