import { checkMesh } from '../../../../src/check/check-mesh';
import { mirrorPercentageZero } from '../../../../src/check/rules/virtual-service/mirror-percentage-zero';
import { findingsIn, meshOf } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (route: string) => findingsIn(httpService(`{ ${route} }`), [mirrorPercentageZero]);

test('a mirror of 0 percent is found', () => {
  expect(find('mirror: { host: next }, mirrorPercentage: { value: 0 }')).toEqual([
    'mirror-percentage-zero: VirtualService shop/reviews spec.http[0].mirrorPercentage.value: copies 0 percent of the requests: the mirror gets none',
  ]);
});

test.each(['{}', '{ value: null }'])('a mirror whose percentage says nothing, as %s, is found', percentage => {
  expect(find(`mirror: { host: next }, mirrorPercentage: ${percentage}`)).toEqual([
    'mirror-percentage-zero: VirtualService shop/reviews spec.http[0].mirrorPercentage: has a percentage without a value, which is 0: the mirror gets no request',
  ]);
});

test('a mirror of several is looked at by itself, and the former fields are', () => {
  expect(find('mirrors: [{ destination: { host: next } }, { destination: { host: other }, percentage: {} }]')).toEqual([
    expect.stringMatching(/ spec\.http\[0\]\.mirrors\[1\]\.percentage: has a percentage without a value/),
  ]);
  expect(find('mirror: { host: next }, mirrorPercent: 0')).toEqual([expect.stringMatching(/ spec\.http\[0\]\.mirrorPercent: copies 0 percent/)]);
  expect(find('mirror: { host: next }, mirror_percent: 0')).toEqual([expect.stringMatching(/ spec\.http\[0\]\.mirror_percent: copies 0 percent/)]);
  expect(find('mirror: { host: next }, mirrorPercent: 0, mirrorPercentage: { value: 5 }')).toEqual([]);
});

test('what is switched off is a hint alone', () => {
  const severity = (percentage: string) => checkMesh(meshOf(httpService(`{ mirror: { host: next }, mirrorPercentage: ${percentage} }`)), { rules: [mirrorPercentageZero] })
    .findings.map(finding => finding.severity);
  expect([severity('{ value: 0 }'), severity('{}'), severity('{ value: 0.00001 }')]).toEqual([['info'], ['warning'], ['warning']]);
});

test('a percentage that Istio rounds to 0 is found', () => {
  expect(find('mirror: { host: next }, mirrorPercentage: { value: 0.00005 }')).toEqual([
    'mirror-percentage-zero: VirtualService shop/reviews spec.http[0].mirrorPercentage.value: copies 0.00005 percent of the requests, which Istio reads as 0: the mirror gets none',
  ]);
});

test.each([
  ['a mirror of all requests', 'mirror: { host: next }'],
  ['a percentage that is null', 'mirror: { host: next }, mirrorPercentage: null'],
  ['a mirror of some', 'mirror: { host: next }, mirrorPercentage: { value: 10 }'],
  ['the least that is copied', 'mirror: { host: next }, mirrorPercentage: { value: 0.0001 }'],
  ['a negative percentage, which is refused', 'mirror: { host: next }, mirrorPercentage: { value: -1 }'],
  ['a percentage without a mirror', 'mirrorPercentage: { value: 0 }'],
  ['a route to a delegate, which may have its own', 'mirror: { host: next }, mirrorPercentage: { value: 0 }, delegate: { name: other }'],
])('%s is left alone', (_, route) => {
  expect(find(route)).toEqual([]);
});
