import { policyAccountNotFound } from '../../../../src/check/rules/security/policy-account-not-found';
import { authorization, found, k8sGateway, namespace, object, pod, TestObject } from '../../objects/as-json';

const allowing = (source: object) => authorization({ rules: [{ from: [{ source }] }] });
const told = (source: object, ...objects: TestObject[]) => found(policyAccountNotFound, [allowing(source), ...objects]);
const ACCOUNT = { principals: ['cluster.local/ns/web/sa/frontend'] };

describe('a service account that a policy names', () => {
  test('is told if no workload of its namespace has it', () => {
    expect(told(ACCOUNT, pod('proxy', 'web'))).toEqual([
      'AuthorizationPolicy shop/cart spec.rules[0].from[0].source.principals[0]: names service account \'web/frontend\' in principals, which no workload of that namespace has',
    ]);
    expect(told(ACCOUNT, pod('frontend', 'web', { serviceAccountName: 'web' }))[0]).toMatch(/; Pod 'frontend' has 'web'$/);
    expect(told({ serviceAccounts: ['frontend'] }, pod())[0]).toMatch(/'shop\/frontend' in serviceAccounts/);
    expect(told({ notServiceAccounts: ['web/frontend'] }, pod('proxy', 'web'))).toHaveLength(1);
  });

  test('is told if its workloads are not in the mesh', () => {
    const client = pod('frontend', 'web', { serviceAccountName: 'frontend' });
    expect(told(ACCOUNT, client, namespace('web', {}))[0]).toMatch(/in principals, and Pod 'frontend', which has it, is not in the mesh$/);
    expect(told(ACCOUNT, client, namespace('web'))).toEqual([]);
    expect(told(ACCOUNT, client)).toEqual([]);
    expect(told({ notPrincipals: ACCOUNT.principals }, client, namespace('web', {}))).toEqual([]);
    expect(told(ACCOUNT, client, namespace('web', {}), pod('other', 'web', { serviceAccountName: 'frontend', labels: { 'sidecar.istio.io/inject': 'true' } }))).toEqual([]);
  });

  test('is not told if it may be there', () => {
    expect(told(ACCOUNT)).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'shop'))).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'web'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'frontend', namespace: 'web' } })).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'web'), k8sGateway({}, 'edge', 'web'))).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'web'), object('networking.istio.io/v1', 'WorkloadEntry', 'm', 'web', { serviceAccount: 'frontend' }))).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'web'), object('networking.istio.io/v1', 'WorkloadGroup', 'm', 'web', { template: { serviceAccount: 'frontend' } }))).toEqual([]);
    expect(told(ACCOUNT, pod('proxy', 'web'), object('networking.istio.io/v1', 'WorkloadGroup', 'm', 'web'))).toHaveLength(1);
  });

  test('is not told of other meshes, of patterns and of what is no account', () => {
    expect(['partner.example/ns/web/sa/x', 'cluster.local/ns/web/sa/*', '*/sa/x', 'cluster.local/ns/web/x'].flatMap(value => told({ principals: [value] }, pod('proxy', 'web')))).toEqual([]);
    expect(told({ namespaces: ['cluster.local/ns/web/sa/frontend'] }, pod('proxy', 'web'))).toEqual([]);
    expect(found(policyAccountNotFound, [allowing({ principals: ['mesh.example/ns/web/sa/frontend'] }), pod('proxy', 'web')], { meshConfig: { trustDomain: 'mesh.example' } }))
      .toHaveLength(1);
  });
});
