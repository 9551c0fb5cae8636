import { serviceTypeConflict } from '../../../../src/check/rules/workload/service-type-conflict';
import { findingsIn } from '../../fixtures';

const of = (spec: string) => findingsIn(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ${spec} }
`, [serviceTypeConflict]).map(text => text.replace('service-type-conflict: Service shop/cart spec.', ''));

describe('a Service', () => {
  test('that is an alias has the name of a host, and no address', () => {
    expect(of('type: ExternalName')).toEqual(['externalName: is of type ExternalName and has no externalName']);
    expect(of('type: ExternalName, externalName: a_b')).toEqual(['externalName: has the external name \'a_b\', which is no name of DNS']);
    expect(of('type: ExternalName, externalName: Example.com')).toHaveLength(1);
    expect(of('type: ExternalName, externalName: example.com., clusterIP: ""')).toEqual([]);
    expect(of('type: ExternalName, externalName: example.com, clusterIP: None, ipFamilies: [IPv4], ipFamilyPolicy: SingleStack')).toEqual([
      'clusterIP: is of type ExternalName and has clusterIP', 'ipFamilies: is of type ExternalName and has ipFamilies', 'ipFamilyPolicy: is of type ExternalName and has ipFamilyPolicy',
    ]);
  });

  test('has what is for a load balancer only if it is one', () => {
    expect(of('loadBalancerClass: a/b')).toEqual(['loadBalancerClass: is of type ClusterIP and has loadBalancerClass, which is for LoadBalancer']);
    expect(of('type: NodePort, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [10.0.0.0/8]')).toHaveLength(2);
    expect(of('type: LoadBalancer, loadBalancerClass: a/b, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [10.0.0.0/8]')).toEqual([]);
    expect(of('loadBalancerSourceRanges: []')).toEqual([]);
  });

  test('says how it is reached from outside only if it is', () => {
    expect(of('externalTrafficPolicy: Local')[0]).toContain('externalTrafficPolicy: is of type ClusterIP and has');
    for (const fine of ['type: NodePort, externalTrafficPolicy: Local', 'type: LoadBalancer, externalTrafficPolicy: Cluster', 'externalIPs: [192.0.2.1], externalTrafficPolicy: Local']) {
      expect(of(fine)).toEqual([]);
    }
    expect(of('type: LoadBalancer, healthCheckNodePort: 30000')).toEqual(['healthCheckNodePort: has healthCheckNodePort, which is for LoadBalancer with externalTrafficPolicy Local']);
    expect(of('type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000')).toEqual([]);
  });

  test('has settings of affinity only with affinity', () => {
    expect(of('sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } }')).toEqual(['sessionAffinityConfig: has sessionAffinityConfig, which the API server drops unless sessionAffinity is ClientIP']);
    expect(of('sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } }')).toEqual([]);
  });

  test('has addresses that there can be', () => {
    expect(of('type: LoadBalancer, clusterIP: None')).toEqual(['clusterIP: is of type LoadBalancer and headless']);
    expect(of('clusterIP: cart')).toEqual(['clusterIP: has the address \'cart\', which is none']);
    expect(of('clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2]')).toEqual(['clusterIPs: has the addresses \'10.0.0.2\', and \'10.0.0.1\' as clusterIP, which must be the first of them']);
    expect(of('clusterIPs: [None, 10.0.0.1]')).toEqual(['clusterIPs: has the addresses \'None\', \'10.0.0.1\', and \'None\' stands alone']);
    expect(of('clusterIPs: [10.0.0.1, 10.0.0.2]')).toEqual(['clusterIPs: has the addresses \'10.0.0.1\', \'10.0.0.2\', which are of one family']);
    expect(of('ipFamilies: [IPv4, IPv4]')).toEqual(['ipFamilies: has the family \'IPv4\' twice']);
    expect(of('externalIPs: [192.0.2.1, cart]')).toEqual(['externalIPs: has the external address \'cart\', which is none']);
    expect(of('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, 10.0.0.1]')).toEqual([
      'loadBalancerSourceRanges: takes connections from \'10.0.0.1\', which is no range of addresses as 10.0.0.0/8',
    ]);
    expect(of('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, " ::/0"]')).toEqual([]);
    for (const fine of ['clusterIP: None', 'clusterIP: None, clusterIPs: [None]', 'clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "::1"]', 'clusterIP: ""', 'ipFamilies: [IPv6, IPv4]']) {
      expect(of(fine)).toEqual([]);
    }
  });
});
