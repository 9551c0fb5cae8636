import { Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayPods, OwnGatewayProps } from './gateway-pods';
import { fail, show } from '../core/errors';
import { Labels } from '../core/labels';
import { Json, MeshObject } from '../core/mesh-object';
import { NETWORK_LABEL } from '../core/network-label';
import { checkAtLeast } from '../core/values';
import { addAutoscaler, Autoscaling, minReplicasOf } from '../service/autoscaling';
import { DisruptionBudget } from '../service/disruption-budget';

const SERVICE_TYPES = ['LoadBalancer', 'NodePort', 'ClusterIP'];
/** Until the load balancer and the proxies know that a pod goes. */
const DRAIN_SECONDS = 10;
/** Ports below 1024 need a right that the pod does not have: the Service maps 80 to 8080, and Istio follows it. */
const UNPRIVILEGED = 8000;
const ASIDE = 10000;


/** The gateway that the pods are for. */
export interface DeployedGateway {
  readonly name: string;
  readonly namespace: string;
  /** The type of the Service unless the user says another. */
  readonly serviceType: string;
  /** The network whose pods it lets others reach; it knows no others'. */
  readonly network?: string;
}

/** Writes the pods of a gateway and all that belongs to them. */
export function deployGateway(scope: Construct, gateway: DeployedGateway, props: OwnGatewayProps): GatewayPods {
  const { name, namespace, serviceType, network } = gateway;
  if (props.serviceType !== undefined && !SERVICE_TYPES.includes(props.serviceType)) {
    fail(scope, `serviceType ${show(props.serviceType)} is not known: use ${SERVICE_TYPES.join(', ')}`);
  }
  if (props.replicas !== undefined && props.autoscaling) {
    fail(scope, `replicas ${props.replicas} and autoscaling exclude each other: give autoscaling.minReplicas instead`);
  }
  // A Gateway takes pods of all namespaces that carry its labels, another team's gateway of the same name among them.
  const selector = { 'app': name, 'istio': name, 'gateway-namespace': namespace };
  const where = { name, namespace, labels: selector };
  const networkLabel: Labels = network === undefined ? {} : { [NETWORK_LABEL]: network };
  const autoscaling: Autoscaling | undefined = props.autoscaling ?? (props.replicas === undefined ? { maxReplicas: 5 } : undefined);
  const replicas = autoscaling ? minReplicasOf(scope, autoscaling) : checkAtLeast(scope, 'replicas', props.replicas!, 1);
  const ports: { name: string; port: number }[] = [];
  const type = props.serviceType ?? serviceType;
  const keepsAddress = props.clientAddress?._kind === 'connection';

  new MeshObject(scope, 'ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', ...where, fields: { automountServiceAccountToken: false } });
  new MeshObject(scope, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    ...where,
    labels: { ...selector, ...networkLabel },
    annotations: props.serviceAnnotations,
    fields: {
      spec: Lazy.any({
        produce: () => ({
          type,
          externalTrafficPolicy: keepsAddress && type !== 'ClusterIP' ? 'Local' : undefined,
          selector,
          ports: ports.map(port => ({ ...port, targetPort: listensOn(port.port) })),
        }),
      }),
    },
  });
  new MeshObject(scope, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...where,
    fields: {
      spec: deploymentSpec(gateway, {
        selector,
        labels: { ...selector, ...networkLabel },
        replicas: autoscaling ? undefined : replicas,
        topology: props.clientAddress?._topology(scope),
        revision: props.revision,
      }),
    },
  });
  if (autoscaling) {
    addAutoscaler(scope, where, autoscaling);
  }
  if (replicas > 1) {
    DisruptionBudget.maxUnavailable(1)._apply(scope, { ...where, matchLabels: selector, replicas });
  }
  let mayRead = false;
  return {
    selector,
    namespace,
    serviceAccountName: name,
    serviceName: name,
    shared: false,
    clientAddress: props.clientAddress,
    openPort: (portName, port) => {
      const twin = ports.find(one => listensOn(one.port) === listensOn(port));
      if (twin && twin.port !== port) {
        fail(scope, `has ports ${twin.port} and ${port}, and its pods listen for both on ${listensOn(port)}: use another port for one of them`);
      }
      if (!twin) {
        ports.push({ name: portName, port });
      }
    },
    readSecrets: () => {
      if (!mayRead) {
        mayRead = true;
        allowSecrets(scope, where);
      }
    },
  };
}

/** The pods' port for a port of their Service. Ports on which low ones land make room, and so do those of the proxy itself. */
function listensOn(port: number): number {
  const taken = (port >= UNPRIVILEGED && port < UNPRIVILEGED + 1024) || (port >= 15000 && port < 15100);
  return port < 1024 ? port + UNPRIVILEGED : taken ? port + ASIDE : port;
}

interface PodsOfGateway {
  readonly selector: Labels;
  readonly labels: Labels;
  readonly replicas?: number;
  /** How clients' addresses are known (`gatewayTopology`). */
  readonly topology?: Json;
  readonly revision?: string;
}

function deploymentSpec({ name, network }: DeployedGateway, { selector, labels, replicas, topology, revision }: PodsOfGateway): Json {
  return {
    replicas,
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    template: {
      metadata: {
        labels: { ...labels, 'sidecar.istio.io/inject': 'true', ...(revision === undefined ? {} : { 'istio.io/rev': revision }) },
        annotations: {
          'inject.istio.io/templates': 'gateway',
          'proxy.istio.io/config': Yaml.stringify({
            proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true', MINIMUM_DRAIN_DURATION: `${DRAIN_SECONDS}s` },
            ...(topology ? { gatewayTopology: topology } : {}),
          }),
        },
      },
      spec: {
        serviceAccountName: name,
        terminationGracePeriodSeconds: DRAIN_SECONDS + 50,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'istio-proxy',
          // The injector puts the control plane's own image here.
          image: 'auto',
          env: network === undefined ? undefined : [{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: network }],
          lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
          ports: [{ name: 'http-envoy-prom', containerPort: 15090 }],
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true },
        }],
        topologySpreadConstraints: [{
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: selector },
          matchLabelKeys: ['pod-template-hash'],
        }],
      },
    },
  };
}

/** istiod hands a gateway the secrets of its namespace if its account may list them; it asks for no other right. */
function allowSecrets(scope: Construct, where: { name: string; namespace: string; labels: { [name: string]: string } }): void {
  new MeshObject(scope, 'Role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    ...where,
    fields: { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }] },
  });
  new MeshObject(scope, 'RoleBinding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    ...where,
    fields: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: where.name },
      subjects: [{ kind: 'ServiceAccount', name: where.name, namespace: where.namespace }],
    },
  });
}
