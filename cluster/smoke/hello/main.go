// What the smoke test puts into a cluster, and what it asks with: the same program on both sides.
//
//	hello                  says its host's name over HTTP on 8080, and before each UDP datagram that it echoes on 9000
//	hello udp HOST:PORT    sends a datagram, prints the answer
//	hello http HOST:PORT   prints the answer
//	hello resolve NAME     prints the addresses
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// Within this time an answer in the same machine is there, or will not be.
const patience = 2 * time.Second

func main() {
	log.SetFlags(0)
	switch {
	case len(os.Args) == 1:
		serve()
	case len(os.Args) == 3 && os.Args[1] == "udp":
		fmt.Println(must(askUDP(os.Args[2])))
	case len(os.Args) == 3 && os.Args[1] == "http":
		fmt.Println(must(askHTTP(os.Args[2])))
	case len(os.Args) == 3 && os.Args[1] == "resolve":
		fmt.Println(strings.Join(must(net.LookupHost(os.Args[2])), " "))
	default:
		log.Fatal("hello: unknown words: ", os.Args[1:])
	}
}

func serve() {
	name := must(os.Hostname())
	echo := must(net.ListenPacket("udp", ":9000"))
	go func() {
		datagram := make([]byte, 1500)
		for {
			length, from, err := echo.ReadFrom(datagram)
			if err == nil {
				_, _ = echo.WriteTo([]byte(name+" "+string(datagram[:length])), from)
			}
		}
	}()
	http.HandleFunc("/", func(response http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(response, name)
	})
	log.Print("hello from ", name)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func askUDP(address string) (string, error) {
	connection, err := net.Dial("udp", address)
	if err != nil {
		return "", err
	}
	if err := connection.SetDeadline(time.Now().Add(patience)); err != nil {
		return "", err
	}
	if _, err := connection.Write([]byte("datagram")); err != nil {
		return "", err
	}
	answer := make([]byte, 1500)
	length, err := connection.Read(answer)
	return string(answer[:length]), err
}

func askHTTP(address string) (string, error) {
	client := http.Client{Timeout: patience}
	response, err := client.Get("http://" + address)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
