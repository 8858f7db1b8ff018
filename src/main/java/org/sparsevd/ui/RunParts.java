package org.sparsevd.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.mask.HistoryLoader;
import org.sparsevd.ui.mask.MaskCard;
import org.sparsevd.ui.mask.MasksView;
import org.sparsevd.ui.train.ResultCard;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainView;

/** Everything in the window that draws a run. */
final class RunParts {
  private final List<RunPart> all = new ArrayList<>();
  private final TrainView trainView;
  private final MasksView masksView;

  RunParts(StudioModel model, FileDialogs files, Executor background, Executor viewThread) {
    ResultCard result = new ResultCard(model.cursor());
    MaskCard mask = new MaskCard(new HistoryLoader(background, viewThread));
    masksView =
        new MasksView(new HistoryLoader(background, viewThread), model.cursor().layerProperty());
    all.add(new RunPart(result, result::show, RunParts::nothing));
    all.add(new RunPart(mask, mask::show, mask::setTheme));
    all.add(new RunPart(masksView, masksView::show, masksView::setTheme));
    List<Card> charts = new ArrayList<>();
    List<Card> enlargeable = new ArrayList<>(charts);
    enlargeable.add(mask);
    trainView = new TrainView(charts, List.of(result, mask), enlargeable);
  }

  List<RunPart> all() {
    return List.copyOf(all);
  }

  TrainView trainView() {
    return trainView;
  }

  MasksView masksView() {
    return masksView;
  }

  private static void nothing(ChartTheme theme) {} // the style sheet reaches it
}
