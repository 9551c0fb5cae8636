import { corsRefused } from '../../../../src/check/rules/virtual-service/cors-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [corsRefused]);

describe('what CORS allows', () => {
  test('is of HTTP', () => {
    expect(find(httpService('{ corsPolicy: { allowMethods: [GET, get, "*"], allowHeaders: ["*", x-a, "x a"], exposeHeaders: [""] } }, {}')).map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].corsPolicy.allowMethods[1]: allows method \'get\', which is refused',
      'spec.http[0].corsPolicy.allowHeaders[2]: names header \'x a\' in allowHeaders, which is refused',
      'spec.http[0].corsPolicy.exposeHeaders[0]: names header \'\' in exposeHeaders, which is refused',
    ]);
  });
});
