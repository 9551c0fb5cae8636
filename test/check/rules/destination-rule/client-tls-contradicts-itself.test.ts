import { clientTlsContradictsItself } from '../../../../src/check/rules/destination-rule/client-tls-contradicts-itself';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (tls: string) => findingsIn(policy(`tls: { ${tls} }`), [clientTlsContradictsItself])
  .map(text => text.replace('client-tls-contradicts-itself: DestinationRule shop/reviews spec.trafficPolicy.tls: ', ''));

describe('a tls setting', () => {
  test('of mode MUTUAL needs a certificate and its key, or a credential', () => {
    expect(find('mode: MUTUAL')).toEqual(['has mode \'MUTUAL\' without \'clientCertificate\', \'privateKey\', and without a credentialName']);
    expect(find('mode: MUTUAL, clientCertificate: /a')).toEqual(['has mode \'MUTUAL\' without \'privateKey\', and without a credentialName']);
    expect(find('mode: MUTUAL, clientCertificate: /a, privateKey: /b')).toEqual([]);
    expect(find('mode: MUTUAL, credentialName: a')).toEqual([]);
    expect(find('mode: SIMPLE')).toEqual([]);
    expect(findingsIn(destinationRule(''), [clientTlsContradictsItself])).toEqual([]);
  });

  test('names a credential or files', () => {
    expect(find('mode: SIMPLE, credentialName: a, caCertificates: /a')).toEqual(['has credentialName \'a\' beside \'caCertificates\'']);
    expect(find('mode: MUTUAL, credentialName: a, clientCertificate: /a, privateKey: /b, caCrl: /c')).toEqual([
      'has credentialName \'a\' beside \'clientCertificate\', \'privateKey\', \'caCrl\'',
    ]);
    expect(find('mode: ISTIO_MUTUAL, credentialName: a, caCertificates: /a')).toEqual([]);
  });

  test('does not say what to verify if it does not', () => {
    expect(find('mode: SIMPLE, insecureSkipVerify: true, caCertificates: /a, subjectAltNames: [a]')).toEqual(['has insecureSkipVerify beside \'caCertificates\', \'subjectAltNames\'']);
    expect(find('mode: SIMPLE, insecureSkipVerify: true, credentialName: a')).toEqual(['has insecureSkipVerify beside \'credentialName\'']);
    expect(find('mode: MUTUAL, insecureSkipVerify: true, credentialName: a')).toEqual([]);
    expect(find('mode: MUTUAL, insecureSkipVerify: true, credentialName: a, subjectAltNames: [a]')).toEqual(['has insecureSkipVerify beside \'subjectAltNames\'']);
    expect(find('mode: SIMPLE, insecureSkipVerify: true')).toEqual([]);
    expect(find('mode: SIMPLE, subjectAltNames: [a], caCertificates: /a')).toEqual([]);
    expect(find('mode: DISABLE, insecureSkipVerify: true, caCertificates: /a')).toEqual([]);
  });

  test('takes ConfigMaps of its own namespace', () => {
    expect(find('mode: SIMPLE, credentialName: "configmap://a"')).toEqual([]);
    expect(find('mode: SIMPLE, credentialName: "configmap://shop/a"')).toEqual([]);
    expect(find('mode: SIMPLE, credentialName: "configmap://front/a"')).toEqual(['names credential \'configmap://front/a\' of another namespace than its own, \'shop\'']);
    expect(find('mode: SIMPLE, credentialName: "configmap://"')).toEqual(['names credential \'configmap://\', and it must be \'configmap://name\'']);
    expect(find('mode: SIMPLE, credentialName: "configmap://a/b/c"')).toHaveLength(1);
  });
});
