import { referenceGrantGroupWrong } from '../../../../src/check/rules/gateway/reference-grant-group-wrong';
import { finder, object } from '../../objects/gateways';

const find = finder(referenceGrantGroupWrong);
const grant = (from: string, to: string) => find(object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'edge', 'shop', `spec: { from: [${from}], to: [${to}] }`));
const FROM = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }';
const TO = '{ group: "", kind: Service }';

describe('a group of a grant', () => {
  test('is found if the kind is not of it', () => {
    expect(grant(`${FROM}, { group: "", kind: Gateway, namespace: edge }`, TO)).toEqual([
      'ReferenceGrant shop/edge spec.from[1].group: grants to Gateway of group \'\', and that kind is of \'gateway.networking.k8s.io\'',
    ]);
    expect(grant('{ group: networking.istio.io, kind: Gateway, namespace: edge }', TO)).toHaveLength(1);
    expect(grant('{ group: networking.k8s.io, kind: TCPRoute, namespace: edge }', TO)).toHaveLength(1);
    for (const [group, kind] of [['core', 'Service'], ['v1', 'Secret'], ['gateway.networking.k8s.io', 'ConfigMap']]) {
      expect(grant(FROM, `{ group: ${group}, kind: ${kind} }`)).toEqual([`ReferenceGrant shop/edge spec.to[0].group: grants ${kind} of group '${group}', and that kind is of ''`]);
    }
  });

  test('is not if it is, or if others may have such a kind', () => {
    expect(grant(FROM, TO)).toEqual([]);
    expect(grant('{ group: example.com, kind: Gateway, namespace: edge }', '{ group: serving.example.com, kind: Service }')).toEqual([]);
    expect(grant('{ group: "", kind: Ingress, namespace: edge }', '{ group: core, kind: Pod }')).toEqual([]);
    expect(grant('{}', '{}')).toEqual([]);
  });
});
