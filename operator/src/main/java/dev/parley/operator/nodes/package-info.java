/// How media nodes are asked how they are, and told what to do: `GET /v1/status`, `PUT` and `DELETE /v1/drain`
/// (`docs/protocol.md`).
@NullMarked
package dev.parley.operator.nodes;

import org.jspecify.annotations.NullMarked;
