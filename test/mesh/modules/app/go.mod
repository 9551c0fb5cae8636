module cdk8s-istio-lab/app

go 1.26.0
