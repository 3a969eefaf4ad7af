package dev.parley.media.link;

import dev.parley.room.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Who this process is on node links: a certificate that names its node, of an authority that every node
/// derives from the fleet's secret. Whoever has the secret can name itself any node; nobody else can be
/// one. Everybody who connects is shown a signature of the authority, on which guesses of the secret could
/// be tried: so it has to be a long one.
public final class LinkIdentity {
    private static final String CURVE = "secp256r1";
    private static final byte[] PURPOSE = "parley node link authority 1".getBytes(StandardCharsets.US_ASCII);

    /// 128 bits more than the order has, so that the remainder is even (FIPS 186-5 A.2.1).
    private static final int SEED_BYTES = 48;

    private static final X500Name AUTHORITY = new X500Name("CN=parley fleet");
    private static final X500Name NODE = new X500Name("CN=parley node");
    private static final String NAME_PREFIX = "parley:node:";
    private static final int URI = 6;
    private static final int SERIAL_BITS = 64;

    private static final Duration SKEW = Duration.ofDays(1);
    /// Longer than any process lives.
    private static final Duration LIFE = Duration.ofDays(365);

    /// An authority that follows from a secret ends with the secret (RFC 5280 §4.1.2.5: no well-defined end).
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private final NodeId node;
    private final KeyManagerFactory own;
    private final TrustManagerFactory trusted;

    private LinkIdentity(NodeId node, KeyManagerFactory own, TrustManagerFactory trusted) {
        this.node = node;
        this.own = own;
        this.trusted = trusted;
    }

    /// A new one, with a key of its own.
    ///
    /// @param now by the wall clock; the certificate is good from a day before to a year after
    public static LinkIdentity of(String secret, NodeId node, SecureRandom random, Instant now) {
        try {
            KeyPair authority = authority(secret);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            KeyPair leaf = generator.generateKeyPair();
            X509Certificate anchor = signed(anchor(authority, random), authority);
            X509Certificate certificate = signed(leaf(leaf, node, random, now), authority);
            return new LinkIdentity(node, own(leaf, certificate), trusted(anchor));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    static KeyPair authority(String secret) throws GeneralSecurityException {
        byte[] seed = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                        .thenExpand(PURPOSE, SEED_BYTES));
        var curve = ECNamedCurveTable.getParameterSpec(CURVE);
        BigInteger scalar = new BigInteger(1, seed)
                .mod(curve.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        var point =
                new FixedPointCombMultiplier().multiply(curve.getG(), scalar).normalize();
        AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec(CURVE));
        ECParameterSpec parameters = named.getParameterSpec(ECParameterSpec.class);
        KeyFactory keys = KeyFactory.getInstance("EC");
        return new KeyPair(
                keys.generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                point.getAffineXCoord().toBigInteger(),
                                point.getAffineYCoord().toBigInteger()),
                        parameters)),
                keys.generatePrivate(new ECPrivateKeySpec(scalar, parameters)));
    }

    private static JcaX509v3CertificateBuilder anchor(KeyPair authority, SecureRandom random) throws IOException {
        var anchor = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                serial(random),
                Date.from(Instant.EPOCH),
                Date.from(NO_END),
                AUTHORITY,
                authority.getPublic());
        anchor.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        anchor.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return anchor;
    }

    private static JcaX509v3CertificateBuilder leaf(KeyPair keys, NodeId node, SecureRandom random, Instant now)
            throws IOException {
        var leaf = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                serial(random),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(LIFE)),
                NODE,
                keys.getPublic());
        leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        leaf.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, NAME_PREFIX + node.value())));
        return leaf;
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder certificate, KeyPair authority)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        byte[] encoded = certificate
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static KeyManagerFactory own(KeyPair keys, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = new char[0]; // the store never leaves memory
        store.setKeyEntry("node", keys.getPrivate(), password, new X509Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, password);
        return managers;
    }

    private static TrustManagerFactory trusted(X509Certificate anchor) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("fleet", anchor);
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        return managers;
    }

    NodeId node() {
        return node;
    }

    /// For one connection. With one of its own there is no session to resume, so every connection shows its
    /// certificate.
    SSLContext context() {
        return context(trusted.getTrustManagers());
    }

    SSLContext context(TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK speaks TLS 1.3", e);
        }
    }

    /// Which node a certificate of the fleet names.
    static Optional<NodeId> named(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null || names.size() != 1) {
                return Optional.empty();
            }
            List<?> only = names.iterator().next();
            return only.get(0).equals(URI) && only.get(1) instanceof String uri && uri.startsWith(NAME_PREFIX)
                    ? Optional.of(uri.substring(NAME_PREFIX.length()))
                            .filter(NodeId::isValid)
                            .map(NodeId::new)
                    : Optional.empty();
        } catch (CertificateParsingException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "LinkIdentity[" + node + "]";
    }
}
