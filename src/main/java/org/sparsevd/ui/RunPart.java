package org.sparsevd.ui;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.RunView;

/**
 * A part of the window that draws a run.
 *
 * @param node on screen
 * @param draw shows a run at an epoch, or that there is none
 * @param theme changes colours and sizes of what style sheets don't reach
 */
record RunPart(Node node, Consumer<Optional<RunView>> draw, Consumer<ChartTheme> theme) {}
