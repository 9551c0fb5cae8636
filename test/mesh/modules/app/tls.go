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
	"path/filepath"
	"time"
)

// serveTLS answers as the HTTP ports do, behind a certificate that it signs itself or one of a folder for each server name.
func serveTLS(address, folder, clients string) *http.Server {
	config := &tls.Config{}
	if folder == "" {
		config.Certificates = []tls.Certificate{selfSigned()}
	} else {
		config.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			certificate, err := tls.LoadX509KeyPair(filepath.Join(folder, hello.ServerName+".crt"), filepath.Join(folder, hello.ServerName+".key"))
			return &certificate, err
		}
	}
	if clients != "" {
		config.ClientCAs = authoritiesOf(clients)
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	server := &http.Server{Addr: address, Handler: http.HandlerFunc(handle), TLSConfig: config}
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
		result.TLSClientConfig = &tls.Config{RootCAs: authoritiesOf(authorities)}
	}
	return result
}

func authoritiesOf(file string) *x509.CertPool {
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	return pool
}
