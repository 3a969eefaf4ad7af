/// What is told of a resource: conditions that every kstatus-aware tool understands, and Events for people.
/// What it says is pure; that it is written only when it says something new is the reconcilers' part.
@NullMarked
package dev.parley.operator.status;

import org.jspecify.annotations.NullMarked;
