import { isObject, JsonObject } from '../../../manifests/manifest';
import { Entity } from '../../../model/entity';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { fieldOf } from '../../../model/mesh-config-shape';
import { annotationsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

export const ingressBackendNotFound: Rule = {
  id: 'ingress-backend-not-found',
  severity: 'error',
  title: 'an Ingress of Istio leads to a Service or a port that is not there',
  why: 'Istio makes routes of the Ingress for its ingress gateway. A route to a Service or port that does not exist leads to no cluster, and the gateway answers with 503 or 404.',
  fix: 'name a Service of the namespace of the Ingress, and a port of it',
  codes: [],
  bad: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: istio
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: front, port: { number: 8080 } } }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'number: 8080': 'number: 80' },

  check(mesh, report) {
    for (const ingress of mesh.objects.of<JsonObject>(KINDS.ingress)) {
      if (!isOfIstio(mesh, ingress)) {
        continue;
      }
      for (const { backend, path } of backendsOf(ingress.spec)) {
        const name = fieldOf(backend, 'service', 'name');
        if (typeof name !== 'string' || name === '') {
          continue;
        }
        const host = mesh.qualified(name, ingress.namespace);
        const [known] = mesh.hostsCalled(host);
        const number = fieldOf(backend, 'service', 'port', 'number');
        const portName = fieldOf(backend, 'service', 'port', 'name');
        if (mesh.isAbsent(host)) {
          report(ingress.manifest, [...path, 'service', 'name'], `leads to Service '${name}', which namespace '${ingress.namespace}' does not have`);
        } else if (known?.service && ((number !== undefined && !known.ports.some(port => port.number === number))
          || (number === undefined && portName !== undefined && !known.ports.some(port => port.name === portName)))) {
          const ports = known.ports.map(port => port.name === undefined ? `${port.number}` : `${port.number} (${port.name})`).join(', ');
          report(ingress.manifest, [...path, 'service', 'port'], `leads to port '${String(number ?? portName)}' of Service '${name}', which has ${ports === '' ? 'none' : ports}`, {
            others: [known.service.manifest],
          });
        }
      }
    }
  },
};

function isOfIstio(mesh: Mesh, { spec, manifest }: Entity<JsonObject>): boolean {
  const ours = typeof mesh.meshConfig.ingressClass === 'string' ? mesh.meshConfig.ingressClass : 'istio';
  const named = annotationsOf(manifest.json)['kubernetes.io/ingress.class'];
  if (named !== undefined) {
    return named === ours;
  }
  const classes = mesh.once('ingress classes', () => new Map(mesh.objects.of<JsonObject>('networking.k8s.io/IngressClass').map(one => [one.name, one.spec.controller])));
  const { ingressClassName: name } = spec;
  return typeof name === 'string' && (classes.get(name) ?? (name === ours ? 'istio.io/ingress-controller' : undefined)) === 'istio.io/ingress-controller';
}

function backendsOf(spec: JsonObject) {
  const rules = Array.isArray(spec.rules) ? spec.rules as readonly unknown[] : [];
  return [
    { backend: spec.defaultBackend, path: ['spec', 'defaultBackend'] },
    ...rules.flatMap((rule, at) => {
      const paths = fieldOf(rule, 'http', 'paths');
      return (Array.isArray(paths) ? paths as readonly unknown[] : []).map((one, index) => ({
        backend: isObject(one) ? one.backend : undefined, path: ['spec', 'rules', at, 'http', 'paths', index, 'backend'],
      }));
    }),
  ];
}
