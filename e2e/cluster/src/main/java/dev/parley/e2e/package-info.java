/// `make e2e`: Parley as a platform team has it, in a real Kubernetes, with meetings under way. Charts are installed,
/// resources applied, nodes drained, processes killed, machines lost; printed is what that costs those who meet.
/// Nothing in here knows which kind of cluster it runs on (`docs/cluster.md`).
@NullMarked
package dev.parley.e2e;

import org.jspecify.annotations.NullMarked;
