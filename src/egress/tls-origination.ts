import { Construct } from 'constructs';
import { ClientCertificate } from './client-certificate';
import { ServerAuthorities } from './server-authorities';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkHost } from '../core/values';
import { PortTraffic } from '../service/port';

/**
 * How a proxy knows the server to which it speaks TLS.
 */
export interface TlsOriginationProps {
  /**
   * The server's name that the proxy asks for (`sni`).
   *
   * @default - the host; for a wildcard host the one that the request names
   */
  readonly serverName?: string;

  /**
   * The names of which the server's certificate must carry one (`subjectAltNames`).
   *
   * @default - the server's name
   */
  readonly subjectAltNames?: string[];

  /**
   * Who must have issued the server's certificate.
   *
   * @default ServerAuthorities.system()
   */
  readonly authorities?: ServerAuthorities;
}

/**
 * TLS that a proxy speaks in the application's place: the application calls in plain text, and its own proxy, or the egress gateway
 * through which the call goes, encrypts it and verifies the server (`DestinationRule.trafficPolicy.tls`).
 */
export class TlsOrigination {
  /**
   * The server shows a certificate (`SIMPLE`).
   *
   * @param props how the server is known; by its host and the system's authorities when not given
   */
  public static simple(props: TlsOriginationProps = {}): TlsOrigination {
    return new TlsOrigination('SIMPLE', props);
  }

  /**
   * The server shows a certificate, and the proxy one of its own (`MUTUAL`).
   *
   * @param certificate what the proxy shows
   * @param props how the server is known; by its host when not given
   */
  public static mutual(certificate: ClientCertificate, props: TlsOriginationProps = {}): TlsOrigination {
    return new TlsOrigination('MUTUAL', props, certificate);
  }

  private constructor(
    private readonly mode: 'SIMPLE' | 'MUTUAL', private readonly props: TlsOriginationProps, private readonly certificate?: ClientCertificate,
  ) {}

  /** @internal the Secret that it reads, which only a gateway can */
  public get _secret(): string | undefined {
    return this.certificate?._secret ?? this.props.authorities?._secret;
  }

  /** @internal `ClientTLSSettings`, checked */
  public _toJson(scope: Construct, host: string, traffic: PortTraffic): Json {
    const wildcard = host.startsWith('*');
    const { serverName, subjectAltNames } = this.props;
    if (traffic === 'tls') {
      fail(scope, 'has tls on a port that speaks TLS already: let the application speak HTTP or another protocol there, or leave out tls');
    }
    if (wildcard && traffic === 'tcp' && serverName === undefined) {
      fail(scope, `has tls for connections to wildcard host ${show(host)}, which name no server: give tls a serverName, or name the host`);
    }
    if (serverName !== undefined && checkHost(scope, 'tls.serverName', serverName).startsWith('*')) {
      fail(scope, `tls.serverName ${show(serverName)} is a wildcard, and a client asks for one server: name it, or leave it out`);
    }
    if (subjectAltNames?.length === 0) {
      fail(scope, 'tls.subjectAltNames is empty, which would take any server\'s certificate: name at least one, or leave it out');
    }
    const sni = serverName ?? (wildcard ? undefined : host);
    return {
      mode: this.mode,
      sni,
      // Istio verifies no name where it is told the server's name and not those of the certificate.
      subjectAltNames: subjectAltNames ?? (sni === undefined ? undefined : [sni]),
      ...this.trust(scope),
    };
  }

  private trust(scope: Construct): Json {
    const { authorities } = this.props;
    if (this.certificate?._secret === undefined) {
      const trusted = (authorities ?? ServerAuthorities.system())._toJson(scope);
      if (this.certificate && trusted.credentialName !== undefined) {
        fail(scope, 'has a client certificate of files and authorities of a Secret or ConfigMap, which Istio takes from one place: use ServerAuthorities.file or system, or ClientCertificate.secret');
      }
      return { ...this.certificate?._toJson(scope), ...trusted };
    }
    if (authorities) {
      fail(scope, `has a client certificate of Secret ${show(this.certificate._secret)}, and authorities beside it, which Istio would not read: put them into the Secret, as 'ca.crt'`);
    }
    return this.certificate._toJson(scope);
  }
}
