package dev.parley.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/// Our answers to BouncyCastle's questions when the peer opens the handshake (`a=setup:active` on their side).
final class ServerPeer extends DefaultTlsServer implements HandshakePeer {
    /// What Chromium, Firefox, OpenSSL and Pion all offer for an ECDSA certificate; AES-128 first, it is the
    /// cheapest.
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    };

    private final DtlsIdentity identity;
    private final SrtpNegotiation negotiation;

    ServerPeer(DtlsIdentity identity, List<Fingerprint> expected) {
        super(identity.crypto());
        this.identity = identity;
        this.negotiation = new SrtpNegotiation(expected);
    }

    @Override
    public DTLSTransport handshake(DatagramTransport wire) throws IOException {
        return new DTLSServerProtocol().accept(this, wire);
    }

    @Override
    public SrtpNegotiation negotiation() {
        return negotiation;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CIPHER_SUITES.clone();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return DEADLINE_MILLIS;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    /// Without it keys must not be exported (RFC 7627 §5.4); every WebRTC stack of the last years has it.
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /// The fingerprint decides; by what algorithm a self-signed certificate was signed adds nothing.
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, signatureAlgorithms(), null);
    }

    @SuppressWarnings("JdkObsolete") // BouncyCastle's interface is as old as Vector
    private static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
                algorithms.add(new SignatureAndHashAlgorithm(hash, signature));
            }
        }
        algorithms.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
        return algorithms;
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate chain) throws IOException {
        negotiation.verify(chain);
    }

    @Override
    @SuppressWarnings("rawtypes") // BouncyCastle's interface is older than generics
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        negotiation.choose(TlsSRTPUtils.getUseSRTPExtension(extensions));
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as above
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        int[] chosen = {negotiation.profileId()};
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.export(context);
    }
}
