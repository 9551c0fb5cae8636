import { externalNameWithSelector } from '../../../../src/check/rules/workload/external-name-with-selector';
import { findingsIn } from '../../fixtures';

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: shop }
spec: ${spec}
`;

const found = (spec: string) => findingsIn(service(spec), [externalNameWithSelector]);

test('a selector of an ExternalName Service is found', () => {
  expect(found('{ type: ExternalName, externalName: pay.example.com, selector: { app: payments } }')).toEqual([
    'external-name-with-selector: Service shop/payments spec.selector: selects pods, and is another name of \'pay.example.com\' instead',
  ]);
});

test.each([
  ['a Service without a selector', '{ type: ExternalName, externalName: pay.example.com }'],
  ['an empty selector', '{ type: ExternalName, externalName: pay.example.com, selector: {} }'],
  ['a selector that is null', '{ type: ExternalName, externalName: pay.example.com, selector: null }'],
  ['a Service that is of no type', '{ externalName: pay.example.com, selector: { app: payments }, ports: [{ port: 80 }] }'],
  ['a ClusterIP', '{ type: ClusterIP, externalName: pay.example.com, selector: { app: payments }, ports: [{ port: 80 }] }'],
  ['an ExternalName without a name, which the API server refuses', '{ type: ExternalName, externalName: "", selector: { app: payments } }'],
  ['an ExternalName that says none', '{ type: ExternalName, selector: { app: payments } }'],
])('%s is left alone', (_, spec) => {
  expect(found(spec)).toEqual([]);
});
