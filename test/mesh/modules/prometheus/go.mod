module cdk8s-istio-lab/prometheus
go 1.26.0
// The version that the library's own stack deploys: 3.10.0.
require github.com/prometheus/prometheus v0.310.0
replace cloud.google.com/go => cloud.google.com/go v0.123.0
