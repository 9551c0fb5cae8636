import { proxyConfigImageType } from '../../../../src/check/rules/telemetry/proxy-config-image-type';
import { found, proxyConfig } from '../../objects/as-json';

const told = (imageType: string) => found(proxyConfigImageType, [proxyConfig({ image: { imageType } })]).map(text => text.replace('ProxyConfig shop/cart spec.image.imageType: ', ''));

describe('the type of a proxy\'s image', () => {
  test.each([['DEBUG', 'debug'], ['distrolless', 'distroless'], ['Defualt', 'default']])('%s is told', (type, meant) => {
    expect(told(type)).toEqual([`names image type '${type}', and Istio's is called '${meant}'`]);
  });

  test('is told if no tag can have it', () => {
    expect(told('my image')).toEqual(['names image type \'my image\', which cannot stand in the tag of an image']);
  });

  test.each(['default', 'debug', 'distroless', 'fips', 'our.own_1-2', ''])('may be %s', type => expect(told(type)).toEqual([]));

  test('may be missing', () => {
    expect(found(proxyConfigImageType, [proxyConfig({}), proxyConfig({ image: {} })])).toEqual([]);
  });
});
