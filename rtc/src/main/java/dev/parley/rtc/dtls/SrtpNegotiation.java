package dev.parley.rtc.dtls;

import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/// What both sides of a handshake agree on for SRTP, and why they could not.
final class SrtpNegotiation {
    private final List<Fingerprint> expected;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable DtlsFailure failure;

    SrtpNegotiation(List<Fingerprint> expected) {
        this.expected = List.copyOf(expected);
    }

    static int[] offer() {
        return Arrays.stream(SrtpProfile.values()).mapToInt(SrtpProfile::id).toArray();
    }

    /// Our order decides, not the peer's: Chromium lists the 256-bit cipher first, which costs more for nothing.
    void choose(@Nullable UseSRTPData offered) throws TlsFatalAlert {
        for (SrtpProfile mine : SrtpProfile.values()) {
            if (offered != null
                    && Arrays.stream(offered.getProtectionProfiles()).anyMatch(id -> id == mine.id())) {
                profile = mine;
                return;
            }
        }
        throw refuse(DtlsFailure.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
    }

    /// RFC 8122 §6.2: the end certificate must have the fingerprint that SDP named. Chains mean nothing here.
    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(DtlsFailure.NO_CERTIFICATE, AlertDescription.handshake_failure);
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(certificate))) {
            throw refuse(DtlsFailure.FINGERPRINT_MISMATCH, AlertDescription.bad_certificate);
        }
    }

    private TlsFatalAlert refuse(DtlsFailure reason, short alert) {
        failure = reason;
        return new TlsFatalAlert(alert, reason.name());
    }

    /// What was chosen; zero before.
    int profileId() {
        SrtpProfile agreed = profile;
        return agreed == null ? 0 : agreed.id();
    }

    /// RFC 5764 §4.2.
    void export(TlsContext context) {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw new IllegalStateException("handshake complete without a profile");
        }
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, agreed.keyingMaterialBytes());
        keys = context.isServer() ? SrtpKeys.ofServer(agreed, material) : SrtpKeys.ofClient(agreed, material);
        Arrays.fill(material, (byte) 0);
    }

    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    @Nullable
    DtlsFailure failure() {
        return failure;
    }
}
