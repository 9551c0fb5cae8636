package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"time"
)

// serveTLS answers as the HTTP ports do, behind a certificate that it signs itself.
func serveTLS(address string) *http.Server {
	server := &http.Server{Addr: address, Handler: http.HandlerFunc(handle), TLSConfig: &tls.Config{Certificates: []tls.Certificate{selfSigned()}}}
	go func() {
		if err := server.ListenAndServeTLS("", ""); err != http.ErrServerClosed {
			log.Fatal(err)
		}
	}()
	return server
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "lab-app"}, DNSNames: []string{os.Getenv("SERVICE")},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// transport keeps one connection open, to `connect` whatever host the URL names, and trusts the authorities of a file alone.
func transport(connect, authorities string, http2 bool) *http.Transport {
	result := &http.Transport{MaxIdleConnsPerHost: 1, MaxConnsPerHost: 1, ForceAttemptHTTP2: http2}
	if connect != "" {
		dialer := &net.Dialer{}
		result.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, connect)
		}
	}
	if authorities != "" {
		text, err := os.ReadFile(authorities)
		if err != nil {
			log.Fatal(err)
		}
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(text)
		result.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	return result
}
