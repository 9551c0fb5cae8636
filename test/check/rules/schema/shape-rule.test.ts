import { checkMesh } from '../../../../src/check/check-mesh';
import { SCHEMA_RULES } from '../../../../src/check/rules/schema';
import { findingsIn, meshOf } from '../../fixtures';

const find = (yaml: string) => findingsIn(yaml, SCHEMA_RULES);
const service = (spec: string, metadata = 'name: cart') => `apiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: ${spec}\n`;

describe('what is wrong with the structure of an object', () => {
  test('is told by the rule of its kind, with the field', () => {
    expect(find(service('{ ports: [{ port: x, portt: 1 }, {}], type: Any }', 'name: cart, labels: { a: 1 }')).map(text => text.split(': ').slice(0, 2).join(': '))).toEqual([
      'invalid-value: Service cart spec.type',
      'missing-field: Service cart spec.ports[1].port',
      'unknown-field: Service cart spec.ports[0].portt',
      'wrong-type: Service cart metadata.labels.a',
      'wrong-type: Service cart spec.ports[0].port',
    ]);
  });

  test('says the value, what is allowed, and what is meant perhaps', () => {
    expect(find(service('{ ports: [{ port: 80, protcol: TCP }] }'))).toEqual([
      expect.stringMatching(/^unknown-field: Service cart spec\.ports\[0\]\.protcol: protcol is unknown; did you mean "protocol"\?$/),
    ]);
    expect(find('apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: a }\nspec: { mtls: { mode: strict } }\n')).toEqual([
      expect.stringMatching(/^invalid-value: PeerAuthentication a spec\.mtls\.mode: mode .*"strict".*STRICT/),
    ]);
  });

  test('is nothing for a kind that nobody knows', () => {
    expect(find('apiVersion: example.com/v1\nkind: Service\nspec: 3\n')).toEqual([]);
  });

  test('names the versions that there are', () => {
    expect(find('apiVersion: networking.istio.io/v2\nkind: Gateway\nmetadata: { name: a }\n')).toEqual([
      'unserved-version: Gateway a apiVersion: is of \'networking.istio.io/v2\', and the kind is served as v1, v1beta1, v1alpha3',
    ]);
  });

  test('is told once for objects that are given again, with where', () => {
    const twice = `${service('{}')}---\n${service('{ type: NodePort }')}`;
    expect(find(twice)).toEqual(['repeated-object: Service cart metadata.name: is given again, and this one is replaced']);
    const [{ others }] = checkMesh(meshOf(twice), { rules: SCHEMA_RULES }).findings;
    expect(others.map(({ json }) => json.spec)).toEqual([{ type: 'NodePort' }]);
  });

  test('is told of an item by the name of its list', () => {
    expect(find('apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: { name: a }\nspec:\n  jwtRules:\n    - issuer: a\n      jwks: "{}"\n      jwksUri: https://a\n'))
      .toEqual(['broken-constraint: RequestAuthentication a spec.jwtRules[0]: jwtRules only one of jwks or jwksUri can be set']);
  });
});
