/// What can be asked: one class for each word behind `kubectl parley`.
@NullMarked
package dev.parley.kubectl.commands;

import org.jspecify.annotations.NullMarked;
