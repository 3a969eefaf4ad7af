/// The program: settings, leader election, health and metrics. The only package that knows the framework.
@NullMarked
package dev.parley.operator.app;

import org.jspecify.annotations.NullMarked;
