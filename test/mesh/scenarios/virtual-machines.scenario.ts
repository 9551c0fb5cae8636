import assert from 'node:assert/strict';
import { before } from 'node:test';
import { Chart, Duration } from 'cdk8s';
import { CanaryRoute, MachineReadiness, MeshService, MutualTlsMode, MutualTlsPolicy, type Machine as Declared } from '../../../lib/src/index.js';
import type { Manifest } from '../lab/api.js';
import { assertNoneFailed, assertOnly, assertShare, share } from '../lab/assertions.js';
import type { Machine } from '../lab/machine.js';
import { IMAGE, scenario, test } from '../lab/scenario.js';
import { until } from '../lab/wait.js';

const NAMESPACE = 'virtual-machines';
const STOCK = `http://stock.${NAMESPACE}/`;
const BILLING = `http://billing.${NAMESPACE}/`;

scenario(NAMESPACE, 'machines without a Pod serve beside pods, and a service moves from one to the other', scene => {
  let stockVm: Machine;
  let billingVm: Machine;

  /** `weight` is the pods' share of billing, of which the machine is the first version; `weighted` how much more the machine of stock takes than a pod. */
  const built = ({ weight = 0, weighted }: { weight?: number; weighted?: number } = {}) => scene.synth(chart => {
    new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });
    const stock = service(chart, 'stock');
    stock.addVersion('v1', { image: IMAGE, replicas: 2 }).addMachines({ machines: [machine(stockVm, weighted)], readiness: MachineReadiness.tcp({ period: Duration.seconds(1) }) });
    const billing = service(chart, 'billing');
    const onMachine = billing.addMachines('v1', { machines: [machine(billingVm)], readiness: MachineReadiness.http('/', { period: Duration.seconds(1) }) });
    const inPods = billing.addVersion('v2', { image: IMAGE, replicas: 2 });
    new CanaryRoute(chart, 'billing-moves', { stable: onMachine, canary: inPods, weight });
    const client = service(chart, 'client');
    client.addVersion('v1', { image: IMAGE, replicas: 1 });
    client.calls(stock, billing);
    stock.calls(client);
  });
  const healthy = (of: Machine, value: 'True' | 'False') => until(`the health of ${of.name} to be ${value}`, async () => {
    const { status } = await scene.mesh.api.read({ apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', metadata: { name: `${of.name}-v1-${of.ip}`, namespace: NAMESPACE } });
    return status?.conditions?.some((one: { type: string; status: string }) => one.type === 'Healthy' && one.status === value);
  });

  before(async () => {
    stockVm = await scene.machine('stock');
    billingVm = await scene.machine('billing');
  });

  test('a machine that has not joined takes no request', async () => {
    await scene.apply(built());
    const seen = await scene.load(scene.pod('client'), STOCK, { count: 1_000 });
    scene.record('before the machine joins, two pods of its version', seen);
    assertNoneFailed(seen, 1_000);
    assertOnly(seen, 'v1');
  });

  test('a machine joins by what istioctl writes for its group, and no request fails', async () => {
    const load = scene.startLoad(scene.pod('client'), STOCK, { rate: 200 });
    for (const vm of [stockVm, billingVm]) {
      vm.serve('machine', 8080);
      await vm.join(group(built(), `${vm.name}-v1`));
    }
    await healthy(stockVm, 'True');
    await healthy(billingVm, 'True');
    await scene.mesh.istiod.quiet();
    const seen = await load.stop();
    scene.record('while the machine joins', seen);
    assertNoneFailed(seen, 200);
  });

  test('a version in two pods and on a machine shares requests out over all three', async () => {
    const seen = await scene.load(scene.pod('client'), STOCK, { count: 6_000 });
    scene.record('two pods and a machine of one version', { ...seen, seen: `${share(seen, 'machine').toFixed(1)} % on the machine` });
    assertNoneFailed(seen, 6_000);
    assertShare(seen, 'machine', 100 / 3, 8);
  });

  test('the machine has the identity of its group, at both ends', async () => {
    const toMachine = await until('an answer of the machine', async () => {
      const reply = await scene.request(scene.pod('client'), STOCK);
      return reply.body.version === 'machine' && reply;
    });
    assert.match(String(toMachine.body.headers['X-Forwarded-Client-Cert']), /URI=spiffe:\/\/cluster\.local\/ns\/virtual-machines\/sa\/client/);
    const fromMachine = await scene.request(stockVm, `http://client.${NAMESPACE}/`);
    assert.equal(fromMachine.status, 200, JSON.stringify(fromMachine.body));
    assert.match(String(fromMachine.body.headers['X-Forwarded-Client-Cert']), /URI=spiffe:\/\/cluster\.local\/ns\/virtual-machines\/sa\/stock/);
    scene.record('mutual TLS to and from the machine', { requests: 2, failed: 0 });
  });

  test('the machine refuses plain text, and what its service does not declare', async () => {
    const plain = await scene.request(scene.outside, `http://${stockVm.ip}:8080/`);
    assert.equal(plain.status, 0, JSON.stringify(plain.body));
    const undeclared = await scene.request(stockVm, BILLING);
    assert.equal(undeclared.status, 502, JSON.stringify(undeclared.body));
    scene.record('plain text to the machine, and a call of it that is not declared', { seen: 'reset; 502' });
  });

  test('a machine of weight 4 takes four times as much as a pod', async () => {
    await scene.apply(built({ weighted: 4 }));
    // One after the other: of endpoints that are busy, least request spares the heavier one too.
    const seen = await scene.load(scene.pod('client'), STOCK, { count: 3_000, concurrency: 1 });
    scene.record('two pods and a machine of weight 4', { ...seen, seen: `${share(seen, 'machine').toFixed(1)} % on the machine` });
    assertNoneFailed(seen, 3_000);
    assertShare(seen, 'machine', 100 * 4 / 6, 4);
  });

  test('a canary moves a service from the machine to pods, and no request fails', async () => {
    assertOnly(await scene.load(scene.pod('client'), BILLING, { count: 500 }), 'machine');
    const load = scene.startLoad(scene.pod('client'), BILLING, { rate: 300 });
    for (const weight of [10, 50, 100]) {
      await scene.apply(built({ weight }));
      const step = await scene.load(scene.pod('client'), BILLING, { count: 2_000 });
      scene.record(`${weight} % moved to pods`, { ...step, seen: `${share(step, 'v2').toFixed(1)} % in pods` });
      assertNoneFailed(step, 2_000);
      assertShare(step, 'v2', weight, 4);
    }
    const seen = await load.stop();
    scene.record('over the whole move', seen);
    assertNoneFailed(seen, 1_000);
  });

  test('a machine whose application ends takes no more requests', async () => {
    await stockVm.stopServing();
    await healthy(stockVm, 'False');
    await scene.mesh.istiod.quiet();
    const seen = await scene.load(scene.pod('client'), STOCK, { count: 1_000 });
    scene.record('behind a machine whose application has ended', seen);
    assertNoneFailed(seen, 1_000);
    assertOnly(seen, 'v1');
  });
});

function service(chart: Chart, name: string): MeshService {
  return new MeshService(chart, name, { port: 80, targetPort: 8080 });
}

function machine({ ip }: Machine, weight?: number): Declared {
  return { address: ip, weight };
}

function group(objects: readonly Manifest[], name: string): Manifest {
  return objects.find(({ kind, metadata }) => kind === 'WorkloadGroup' && metadata.name === name)!;
}
