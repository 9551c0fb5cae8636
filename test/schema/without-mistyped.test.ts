import { checkShape } from '../../src/schema/check-shape';
import { withoutMistyped } from '../../src/schema/without-mistyped';

const service = (spec: object) => ({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'x' }, spec });
const clean = (json: ReturnType<typeof service>) => withoutMistyped(json, checkShape(json, json.apiVersion, json.kind));

test('an object without mistyped fields is the same object', () => {
  const fine = service({ hosts: ['a'] });
  const otherwiseWrong = service({ unknown: 1, http: [{ timeout: '0s' }] });
  expect(clean(fine)).toBe(fine);
  expect(clean(otherwiseWrong)).toBe(otherwiseWrong);
});

test('a mistyped field is left out, and its neighbours stay', () => {
  expect(clean(service({ hosts: 'a', gateways: ['mesh'] }))).toEqual(service({ gateways: ['mesh'] }));
});

test('a mistyped item is taken out of its list, and those around it stay', () => {
  expect(clean(service({ hosts: ['a', 1, 'b', null, 'c'] }))).toEqual(service({ hosts: ['a', 'b', 'c'] }));
});

test('of an item that is partly mistyped the rest stays', () => {
  const route = (weight?: unknown) => ({ destination: { host: 'a' }, ...weight === undefined ? {} : { weight } });
  expect(clean(service({ hosts: ['a'], http: [{ route: [route('1'), route(2), route(true)] }] })))
    .toEqual(service({ hosts: ['a'], http: [{ route: [route(), route(2), route()] }] }));
});

test('the object that is given stays as it is', () => {
  const json = service({ hosts: [1] });
  clean(json);
  expect(json).toEqual(service({ hosts: [1] }));
});

test('a field that is called as something of JavaScript is a field', () => {
  const json = JSON.parse('{"spec": {"__proto__": 1, "hosts": 1}}');
  const rest = withoutMistyped(json, [{ path: ['spec', 'hosts'], message: '', kind: 'type' }]);
  expect(JSON.stringify(rest)).toBe('{"spec":{"__proto__":1}}');
});

test('a path that leads nowhere takes the field with it', () => {
  expect(withoutMistyped({ a: 1, b: 2 }, [{ path: ['a', 'b'], message: '', kind: 'type' }])).toEqual({ b: 2 });
  expect(withoutMistyped({ a: 1, b: 2 }, [{ path: ['a'], message: '', kind: 'type' }, { path: ['a', 'b'], message: '', kind: 'type' }])).toEqual({ b: 2 });
});
