import { isPlainHttp, isTlsProtocol, PROTOCOLS, protocolNamed } from '../../src/model/protocols';

describe('protocols', () => {
  test('are known whatever their case', () => {
    expect(protocolNamed('grpc-Web')).toBe('GRPC-WEB');
    expect(protocolNamed('ws')).toBeUndefined();
    expect(protocolNamed(undefined)).toBeUndefined();
  });

  test('are plain HTTP, encrypted or others', () => {
    expect(PROTOCOLS.filter(isPlainHttp)).toEqual(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);
    expect(PROTOCOLS.filter(isTlsProtocol)).toEqual(['HTTPS', 'TLS']);
    expect(isPlainHttp('http')).toBe(true);
    expect(isTlsProtocol('https')).toBe(true);
    expect([isPlainHttp(undefined), isTlsProtocol(undefined)]).toEqual([false, false]);
  });
});
