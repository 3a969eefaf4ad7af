package dev.parley.crds.cluster;

import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import org.jspecify.annotations.Nullable;

/// An object storage that speaks S3.
@Rule(
        value = "has(self.accessKeyId) == has(self.secretAccessKey)",
        says = "accessKeyId: %s, secretAccessKey: %s (expected: both or none)",
        with = "(has(self.accessKeyId) ? 'present' : 'none'), (has(self.secretAccessKey) ? 'present'" + " : 'none')")
public record Storage(
        // Its URL. Absent: that of AWS in the region.
        @Rule(
                value = "isURL(self) && url(self).getScheme() in ['http', 'https'] && url(self).getHost() != ''",
                says = "endpoint: %s (expected: https://host:port)",
                with = "self")
        @Text(max = 2_048)
        @Nullable
        String endpoint,
        // Its region.
        @Default("us-east-1") @Text(max = 64, pattern = "^[-a-z0-9]+$")
        String region,
        // The bucket.
        @Text(min = 3, max = 63, pattern = "^[a-z0-9][-.a-z0-9]*[a-z0-9]$")
        String bucket,
        // What the names of all objects begin with.
        @Default("") @Text(min = 0, max = 512) String prefix,
        // Whether the bucket is a part of the path rather than of the host.
        @Default("false") boolean pathStyle,
        // The id of the access key. Absent, like its secret: the identity of the pod is used.
        @Nullable SecretKey accessKeyId,
        // The secret of the access key.
        @Nullable SecretKey secretAccessKey,
        // Who vouches for its certificate, in PEM. Absent: those whom Java trusts.
        @Nullable SecretKey certificateAuthority) {}
