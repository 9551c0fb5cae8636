import { Rule } from '../../rule';

/** Reported by the engine, which alone knows what was accepted. */
export const idleAcknowledgement: Rule = {
  id: 'idle-acknowledgement',
  severity: 'warning',
  title: 'a finding is accepted that is not there, or without a reason',
  why: 'An acknowledgement that no finding needs stays behind when its cause is gone, and would hide the next one. One without a reason accepts nothing: who comes '
    + 'later could not know whether it still holds.',
  fix: 'remove the acknowledgement, correct the name of its rule, or give it a reason',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
  annotations:
    accept.cdk8s-istio/subset-not-defined: the subset comes with the next release
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { '    accept.cdk8s-istio/subset-not-defined: the subset comes with the next release': '    example.com/team: reviews' },
  check() {},
};
