package org.sparsevd.chart;

/**
 * A line that can be switched on and off.
 *
 * @param key names it to the program
 * @param name names it on screen
 * @param shown whether it is drawn now
 */
public record SeriesSwitch(String key, String name, boolean shown) {}
