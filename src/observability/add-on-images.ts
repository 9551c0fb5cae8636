/** What the add-ons run, the one list: the versions that Istio's own add-ons have. */
export const ADD_ON_IMAGES = {
  prometheus: 'docker.io/prom/prometheus:v3.10.0',
  grafana: 'docker.io/grafana/grafana:12.0.1',
  kiali: 'quay.io/kiali/kiali:v2.27',
  jaeger: 'docker.io/jaegertracing/jaeger:2.17.0',
};
