package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.RunView;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.text.Text;
import org.sparsevd.ui.compact.CompactCard;
import org.sparsevd.ui.compact.CompactMeter;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.kl.KlLab;
import org.sparsevd.ui.kl.KlLabModel;
import org.sparsevd.ui.kl.KlNoiseView;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.live.KlCard;
import org.sparsevd.ui.live.LearningCurvesCard;
import org.sparsevd.ui.live.LogAlphaCard;
import org.sparsevd.ui.live.RunChartCard;
import org.sparsevd.ui.live.SparsityCard;
import org.sparsevd.ui.mask.HistoryLoader;
import org.sparsevd.ui.mask.MaskCard;
import org.sparsevd.ui.mask.MasksView;
import org.sparsevd.ui.noise.NoiseLab;
import org.sparsevd.ui.noise.NoiseModel;
import org.sparsevd.ui.threshold.CutLab;
import org.sparsevd.ui.threshold.SavedCuts;
import org.sparsevd.ui.threshold.ThresholdModel;
import org.sparsevd.ui.threshold.ThresholdView;
import org.sparsevd.ui.train.ResultCard;
import org.sparsevd.ui.train.StudioModel;
import org.sparsevd.ui.train.TrainView;

/** Everything in the window that draws a run. */
final class RunParts {
  private final List<RunPart> all = new ArrayList<>();
  private final List<RunChartCard> charts;
  private final TrainView trainView;
  private final MasksView masksView;
  private final NoiseLab noiseLab;
  private final ThresholdView thresholdView;
  private final KlLab klLab;
  private final KlNoiseView klView;

  /**
   * @param workers for what takes time
   * @param lab measures cuts for the threshold view
   * @param readOnly whether nothing may be written into a run folder
   * @param onClasses shows how single classes do
   */
  RunParts(
      StudioModel model,
      FileDialogs files,
      Workers workers,
      CutLab lab,
      Predicate<Path> readOnly,
      Consumer<RunView> onClasses) {
    Executor background = workers.files();
    Executor viewThread = workers.view();
    CompactCard compact =
        new CompactCard(
            new CompactMeter(
                workers.measurements(),
                viewThread,
                (file, cause) -> model.report("ui.problem.notSaved", file, cause)),
            files,
            () -> model.state().isActive());
    all.add(new RunPart(compact, compact::show, RunParts::nothing));
    thresholdView =
        new ThresholdView(
            new ThresholdModel(
                model.cursor(),
                lab,
                new SavedCuts(readOnly, background, viewThread),
                () -> model.state().isActive() && model.looksAtTraining()),
            files,
            compact);
    all.add(new RunPart(thresholdView, thresholdView::show, thresholdView::setTheme));
    ResultCard result = new ResultCard(model.cursor(), onClasses);
    MaskCard mask = new MaskCard(new HistoryLoader(background, viewThread));
    masksView =
        new MasksView(
            model.cursor().layerProperty(),
            files,
            background,
            viewThread,
            (file, cause) -> model.report("ui.problem.masks", file, cause));
    all.add(new RunPart(result, result::show, RunParts::nothing));
    all.add(new RunPart(mask, mask::show, mask::setTheme));
    all.add(new RunPart(masksView, masksView::show, masksView::setTheme));
    noiseLab =
        new NoiseLab(new NoiseModel(DatasetCatalog.current(), RunParts::aside, viewThread), files);
    all.add(new RunPart(noiseLab, noiseLab::show, noiseLab::setTheme));
    charts = charts(model, files);
    charts.forEach(chart -> all.add(new RunPart(chart, chart::show, chart::setTheme)));
    noiseLab.charts().forEach(chart -> reportFailures(model, chart));
    thresholdView.charts().forEach(chart -> reportFailures(model, chart));
    klLab = klLab(model, files, background, viewThread);
    all.add(new RunPart(klLab, klLab::show, klLab::setTheme));
    klView =
        new KlNoiseView(
            List.of(
                new KlNoiseView.Page(Text.of("ui.kl.page.kl"), klLab, klLab::shrink),
                new KlNoiseView.Page(Text.of("ui.kl.page.noise"), noiseLab, () -> false)));
    List<Card> enlargeable = new ArrayList<>(charts);
    enlargeable.add(mask);
    trainView = new TrainView(charts, List.of(result, mask), enlargeable);
  }

  private List<RunChartCard> charts(StudioModel model, FileDialogs files) {
    LearningCurvesCard curves = new LearningCurvesCard(files);
    SparsityCard sparsity = new SparsityCard(files);
    LogAlphaCard logAlpha = new LogAlphaCard(files);
    KlCard kl = new KlCard(files);
    curves.setId("learning-curves");
    sparsity.setId("sparsity");
    logAlpha.setId("log-alpha");
    kl.setId("kl");
    logAlpha.layerProperty().bindBidirectional(model.cursor().layerProperty());
    logAlpha.cutProperty().bindBidirectional(model.cursor().selectedCutProperty());
    // A cross-hair in one chart moves in all charts of the same axis.
    sparsity.hoverEpochProperty().bindBidirectional(curves.hoverEpochProperty());
    kl.hoverLogAlphaProperty().bindBidirectional(logAlpha.hoverLogAlphaProperty());
    List<RunChartCard> charts = List.of(curves, sparsity, logAlpha, kl);
    charts.forEach(chart -> reportFailures(model, chart));
    return charts;
  }

  private KlLab klLab(
      StudioModel model, FileDialogs files, Executor background, Executor viewThread) {
    KlLab lab = new KlLab(new KlLabModel(background, viewThread), files);
    lab.chart().layerProperty().bindBidirectional(model.cursor().layerProperty());
    reportFailures(model, lab.chart());
    return lab;
  }

  private static void reportFailures(StudioModel model, ChartCard chart) {
    chart.setOnSaveFailed((file, cause) -> model.report("ui.problem.notSaved", file, cause));
  }

  /** All charts, of every view. */
  List<ChartCard> charts() {
    List<ChartCard> all = new ArrayList<>(charts);
    all.addAll(thresholdView.charts());
    all.addAll(noiseLab.charts());
    all.add(klLab.chart());
    return all;
  }

  ThresholdView thresholdView() {
    return thresholdView;
  }

  List<RunPart> all() {
    return List.copyOf(all);
  }

  TrainView trainView() {
    return trainView;
  }

  /** Shows a page of a view that has several, by the name lessons give it. */
  Map<String, Runnable> pages() {
    return Map.of(
        "kl", () -> klView.choose(klLab),
        "noise", () -> klView.choose(noiseLab));
  }

  NoiseLab noiseLab() {
    return noiseLab;
  }

  /** Runs what may take minutes on a thread of its own, so that files are read meanwhile. */
  private static void aside(Runnable task) {
    Thread.ofPlatform().daemon().name("noise lab").start(task);
  }

  MasksView masksView() {
    return masksView;
  }

  KlNoiseView klView() {
    return klView;
  }

  private static void nothing(ChartTheme theme) {} // the style sheet reaches it
}
