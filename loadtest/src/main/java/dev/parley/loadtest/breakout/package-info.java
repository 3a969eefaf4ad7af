/// `make bench-breakout`: a host sends hundreds of people into breakouts and calls them back, and every packet that
/// anybody receives says where its sender was. What is measured is told by [dev.parley.loadtest.breakout.Attendee]s;
/// what it means is judged by pure functions ([dev.parley.loadtest.breakout.Secrecy],
/// [dev.parley.loadtest.breakout.Spread]).
@NullMarked
package dev.parley.loadtest.breakout;

import org.jspecify.annotations.NullMarked;
