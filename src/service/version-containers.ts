import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ResolvedPort, trafficOf } from './port';
import { ServiceVersionProps } from './service-version-props';
import { fail, show } from '../core/errors';

/** cdk8s-plus would ask for a whole CPU, and limit it, which a pod of the mesh seldom needs. */
const RESOURCES: kplus.ContainerResources = { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } };

export interface ContainerOwner {
  readonly serviceName: string;
  readonly ports: readonly ResolvedPort[];
}

export interface VersionContainers {
  readonly main: kplus.ContainerProps[];
  readonly init: kplus.ContainerProps[];
  /** Containers whose pull policy was given; for the others Kubernetes decides by the image's tag. */
  readonly pullPolicyGiven: ReadonlySet<string>;
}

/** The containers of a version's pods. */
export function containersOf(scope: Construct, service: ContainerOwner, props: ServiceVersionProps): VersionContainers {
  if ((props.image === undefined) === (props.container === undefined)) {
    fail(scope, props.image === undefined ? 'has neither image nor container: give one of them' : `has image ${show(props.image)} and container: give the image in container.image alone`);
  }
  const { port: shortPort, portNumber = shortPort, ...given } = props.container ?? { image: props.image! };
  const ports = [...(given.ports ?? [])];
  if (portNumber !== undefined && !service.ports.some(port => port.targetPort === portNumber)) {
    ports.push({ number: portNumber });
  }
  for (const port of service.ports) {
    const protocol = trafficOf(port.protocol) === 'udp' ? kplus.Protocol.UDP : undefined;
    if (!ports.some(other => other.number === port.targetPort && (other.protocol ?? kplus.Protocol.TCP) === (protocol ?? kplus.Protocol.TCP))) {
      ports.push({ number: port.targetPort, name: port.name, protocol });
    }
  }
  const main: kplus.ContainerProps = {
    name: service.serviceName,
    readiness: readinessOf(scope, service, props),
    ...withResources(given),
    envVariables: { ...given.envVariables, ...environmentOf(scope, given, props.env ?? {}) },
    ports,
    volumeMounts: [...(given.volumeMounts ?? []), ...(props.writablePaths ?? []).map(path => writable(scope, path))],
  };
  const all = [main, ...(props.extraContainers ?? []).map((one, index) => ({ name: `extra-${index}`, ...withResources(one) }))];
  const init = (props.initContainers ?? []).map((one, index) => ({ name: `init-${index}`, ...withResources(one) }));
  const names = [...all, ...init].map(one => one.name!);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(scope, `has two containers ${show(twice)}: give each container of the pod a name of its own`);
  }
  return { main: all, init, pullPolicyGiven: new Set([...all, ...init].filter(one => one.imagePullPolicy !== undefined).map(one => one.name!)) };
}

/** Each resource on its own: who asks for memory still asks for the CPU on which an autoscaler stands. */
function withResources(container: kplus.ContainerProps): kplus.ContainerProps {
  return { ...container, resources: { ...RESOURCES, ...container.resources } };
}

type Variables = { [name: string]: kplus.EnvValue };

function environmentOf(scope: Construct, container: kplus.ContainerProps, env: { readonly [name: string]: string }): Variables {
  const twice = Object.keys(env).find(name => container.envVariables?.[name]);
  if (twice !== undefined) {
    fail(scope, `env has ${show(twice)}, and so has container.envVariables: give it once`);
  }
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
}

function readinessOf(scope: Construct, service: ContainerOwner, { container, readinessPath }: ServiceVersionProps): kplus.Probe | undefined {
  if (readinessPath === undefined) {
    const open = service.ports.find(port => trafficOf(port.protocol) !== 'udp');
    return open && kplus.Probe.fromTcpSocket({ port: open.targetPort });
  }
  if (container?.readiness) {
    fail(scope, `has readinessPath ${show(readinessPath)} and container.readiness: give one of them`);
  }
  if (!readinessPath.startsWith('/')) {
    fail(scope, `readinessPath ${show(readinessPath)} does not begin with '/': every request's path does`);
  }
  const http = service.ports.find(port => trafficOf(port.protocol) === 'http')
    ?? fail(scope, `has readinessPath ${show(readinessPath)}, and no port of the service speaks HTTP: use container.readiness`);
  return kplus.Probe.fromHttpGet(readinessPath, { port: http.targetPort });
}

function writable(scope: Construct, path: string): kplus.VolumeMount {
  const name = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').slice(0, 63).replace(/-$/, '');
  if (!path.startsWith('/') || name === '') {
    fail(scope, `writablePaths ${show(path)} is not an absolute path below the root: write for example '/tmp'`);
  }
  if (scope.node.tryFindChild(`writable-${name}`)) {
    fail(scope, `writablePaths ${show(path)} would make a second volume '${name}': name each path once, and mount those that read alike by container.volumeMounts`);
  }
  return { path, volume: kplus.Volume.fromEmptyDir(scope, `writable-${name}`, name) };
}
