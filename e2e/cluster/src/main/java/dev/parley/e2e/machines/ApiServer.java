package dev.parley.e2e.machines;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// The API server of the cluster that KUBECONFIG names.
public final class ApiServer {
    private static final String EC = "EC";

    private ApiServer() {}

    public static KubernetesClient client() {
        Config config = Config.autoConfigure(null);
        if (isEllipticCurve(config.getClientKeyData())) {
            config.setClientKeyAlgo(EC);
        }
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// The client takes every PKCS #8 key for one of RSA unless it is told.
    private static boolean isEllipticCurve(String key) {
        if (key == null) {
            return false;
        }
        String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
        if (!pem.startsWith("-----BEGIN PRIVATE KEY-----")) {
            return false;
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            KeyFactory.getInstance(EC).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return true;
        } catch (NoSuchAlgorithmException | InvalidKeySpecException another) {
            return false;
        }
    }
}
