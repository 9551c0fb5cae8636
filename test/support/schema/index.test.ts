import { checkManifest, expectValid } from '.';
import { custom, deployment, podSpec, service } from './fixtures';

describe('an object', () => {
  test('is named in each of its problems', () => {
    expect(checkManifest(custom('Sidecar', { ingres: [], egress: [{}] }))).toEqual([
      expect.stringMatching(/^Sidecar test\/x: spec\.ingres: unknown field, known are egress, /),
      'Sidecar test/x: spec.egress[0].hosts: required',
    ]);
  });

  test.each([
    ['no object', 'text', 'not an object: "text"'],
    ['no type', { metadata: { name: 'x' } }, '(no kind) x: apiVersion and kind: required'],
    ['a kind that nobody knows', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' } },
      'Thing x: example.com/v1 Thing is not a known kind (add it to scripts/kubernetes-schemas.ts, or its CRD to imports/crds)'],
    ['a version that is not served', { ...custom('Sidecar', {}), apiVersion: 'networking.istio.io/v1alpha3' },
      'Sidecar test/x: networking.istio.io/v1alpha3 Sidecar is not a known kind (known as networking.istio.io/v1)'],
    ['a version of long ago', { ...deployment(), apiVersion: 'extensions/v1beta1' }, 'extensions/v1beta1 Deployment is not a known kind (known as apps/v1)'],
    ['a kind by the name of a member of all objects', { apiVersion: 'v1', kind: 'toString', metadata: {} }, 'v1 toString is not a known kind'],
    ['a list without items', { apiVersion: 'v1', kind: 'List' }, 'List: items: required'],
  ])('fails: %s', (_, object, problem) => {
    expect(checkManifest(object)).toEqual([expect.stringContaining(problem)]);
  });

  test('may be a list of others, each of which counts', () => {
    const list = (...items: unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });
    expect(checkManifest(list(service({ ports: [{ port: 80 }] }), deployment()))).toEqual([]);
    expect(checkManifest(list(service({})))).toEqual(['Service test/reviews: spec.ports: required']);
  });

  test('is left as it was', () => {
    const route = custom('HTTPRoute', { rules: [{}] }, /^gateway\./);
    const before = JSON.stringify(route);
    checkManifest(route);
    expect(JSON.stringify(route)).toBe(before);
  });
});

describe('several objects', () => {
  test('pass if each of them does', () => {
    expectValid([deployment(), custom('Sidecar', {})]);
  });

  test('fails with all that is wrong', () => {
    expect(() => expectValid([service({}), deployment(podSpec({ containers: [] }))])).toThrow(
      /^2 problems in the manifests:\n {2}Service test\/reviews: .*\n {2}Deployment test\/reviews-v1: /,
    );
  });
});
