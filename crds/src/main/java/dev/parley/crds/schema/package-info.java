/// What a record of this module says of its fields: bounds, defaults, rules. The generator reads them,
/// together with the comments, and writes the schema that the API server enforces; nothing reads them at
/// run time.
@NullMarked
package dev.parley.crds.schema;

import org.jspecify.annotations.NullMarked;
