import { settingsWithoutDestination } from '../../../../src/check/rules/virtual-service/settings-without-destination';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [settingsWithoutDestination]);

describe('settings without a destination', () => {
  test('are found beside what goes nowhere', () => {
    expect(find(httpService('{ redirect: {}, fault: {}, rewrite: {} }, { directResponse: {}, timeout: 1s, retries: {}, mirror: {}, mirrors: [] }, { directResponse: {}, mirror: {} }'))).toEqual([
      'settings-without-destination: VirtualService shop/reviews spec.http[0].fault: has \'fault\', \'rewrite\' beside \'redirect\', which is refused',
      'settings-without-destination: VirtualService shop/reviews spec.http[1].timeout: has \'timeout\', \'retries\', \'mirror\', \'mirrors\' beside \'directResponse\', where they are ignored',
      'settings-without-destination: VirtualService shop/reviews spec.http[2].mirror: has \'mirror\' beside \'directResponse\', where it is ignored',
    ]);
    expect(find(httpService('{ route: [{}], fault: {}, timeout: 1s }, { redirect: {} }, { redirect: {}, delegate: {}, fault: {} }, { timeout: 1s }'))).toEqual([]);
  });

  test.each(['redirect', 'directResponse'])('are found where there is %s alone', field => {
    expect(find(httpService(`{ ${field}: {}, fault: {} }`))).toHaveLength(1);
  });
});
