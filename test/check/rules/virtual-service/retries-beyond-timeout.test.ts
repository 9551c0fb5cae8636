import { retriesBeyondTimeout } from '../../../../src/check/rules/virtual-service/retries-beyond-timeout';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [retriesBeyondTimeout]);

describe('retries and the timeout of their route', () => {
  test('are compared', () => {
    expect(find(httpService('{ timeout: 2s, retries: { attempts: 1, perTryTimeout: 3s } }, { timeout: 2s, retries: { attempts: 1, perTryTimeout: 2s } }, { timeout: 5s, retries: { attempts: 3, perTryTimeout: 2s } }'))
      .map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].retries.perTryTimeout: gives each try 3s, and all of them together 2s: a slow one is never repeated',
      'spec.http[1].retries.perTryTimeout: gives each try 2s, and all of them together 2s: a slow one is never repeated',
      'spec.http[2].retries.perTryTimeout: gives each try 2s, and all 4 together 5s: the last ones do not come if they are slow',
    ]);
    expect(find(httpService('{ timeout: 6s, retries: { attempts: 3, perTryTimeout: 2s } }, { timeout: 1s, retries: { attempts: 0, perTryTimeout: 2s } }, { retries: { attempts: 3, perTryTimeout: 2s } }, { timeout: 1s, retries: { attempts: 3 } }, { timeout: 1s }'))).toEqual([]);
  });
});
