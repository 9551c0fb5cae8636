import { Chart } from 'cdk8s';
import { CertificateIssuer, GatewayTls, GatewayWorkload, MeshGateway, MeshGatewayProps, MeshSettings, OwnGatewayProps } from '../../src';
import { shopChart } from '../support/shop';
import { find, Manifest, ofKind, synth } from '../support/synth';

function own(workload: OwnGatewayProps = {}, props: Partial<MeshGatewayProps> = {}) {
  const chart = shopChart();
  const gateway = new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], workload: GatewayWorkload.own(workload), ...props });
  return { chart, gateway, objects: () => synth(chart) };
}

const kinds = (objects: Manifest[]) => objects.map(object => object.kind);

describe('a gateway with pods of its own', () => {
  test('has a Deployment that the injector fills, in the chart\'s namespace', () => {
    const { objects, gateway } = own();
    const { spec } = find(objects(), 'Deployment', 'edge', 'shop') as any;
    expect(spec.template.metadata.annotations['inject.istio.io/templates']).toBe('gateway');
    expect(spec.template.metadata.labels).toEqual({ 'app': 'edge', 'istio': 'edge', 'gateway-namespace': 'shop', 'sidecar.istio.io/inject': 'true' });
    expect(spec.template.spec).toMatchObject({ serviceAccountName: 'edge', containers: [{ name: 'istio-proxy', image: 'auto' }] });
    expect(find(objects(), 'Gateway', 'edge').spec).toMatchObject({ selector: { app: 'edge', istio: 'edge' } });
    expect(gateway.principal).toBe('cluster.local/ns/shop/sa/edge');
  });

  test('is not served by the pods of a gateway of the same name in another namespace', () => {
    const { chart, objects } = own();
    const other = new Chart(chart, 'team-b', { namespace: 'team-b' });
    new MeshGateway(other, 'edge', { hosts: ['a.example.com'], workload: GatewayWorkload.own() });
    const selector = (namespace: string) => (find(objects(), 'Gateway', 'edge', namespace).spec as any).selector;
    const labels = (namespace: string) => (find(objects(), 'Deployment', 'edge', namespace).spec as any).template.metadata.labels;
    expect(labels('shop')).toMatchObject(selector('shop'));
    expect(labels('team-b')).not.toMatchObject(selector('shop'));
    expect(labels('shop')).not.toMatchObject(selector('team-b'));
  });

  test('loses no request when a pod goes: no pod less while it rolls, and time to drain', () => {
    const { spec } = find(own().objects(), 'Deployment', 'edge') as any;
    expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
    const { terminationGracePeriodSeconds, containers: [{ lifecycle }] } = spec.template.spec;
    expect(lifecycle.preStop.sleep.seconds).toBeGreaterThan(0);
    expect(terminationGracePeriodSeconds).toBeGreaterThan(lifecycle.preStop.sleep.seconds);
  });

  test('runs without any right that it does not need', () => {
    const { spec } = find(own().objects(), 'Deployment', 'edge') as any;
    expect(spec.template.spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(spec.template.spec.containers[0].securityContext)
      .toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true });
    expect(find(own().objects(), 'ServiceAccount', 'edge')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('is sized by load, with a disruption budget', () => {
    const objects = own().objects();
    expect(find(objects, 'HorizontalPodAutoscaler', 'edge').spec).toMatchObject({ scaleTargetRef: { kind: 'Deployment', name: 'edge' }, minReplicas: 2, maxReplicas: 5 });
    expect(find(objects, 'PodDisruptionBudget', 'edge').spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: { 'app': 'edge', 'istio': 'edge', 'gateway-namespace': 'shop' } } });
    expect((find(objects, 'Deployment', 'edge').spec as any).replicas).toBeUndefined();
    expect(find(own({ autoscaling: { minReplicas: 3, maxReplicas: 9 } }).objects(), 'HorizontalPodAutoscaler', 'edge').spec).toMatchObject({ minReplicas: 3, maxReplicas: 9 });
  });

  test('has a fixed size where one is given; one pod alone has no budget', () => {
    const objects = own({ replicas: 1 }).objects();
    expect(find(objects, 'Deployment', 'edge').spec).toMatchObject({ replicas: 1 });
    expect(kinds(objects)).not.toEqual(expect.arrayContaining(['HorizontalPodAutoscaler']));
    expect(kinds(objects)).not.toEqual(expect.arrayContaining(['PodDisruptionBudget']));
  });

  test('opens just the ports that its hosts need, each once, on ports that need no right', () => {
    const service = (props: Partial<MeshGatewayProps>) => find(own({}, props).objects(), 'Service', 'edge').spec as any;
    const http = { name: 'http', port: 80, targetPort: 8080 };
    const https = { name: 'https', port: 443, targetPort: 8443 };
    expect(service({})).toEqual({ type: 'LoadBalancer', selector: { 'app': 'edge', 'istio': 'edge', 'gateway-namespace': 'shop' }, ports: [http] });
    expect(service({ tls: GatewayTls.simple('x') }).ports).toEqual([http, https]);
    expect(service({ tls: GatewayTls.passthrough() }).ports).toEqual([https]);
    const { gateway, objects } = own({ serviceType: 'ClusterIP', serviceAnnotations: { 'example.com/lb': 'internal' } });
    gateway.addHosts(['b.example.com']);
    expect(find(objects(), 'Service', 'edge')).toMatchObject({ metadata: { annotations: { 'example.com/lb': 'internal' } }, spec: { type: 'ClusterIP', ports: [http] } });
  });

  test('may list the secrets of its namespace where it shows a certificate, and do nothing else', () => {
    const { gateway, objects } = own({}, { tls: GatewayTls.simple('a-cert') });
    gateway.addHosts(['b.example.com'], { tls: GatewayTls.certManager(CertificateIssuer.issuer('x')) });
    expect(ofKind(objects(), 'Role').map(role => role.rules)).toEqual([[{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }]]);
    expect(ofKind(objects(), 'RoleBinding')).toEqual([expect.objectContaining({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'edge' },
      subjects: [{ kind: 'ServiceAccount', name: 'edge', namespace: 'shop' }],
    })]);
    expect(find(objects(), 'Certificate', 'edge-tls').metadata.namespace).toBe('shop');
  });

  test('has no rights at all where it shows no certificate', () => {
    expect(ofKind(own().objects(), 'Role')).toEqual([]);
    expect(ofKind(own({}, { tls: GatewayTls.passthrough() }).objects(), 'RoleBinding')).toEqual([]);
  });

  test('is injected by the revision that is given', () => {
    const { spec } = find(own({ revision: 'canary' }).objects(), 'Deployment', 'edge') as any;
    expect(spec.template.metadata.labels['istio.io/rev']).toBe('canary');
  });

  test.each<[string, OwnGatewayProps, string]>([
    ['an unknown type of Service', { serviceType: 'ExternalName' }, "serviceType 'ExternalName' is not known: use LoadBalancer, NodePort, ClusterIP"],
    ['no pod', { replicas: 0 }, 'replicas 0 is not allowed: use a whole number of at least 1'],
    ['two sizes', { replicas: 2, autoscaling: { maxReplicas: 3 } }, 'replicas 2 and autoscaling exclude each other: give autoscaling.minReplicas instead'],
    ['a least size above the largest', { autoscaling: { minReplicas: 4, maxReplicas: 3 } }, 'autoscaling.maxReplicas 3 is below minReplicas 4: raise it to at least 4'],
  ])('fails for %s', (_, workload, message) => {
    expect(() => own(workload)).toThrow(`[shop/edge] ${message}`);
  });
});

describe('a gateway with pods that others share', () => {
  test('writes no pods, and names Istio\'s own ingress gateway as its identity', () => {
    const chart = shopChart();
    MeshSettings.set(chart, { rootNamespace: 'istio-root', trustDomain: 'example.org' });
    const gateway = new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], tls: GatewayTls.simple('x') });
    expect(kinds(synth(chart))).toEqual(['Gateway']);
    expect(gateway.principal).toBe('example.org/ns/istio-root/sa/istio-ingressgateway-service-account');
  });
});
