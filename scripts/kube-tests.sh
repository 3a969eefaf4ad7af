# What tests of the resources, the operator and the charts need: an API server and Helm, built where there is Go and
# nobody has said where they are. Sourced by the scripts that run such tests; plain sh.
if command -v go >/dev/null; then
    if [ -z "${PARLEY_KUBE_BINARIES:-}" ]; then
        PARLEY_KUBE_BINARIES=$(scripts/kube-binaries) || exit 1
        export PARLEY_KUBE_BINARIES
    fi
    if [ -z "${PARLEY_HELM:-}" ]; then
        PARLEY_HELM=$(scripts/helm-binary) || exit 1
        export PARLEY_HELM
    fi
fi
