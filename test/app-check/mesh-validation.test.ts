import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { MeshValidation, MeshValidationProps } from '../../src';
import { RULES } from '../../src/check/rules';

describe('the validation plugin of the cdk8s CLI', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'validation-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  const routed = (host: string) => `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports: [{ name: http, port: 80 }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - route: [{ destination: { host: ${host} } }]
`;

  async function validate(yaml: string | Buffer, props?: MeshValidationProps) {
    const file = join(folder, 'shop.k8s.yaml');
    writeFileSync(file, yaml);
    const context = new ValidationContext([file], 'cdk8s-istio', '1.0.0', {}, false);
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await new MeshValidation(props).validate(context);
    const logged = log.mock.calls.map(([text]) => String(text));
    log.mockRestore();
    return { report: context.report, logged, file };
  }

  test('passes what has nothing wrong', async () => {
    const { report, logged } = await validate(routed('cart.shop.svc.cluster.local'));
    expect(report.success).toBe(true);
    expect(logged).toEqual([]);
  });

  test('judges by the version of Istio that it is given', async () => {
    const { report } = await validate(routed('cart.shop.svc.cluster.local'), { istioVersion: '1.21' });
    expect(report.toJson().violations).toEqual([expect.objectContaining({ ruleName: 'newer-than-istio' })]);
    expect((await validate(routed('cart.shop.svc.cluster.local'), { istioVersion: '1.22' })).report.success).toBe(true);
  });

  test('fails for an error, and says rule, field, file and fix', async () => {
    const { report, file } = await validate(routed('cart.shop'));
    expect(report.success).toBe(false);
    expect(report.toJson().violations).toEqual([{
      ruleName: 'destination-host-not-found',
      recommendation: expect.stringContaining('VirtualService shop/cart routes to \'cart.shop\''),
      fix: expect.stringContaining('fully qualified'),
      violatingConstructs: [expect.objectContaining({ resourceName: 'cart', locations: ['spec.http[0].route[0].destination.host'], manifestPath: file })],
    }]);
  });

  test('fails for a file that cannot be read', async () => {
    const { report } = await validate('a: [');
    expect(report.toJson().violations).toEqual([expect.objectContaining({ ruleName: 'unreadable' })]);
  });

  test('reads files as the command does', async () => {
    const told = async (bytes: Buffer) => (await validate(bytes)).report.toJson().violations.map(({ recommendation }) => recommendation);
    expect(await told(Buffer.from([0xff, 0xff]))).toEqual(['is not text in UTF-8: save it as UTF-8']);
    expect(await told(Buffer.from('\ufeffa: 1', 'utf16le'))).toEqual([expect.stringContaining('without apiVersion')]);
    const context = new ValidationContext([join(folder, 'none.yaml')], 'cdk8s-istio', '1.0.0', {}, false);
    await new MeshValidation().validate(context);
    expect(context.report.toJson().violations).toEqual([expect.objectContaining({ ruleName: 'unreadable', recommendation: expect.stringContaining('cannot be read: ENOENT') })]);
  });

  test('tells of a rule that fails', async () => {
    const failing = jest.spyOn(RULES[0], 'check').mockImplementation(() => { throw new Error('oh'); });
    const { report, file } = await validate(routed('cart.shop.svc.cluster.local'));
    failing.mockRestore();
    expect(report.toJson().violations).toEqual([expect.objectContaining({
      ruleName: 'rule-failed', recommendation: expect.stringContaining(`rule '${RULES[0].id}' failed with 'Error: oh'`), violatingConstructs: [expect.objectContaining({ manifestPath: file })],
    })]);
  });

  test('fails for properties that mean nothing', async () => {
    await expect(validate('', { severities: { 'destination-host-missing': 'off' } })).rejects.toThrow('MeshValidation: its property \'severities\' has a mistake: there is no rule \'destination-host-missing\'');
  });

  test('takes severities and known hosts from its properties, and logs warnings', async () => {
    const { report, logged, file } = await validate(routed('cart.shop'), { severities: { 'destination-host-not-found': 'warning' } });
    expect(report.success).toBe(true);
    expect(logged).toEqual([expect.stringMatching(new RegExp(`^warning: ${file}:14 VirtualService shop/cart routes to 'cart.shop'.*\\(destination-host-not-found\\)$`))]);
    expect((await validate(routed('cart.shop'), { knownHosts: ['cart.shop'] })).report.success).toBe(true);
  });
});
