import { mirrorsSaidTwice } from '../../../../src/check/rules/virtual-service/mirrors-said-twice';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [mirrorsSaidTwice]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('mirror beside mirrors', () => {
  test('is found', () => {
    expect(fields(httpService('{ mirror: { host: a }, mirrors: [] }, { mirror: { host: a }, mirrors: [{}] }, { mirrors: [{}] }, { mirror: { host: a } }'))).toEqual(['spec.http[1].mirror']);
  });
});
