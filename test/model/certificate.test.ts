import { certificateFault } from '../../src/model/certificate';
import { PEM } from '../support/certificate';

describe('a certificate', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  test('is fine while it is valid, alone and before others', () => {
    expect(certificateFault(PEM)).toBeUndefined();
    expect(certificateFault(`The shop\n${PEM}${PEM.replace('MII', 'MIII')}`)).toBeUndefined();
  });

  test('has its time', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2019-12-31T23:59:59Z'));
    expect(certificateFault(PEM)).toBe('which is not valid before 2020-01-01');
    now.mockReturnValue(Date.parse('2020-01-01T00:00:00Z'));
    expect(certificateFault(PEM)).toBeUndefined();
    now.mockReturnValue(Date.parse('3000-01-01T00:00:00Z'));
    expect(certificateFault(PEM)).toBeUndefined();
    now.mockReturnValue(Date.parse('3000-01-01T00:00:01Z'));
    expect(certificateFault(PEM)).toBe('which expired on 3000-01-01');
  });

  test('may be garbled', () => {
    expect(certificateFault(PEM.replace(/\n.*\n(?=-----END)/, '\n'))).toBe('which is none');
    expect(certificateFault(PEM.replace('MII', 'MIII'))).toBe('which is none');
  });

  test('may not be there yet', () => {
    expect(['', 'the certificate', '-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'].map(certificateFault))
      .toEqual([undefined, undefined, undefined, undefined]);
  });
});
