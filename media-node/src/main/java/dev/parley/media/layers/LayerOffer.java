package dev.parley.media.layers;

/// One layer a publisher sends right now: what it costs and what it shows.
///
/// @param bps measured over the last second, bits per second
/// @param height of the picture in lines; 0 when not known yet
public record LayerOffer(int layer, long bps, int height) {}
