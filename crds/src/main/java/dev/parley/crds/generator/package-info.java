/// Makes the CRDs and their page of the documentation of records, annotations and comments. `make crds`
/// runs it and a test compares; no program needs it (ADR-0015).
@NullMarked
package dev.parley.crds.generator;

import org.jspecify.annotations.NullMarked;
