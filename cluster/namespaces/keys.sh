# The authority of a run, a certificate for everyone who speaks in it, and the kubeconfigs with them. Sourced after
# run.sh.
KEYS=$RUN/keys
CERTIFICATE_DAYS=3650

make_keys() {
    mkdir -p "$KEYS"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$CERTIFICATE_DAYS" \
        -keyout "$KEYS/ca.key" -out "$KEYS/ca.crt" -subj "/CN=parley-cluster-$PARLEY_CLUSTER" 2>/dev/null
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$KEYS/service-accounts.key" 2>/dev/null
    openssl pkey -in "$KEYS/service-accounts.key" -pubout -out "$KEYS/service-accounts.pub"
    certify api-server /CN=kube-apiserver \
        "subjectAltName=$(joined DNS: localhost kubernetes{,.default{,.svc{,.cluster.local}}}),$(joined IP: \
            127.0.0.1 "$CONTROL_PLANE" "$SERVICE_API")"
    certify api-server-to-kubelet /O=system:masters/CN=kube-apiserver
    kubeconfig admin /O=system:masters/CN=admin
    kubeconfig controller-manager /CN=system:kube-controller-manager
    kubeconfig scheduler /CN=system:kube-scheduler
    kubeconfig proxy /CN=system:kube-proxy
    local i
    for ((i = 1; i <= NODES; i++)); do
        kubeconfig "node$i" "/O=system:nodes/CN=system:node:node$i"
    done
}

# `joined DNS: a b`: DNS:a,DNS:b
joined() {
    local prefix=$1 IFS=,
    shift
    echo "${*/#/$prefix}"
}

# `certify NAME SUBJECT [EXTENSION]`
certify() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$KEYS/$1.key" -out "$KEYS/$1.request" \
        -subj "$2" 2>/dev/null
    openssl x509 -req -in "$KEYS/$1.request" -CA "$KEYS/ca.crt" -CAkey "$KEYS/ca.key" -CAcreateserial \
        -days "$CERTIFICATE_DAYS" -out "$KEYS/$1.crt" -extfile <(echo "${3:-extendedKeyUsage=clientAuth}") 2>/dev/null
    rm "$KEYS/$1.request"
}

# `kubeconfig NAME SUBJECT`: with everything in it, so that the file can be read from any folder.
kubeconfig() {
    certify "$1" "$2"
    cat >"$RUN/$1.kubeconfig" <<YAML
apiVersion: v1
kind: Config
clusters:
- name: parley-$PARLEY_CLUSTER
  cluster:
    server: https://$CONTROL_PLANE:6443
    certificate-authority-data: $(base64 -w0 "$KEYS/ca.crt")
users:
- name: $1
  user:
    client-certificate-data: $(base64 -w0 "$KEYS/$1.crt")
    client-key-data: $(base64 -w0 "$KEYS/$1.key")
contexts:
- name: parley-$PARLEY_CLUSTER
  context: {cluster: parley-$PARLEY_CLUSTER, user: $1}
current-context: parley-$PARLEY_CLUSTER
YAML
}
