import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { addRules, AlertProps } from './rules';
import { wholeSeconds } from '../core/values';

/**
 * How long before its end a certificate must have been renewed.
 */
export interface CertificateAlertsProps extends AlertProps {
  /**
   * Certificates of workloads, which last a day and are renewed at half of it. One that is older says that renewing fails.
   *
   * @default Duration.hours(6)
   */
  readonly workloads?: Duration;

  /**
   * The root certificate of the mesh and those that the control plane signs with.
   *
   * @default Duration.days(30)
   */
  readonly authorities?: Duration;

  /**
   * Certificates that cert-manager issues, those of gateways among them. Its controller must be scraped.
   *
   * @default Duration.days(7)
   */
  readonly issued?: Duration;
}

/**
 * Alerts before certificates run out: those of workloads (`istio_agent_cert_expiry_seconds`, which every proxy's agent tells), those of the mesh's authority
 * (`citadel_server_root_cert_expiry_timestamp`, `citadel_server_cert_chain_expiry_timestamp`, from istiod) and those of gateways that cert-manager renews
 * (`certmanager_certificate_expiration_timestamp_seconds`).
 */
export class CertificateAlerts extends Construct {
  /**
   * The PrometheusRule, to patch it; undefined where a stack takes the rules.
   */
  public readonly prometheusRule?: ApiObject;

  constructor(scope: Construct, id: string, props: CertificateAlertsProps = {}) {
    super(scope, id);
    const seconds = (what: string, value: Duration) => wholeSeconds(this, what, value, 60);
    const workloads = seconds('workloads', props.workloads ?? Duration.hours(6));
    const authorities = seconds('authorities', props.authorities ?? Duration.days(30));
    const issued = seconds('issued', props.issued ?? Duration.days(7));
    const left = 'it ends in {{ $value | humanizeDuration }}';
    this.prometheusRule = addRules(this, props, 'certificate-alerts', [{
      name: 'certificates',
      rules: [
        {
          alert: 'WorkloadCertificateExpires',
          // Pods of the same namespace and name are told apart by nothing else, and one of them is enough.
          expr: `min by (namespace,pod) (istio_agent_cert_expiry_seconds) < ${workloads}`,
          severity: 'page',
          summary: 'The certificate of pod {{ $labels.namespace }}/{{ $labels.pod }} is not renewed',
          description: `${left}; its agent should have had a new one from the control plane long ago`,
        },
        {
          alert: 'RootCertificateExpires',
          expr: `min (citadel_server_root_cert_expiry_timestamp) - time() < ${authorities}`,
          severity: 'page',
          summary: 'The root certificate of the mesh runs out',
          description: `${left}; all workloads must trust its successor before that`,
        },
        {
          alert: 'SigningCertificateExpires',
          expr: `min (citadel_server_cert_chain_expiry_timestamp) - time() < ${authorities}`,
          severity: 'page',
          summary: 'A certificate that the control plane signs with runs out',
          description: `${left}; no workload gets a certificate after that`,
        },
        {
          alert: 'IssuedCertificateExpires',
          // Scraped without honor_labels, the metric's own namespace is called exported_namespace, and namespace is that of cert-manager.
          expr: `min by (exported_namespace,namespace,name) (certmanager_certificate_expiration_timestamp_seconds) - time() < ${issued}`,
          severity: 'page',
          summary: 'Certificate {{ or $labels.exported_namespace $labels.namespace }}/{{ $labels.name }} is not renewed',
          description: `${left}; cert-manager should have renewed it`,
        },
      ],
    }]);
  }
}
