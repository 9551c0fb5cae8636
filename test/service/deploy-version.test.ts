import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { expectFailure, IMAGE, newChart, podOf, withVersion } from './fixtures';
import { DisruptionBudget, MeshService, PortProtocol, ServiceVersionProps, TopologySpread } from '../../src';
import { find, findOnly, Manifest, ofKind, synth } from '../support/synth';

function deploy(version: Partial<ServiceVersionProps> = {}, id = 'shop'): Manifest[] {
  const chart = newChart();
  withVersion(chart, id, {}, version);
  return synth(chart);
}
const container = (version: Partial<ServiceVersionProps> = {}) => podOf(deploy(version), 'shop-v1').containers[0];
const fails = (version: ServiceVersionProps, ...parts: string[]) =>
  expectFailure(() => new MeshService(newChart(), 'shop', { port: 80 }).addVersion('v1', version), '[chart/shop/v1] ', ...parts);

describe('a version loses no request when its pods come and go', () => {
  test('a new pod is ready before an old one goes', () => {
    expect(find(deploy(), 'Deployment', 'shop-v1').spec.strategy).toMatchObject({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } });
  });

  test('a pod that goes serves on, in a sleep that needs nothing of the image, and has time to stop afterwards', () => {
    const pod = podOf(deploy({ extraContainers: [{ image: 'logs' }] }), 'shop-v1');
    const lifecycle = { preStop: { sleep: { seconds: 10 } } };
    expect(pod.containers.map((one: any) => one.lifecycle)).toEqual([lifecycle, lifecycle]);
    expect(pod.terminationGracePeriodSeconds).toBe(40);
  });

  test('a proxy that is an ordinary container starts before the application and drains after it', () => {
    const { annotations } = find(deploy({ drain: Duration.seconds(20) }), 'Deployment', 'shop-v1').spec.template.metadata;
    expect(annotations['proxy.istio.io/config'].split('\n')).toEqual([
      'holdApplicationUntilProxyStarts: true',
      'proxyMetadata:',
      '  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"',
      '  MINIMUM_DRAIN_DURATION: 25s',
      '',
    ]);
  });

  test('for as long as it is told, or not at all', () => {
    const longer = podOf(deploy({ drain: Duration.minutes(1), terminationGracePeriod: Duration.minutes(2) }), 'shop-v1');
    expect(longer).toMatchObject({ terminationGracePeriodSeconds: 120, containers: [{ lifecycle: { preStop: { sleep: { seconds: 60 } } } }] });
    const none = podOf(deploy({ drain: Duration.seconds(0) }), 'shop-v1');
    expect(none.terminationGracePeriodSeconds).toBe(30);
    expect(none.containers[0].lifecycle).toBeUndefined();
  });

  test('a preStop of the user\'s stays, and a postStart stands beside the sleep', () => {
    const exec = kplus.Handler.fromCommand(['true']);
    expect(container({ container: { image: IMAGE, lifecycle: { preStop: exec } } }).lifecycle).toEqual({ preStop: { exec: { command: ['true'] } } });
    expect(container({ container: { image: IMAGE, lifecycle: { postStart: exec } } }).lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } }, postStart: { exec: { command: ['true'] } } });
  });

  test('fails: a grace period within the drain', () => {
    fails({ image: IMAGE, drain: Duration.seconds(30), terminationGracePeriod: Duration.seconds(30) }, 'terminationGracePeriod of 30 s is not longer than drain of 30 s', 'add the time that it takes to stop');
  });

  test('fails: parts of a second', () => {
    fails({ image: IMAGE, drain: Duration.millis(500) }, 'drain of 0.5 s', 'whole seconds');
    fails({ image: IMAGE, terminationGracePeriod: Duration.millis(40500) }, 'terminationGracePeriod of 40.5 s', 'whole seconds');
  });
});

describe('the container that serves', () => {
  test('is by default non-root, read-only, without capabilities or limits, and ready when its port is open', () => {
    expect(podOf(deploy(), 'shop-v1')).toEqual(expect.objectContaining({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'shop',
        image: IMAGE,
        ports: [{ name: 'http', containerPort: 80 }],
        readinessProbe: { tcpSocket: { port: 80 } },
        resources: { requests: { cpu: '100m', memory: '128Mi' } },
        securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        lifecycle: { preStop: { sleep: { seconds: 10 } } },
      }],
    }));
  });

  test('is the same by `image` and by `container`', () => {
    expect(deploy({ container: { image: IMAGE } })).toEqual(deploy({ image: IMAGE }));
  });

  test('may be all that cdk8s-plus knows', () => {
    const probe = kplus.Probe.fromHttpGet('/health', { port: 8080, failureThreshold: 5 });
    expect(container({
      container: {
        name: 'server',
        image: IMAGE,
        imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
        command: ['/server'],
        args: ['--fast'],
        workingDir: '/srv',
        envVariables: { MODE: kplus.EnvValue.fromValue('fast') },
        readiness: probe,
        liveness: kplus.Probe.fromHttpGet('/live', { port: 8080 }),
        startup: probe,
        resources: { cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(64) } },
        securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: false, user: 1000, privileged: true, allowPrivilegeEscalation: true },
      },
    })).toEqual({
      name: 'server',
      image: IMAGE,
      imagePullPolicy: 'Always',
      command: ['/server'],
      args: ['--fast'],
      workingDir: '/srv',
      env: [{ name: 'MODE', value: 'fast' }],
      ports: [{ name: 'http', containerPort: 80 }],
      readinessProbe: { httpGet: { path: '/health', port: 8080, scheme: 'HTTP' }, failureThreshold: 5 },
      livenessProbe: { httpGet: { path: '/live', port: 8080, scheme: 'HTTP' } },
      startupProbe: { httpGet: { path: '/health', port: 8080, scheme: 'HTTP' }, failureThreshold: 5 },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1' } },
      securityContext: { runAsNonRoot: true, runAsUser: 1000, readOnlyRootFilesystem: false, privileged: true, allowPrivilegeEscalation: true, capabilities: { drop: ['ALL'] } },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    });
  });

  test('has every port of the service once, beside its own', () => {
    const chart = newChart();
    const ports = [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8080 }, { port: 53, protocol: PortProtocol.UDP }, { port: 8081 }];
    withVersion(chart, 'shop', { ports }, { container: { image: IMAGE, ports: [{ number: 8081, name: 'admin' }, { number: 9090, name: 'metrics' }] } });
    expect(podOf(synth(chart), 'shop-v1').containers[0].ports).toEqual([
      { name: 'admin', containerPort: 8081 }, { name: 'metrics', containerPort: 9090 }, { name: 'http', containerPort: 8080 }, { name: 'udp', containerPort: 53, protocol: 'UDP' },
    ]);
  });

  test.each(['port', 'portNumber'])('keeps the port that `%s` gives beside those of the service', prop => {
    expect(container({ container: { image: IMAGE, [prop]: 9090 } }).ports).toEqual([{ containerPort: 9090 }, { containerPort: 80, name: 'http' }]);
    expect(container({ container: { image: IMAGE, [prop]: 80 } }).ports).toEqual([{ containerPort: 80, name: 'http' }]);
  });

  test('is probed on its first port that is not UDP, if it has one', () => {
    const chart = newChart();
    withVersion(chart, 'both', { ports: [{ port: 53, protocol: PortProtocol.UDP }, { port: 80, targetPort: 8080 }] });
    withVersion(chart, 'dns', { port: 53, protocol: PortProtocol.UDP });
    const objects = synth(chart);
    expect(podOf(objects, 'both-v1').containers[0].readinessProbe).toEqual({ tcpSocket: { port: 8080 } });
    expect(podOf(objects, 'dns-v1').containers[0].readinessProbe).toBeUndefined();
  });

  test('writes to the paths that it is given, each an empty volume', () => {
    const long = `/${'a/'.repeat(40)}`;
    const pod = podOf(deploy({ writablePaths: ['/tmp', '/opt/IBM/WebSphere.log/', long] }), 'shop-v1');
    expect(pod.containers[0].volumeMounts.map((mount: any) => mount.mountPath)).toEqual(['/tmp', '/opt/IBM/WebSphere.log/', long]);
    expect(pod.volumes.slice(0, 2)).toEqual([{ name: 'tmp', emptyDir: {} }, { name: 'opt-ibm-websphere-log', emptyDir: {} }]);
    expect(pod.volumes[2].name).toBe(pod.containers[0].volumeMounts[2].name);
  });

  test('mounts volumes of the user\'s beside them', () => {
    const chart = newChart();
    const volume = kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache');
    withVersion(chart, 'shop', {}, { container: { image: IMAGE, volumeMounts: [{ path: '/cache', volume }] }, writablePaths: ['/tmp'] });
    expect(podOf(synth(chart), 'shop-v1')).toMatchObject({
      volumes: [{ name: 'cache' }, { name: 'tmp' }],
      containers: [{ volumeMounts: [{ mountPath: '/cache', name: 'cache' }, { mountPath: '/tmp', name: 'tmp' }] }],
    });
  });

  test('fails: no image, or two', () => {
    fails({}, 'has neither image nor container', 'give one of them');
    fails({ image: IMAGE, container: { image: IMAGE } }, `has image '${IMAGE}' and container`, 'container.image alone');
  });

  test.each(['tmp', '/', '', './tmp'])('fails: writable path %j', path => {
    fails({ image: IMAGE, writablePaths: [path] }, `writablePaths '${path}' is not an absolute path below the root`, '\'/tmp\'');
  });

  test.each([['/tmp', '/tmp'], ['/var/log', '/var-log']])('fails: writable paths %s and %s, of one volume', (...paths) => {
    fails({ image: IMAGE, writablePaths: paths }, `writablePaths '${paths[1]}' would make a second volume`, 'name each path once');
  });
});

describe('capabilities', () => {
  test('that are added leave all others dropped', () => {
    const binding = { image: IMAGE, securityContext: { capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] } } };
    expect(podOf(deploy({ container: binding }), 'shop-v1').containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
  });
});

describe('further containers', () => {
  test('stand beside and before the one that serves, as safe and as small', () => {
    const small = { requests: { cpu: '100m', memory: '128Mi' } };
    const securityContext = { runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const pod = podOf(deploy({ extraContainers: [{ image: 'logs' }, { image: 'stats', name: 'stats' }], initContainers: [{ image: 'migrate' }] }), 'shop-v1');
    expect(pod.containers.map((one: any) => one.name)).toEqual(['shop', 'extra-0', 'stats']);
    expect(pod.containers[1]).toMatchObject({ image: 'logs', resources: small, securityContext });
    expect(pod.initContainers).toEqual([{ name: 'init-0', image: 'migrate', resources: small, securityContext }]);
  });

  test('keep the pull policy that they are given', () => {
    const imagePullPolicy = kplus.ImagePullPolicy.NEVER;
    const pod = podOf(deploy({ extraContainers: [{ image: 'logs', imagePullPolicy }], initContainers: [{ image: 'a' }, { image: 'b', imagePullPolicy }] }), 'shop-v1');
    expect([...pod.containers, ...pod.initContainers].map((one: any) => one.imagePullPolicy)).toEqual([undefined, 'Never', undefined, 'Never']);
  });

  test('fail: two of one name', () => {
    fails({ image: IMAGE, extraContainers: [{ image: 'logs', name: 'shop' }] }, 'has two containers \'shop\'', 'a name of its own');
    fails({ image: IMAGE, extraContainers: [{ image: 'logs', name: 'x' }], initContainers: [{ image: 'y', name: 'x' }] }, 'has two containers \'x\'');
  });
});

describe('the size of a version', () => {
  test('is two pods, with a budget and spread, unless told otherwise', () => {
    const objects = deploy();
    expect(find(objects, 'Deployment', 'shop-v1').spec.replicas).toBe(2);
    expect(findOnly(objects, 'PodDisruptionBudget')).toMatchObject({
      metadata: { name: 'shop-v1', namespace: 'shop' },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'shop', version: 'v1' } } },
    });
    expect(ofKind(objects, 'HorizontalPodAutoscaler')).toEqual([]);
  });

  test.each([0, 1])('may be %d pods, without budget and spread', replicas => {
    const objects = deploy({ replicas });
    expect(find(objects, 'Deployment', 'shop-v1').spec.replicas).toBe(replicas);
    expect(podOf(objects, 'shop-v1').topologySpreadConstraints).toBeUndefined();
    expect(ofKind(objects, 'PodDisruptionBudget')).toEqual([]);
  });

  test('may follow the load: the autoscaler decides, and the Deployment says nothing', () => {
    const objects = deploy({ autoscaling: { minReplicas: 3, maxReplicas: 9, cpuUtilization: 60 } });
    expect(find(objects, 'Deployment', 'shop-v1').spec).not.toHaveProperty('replicas');
    expect(findOnly(objects, 'HorizontalPodAutoscaler')).toMatchObject({
      metadata: { name: 'shop-v1', namespace: 'shop' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-v1' },
        minReplicas: 3,
        maxReplicas: 9,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
      },
    });
  });

  test('is known as the least number of pods', () => {
    const service = new MeshService(newChart(), 'shop', { port: 80 });
    expect(service.addVersion('v1', { image: IMAGE, replicas: 5 }).replicas).toBe(5);
    expect(service.addVersion('v2', { image: IMAGE, autoscaling: { maxReplicas: 4 } }).replicas).toBe(2);
  });

  test('may have another budget, or none', () => {
    expect(findOnly(deploy({ replicas: 3, disruptionBudget: DisruptionBudget.minAvailable(2) }), 'PodDisruptionBudget').spec).toMatchObject({ minAvailable: 2 });
    expect(findOnly(deploy({ replicas: 1, disruptionBudget: DisruptionBudget.maxUnavailable(1) }), 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
    expect(ofKind(deploy({ disruptionBudget: DisruptionBudget.none() }), 'PodDisruptionBudget')).toEqual([]);
  });

  test.each([-1, 1.5, NaN])('fails: %d replicas', replicas => {
    fails({ image: IMAGE, replicas }, `replicas ${replicas} is not allowed`, 'whole number of at least 0');
  });

  test('fails: contradictory autoscaling', () => {
    fails({ image: IMAGE, replicas: 2, autoscaling: { maxReplicas: 3 } }, 'replicas 2 and autoscaling exclude each other', 'autoscaling.minReplicas');
    fails({ image: IMAGE, autoscaling: { maxReplicas: 1 } }, 'autoscaling.maxReplicas 1 is below minReplicas 2', 'at least 2');
    fails({ image: IMAGE, autoscaling: { minReplicas: 0, maxReplicas: 1 } }, 'autoscaling.minReplicas 0', 'at least 1');
    fails({ image: IMAGE, autoscaling: { maxReplicas: 3, cpuUtilization: 0 } }, 'autoscaling.cpuUtilization 0', 'at least 1');
  });

  test('fails: a budget that lets no node be drained, or says nothing', () => {
    fails({ image: IMAGE, disruptionBudget: DisruptionBudget.minAvailable(2) }, 'disruptionBudget.minAvailable 2 with 2 replicas lets no node be drained', 'below the number of replicas');
    fails({ image: IMAGE, disruptionBudget: DisruptionBudget.maxUnavailable(0) }, 'disruptionBudget.maxUnavailable 0', 'at least 1');
  });
});

describe('the pods of a version', () => {
  const zone = { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { app: 'shop', version: 'v1' } }, matchLabelKeys: ['pod-template-hash'] };
  const host = { ...zone, topologyKey: 'kubernetes.io/hostname' };

  test.each([
    ['ScheduleAnyway', {}], ['ScheduleAnyway', { replicas: 1, topologySpread: TopologySpread.preferred() }], ['DoNotSchedule', { topologySpread: TopologySpread.required() }],
  ])('are spread over zones and nodes, each rollout by itself: %s %j', (whenUnsatisfiable, version) => {
    expect(podOf(deploy(version), 'shop-v1').topologySpreadConstraints).toEqual([{ ...zone, whenUnsatisfiable }, { ...host, whenUnsatisfiable }]);
  });

  test('are not spread where that is said', () => {
    expect(podOf(deploy({ topologySpread: TopologySpread.none() }), 'shop-v1')).not.toHaveProperty('topologySpreadConstraints');
  });

  test('carry the labels and annotations that they are given, beside their own', () => {
    const { metadata } = find(deploy({ podLabels: { team: 'shop' }, podAnnotations: { note: 'x' } }), 'Deployment', 'shop-v1').spec.template;
    expect(metadata.labels).toEqual({ app: 'shop', version: 'v1', team: 'shop' });
    expect(Object.keys(metadata.annotations)).toEqual(['note', 'proxy.istio.io/config']);
  });

  test('may have another proxy configuration', () => {
    const { metadata } = find(deploy({ podAnnotations: { 'proxy.istio.io/config': 'concurrency: 4' } }), 'Deployment', 'shop-v1').spec.template;
    expect(metadata.annotations).toEqual({ 'proxy.istio.io/config': 'concurrency: 4' });
  });

  test('may have a security context of their own', () => {
    const podSecurityContext = { ensureNonRoot: false, fsGroup: 2000, fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH };
    expect(podOf(deploy({ podSecurityContext }), 'shop-v1').securityContext)
      .toEqual({ runAsNonRoot: false, fsGroup: 2000, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' } });
  });

  test.each(['app', 'version'])('fail with another label %s, by which they are told', label => {
    fails({ image: IMAGE, podLabels: { [label]: 'x' } }, `podLabels has '${label}'`, 'remove it');
  });
});

describe('fields that are newer than cdk8s-plus', () => {
  test('survive in a patch', () => {
    const chart = newChart();
    const [version] = withVersion(chart, 'shop', {}, { initContainers: [{ image: 'proxy' }] }).versions;
    ApiObject.of(version).addJsonPatch(
      JsonPatch.add('/spec/template/spec/initContainers/0/restartPolicy', 'Always'),
      JsonPatch.replace('/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds', 15),
      JsonPatch.add('/spec/template/spec/hostUsers', false),
    );
    expect(podOf(synth(chart), 'shop-v1')).toMatchObject({
      initContainers: [{ name: 'init-0', restartPolicy: 'Always' }], hostUsers: false, containers: [{ lifecycle: { preStop: { sleep: { seconds: 15 } } } }],
    });
  });
});
