import { checkMesh } from '../../../../src/check/check-mesh';
import { directResponseRefused } from '../../../../src/check/rules/virtual-service/direct-response-refused';
import { findingsIn, meshOf } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const of = (response: string) => findingsIn(httpService(`{ directResponse: ${response} }`), [directResponseRefused]).map(text => text.split(' ').slice(3).join(' '));

describe('a direct response', () => {
  test('is found with a status that Istio refuses', () => {
    expect(of('{ status: 199 }')).toEqual(['spec.http[0].directResponse.status: answers with status 199, which is refused']);
    expect(of('{ status: 601 }')).toHaveLength(1);
    for (const status of [200, 404, 600]) {
      expect(of(`{ status: ${status} }`)).toEqual([]);
    }
    expect(findingsIn(httpService('{}'), [directResponseRefused])).toEqual([]);
  });

  test('is found with a body that is too large', () => {
    const sized = (bytes: number) => of(`{ status: 200, body: { string: ${'a'.repeat(bytes)} } }`);
    expect(sized(1024 * 1024 + 1)).toEqual(['spec.http[0].directResponse.body: answers with 1048577 bytes, which is refused']);
    expect(sized(100 * 1024 + 1)).toEqual(['spec.http[0].directResponse.body: answers with 102401 bytes, which each proxy gets with each change of a route']);
    expect(sized(100 * 1024)).toEqual([]);
    // Bytes count as they are sent.
    expect(of(`{ status: 200, body: { bytes: ${Buffer.alloc(100 * 1024 + 2).toString('base64')} } }`)).toHaveLength(1);
    expect(of(`{ status: 200, body: { bytes: ${Buffer.alloc(100 * 1024).toString('base64')} } }`)).toEqual([]);
    expect(of('{ status: 200, body: {} }')).toEqual([]);
  });

  test('is a warning where Istio warns', () => {
    const severities = (bytes: number) => checkMesh(meshOf(httpService(`{ directResponse: { status: 200, body: { string: ${'a'.repeat(bytes)} } } }`)), { rules: [directResponseRefused] })
      .findings.map(({ severity }) => severity);
    expect(severities(102401)).toEqual(['warning']);
    expect(severities(1048577)).toEqual(['error']);
  });
});
