package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// serveGRPC answers every unary method with an empty message, and with its version as a header. The header 'fail' of a
// request asks for that status code instead, '14 1/2' for it to one of every two.
func serveGRPC(address string) *grpc.Server {
	server := grpc.NewServer(grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		if err := stream.RecvMsg(&emptypb.Empty{}); err != nil {
			return err
		}
		asked, _ := metadata.FromIncomingContext(stream.Context())
		count := requests.Add(1)
		if fail := asked.Get("fail"); len(fail) > 0 {
			name, share, some := strings.Cut(fail[0], " ")
			code, _ := strconv.Atoi(name)
			if !some || among(share, count) {
				// No headers: a status that comes behind them is not seen by who might repeat the call.
				return status.Error(codes.Code(code), "as asked")
			}
		}
		_ = stream.SetHeader(metadata.Pairs("version", os.Getenv("VERSION")))
		return stream.SendMsg(&emptypb.Empty{})
	}))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	return server
}

func dialGRPC(address, authority string) *grpc.ClientConn {
	options := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
	if authority != "" {
		options = append(options, grpc.WithAuthority(authority))
	}
	connection, err := grpc.NewClient("passthrough:///"+address, options...)
	if err != nil {
		log.Fatal(err)
	}
	return connection
}

// onceGRPC is one unary call; its key is the name of the status and the version that answered.
func onceGRPC(connection *grpc.ClientConn, method string, extra []string) (key, failure string) {
	ctx := context.Background()
	for _, header := range extra {
		name, value, _ := strings.Cut(header, ":")
		ctx = metadata.AppendToOutgoingContext(ctx, strings.TrimSpace(name), strings.TrimSpace(value))
	}
	var header metadata.MD
	err := connection.Invoke(ctx, method, &emptypb.Empty{}, &emptypb.Empty{}, grpc.Header(&header))
	key = strings.TrimSpace(fmt.Sprintf("%s %s", status.Code(err), strings.Join(header.Get("version"), ",")))
	if err != nil {
		return key, err.Error()
	}
	return key, ""
}
