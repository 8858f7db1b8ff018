package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Region;
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

/**
 * Everything in the window that draws a run. What belongs to other views than the first is made
 * when its view is first seen.
 */
final class RunParts {
  private final List<RunPart> all = new ArrayList<>();
  private final StudioModel model;
  private final FileDialogs files;
  private final Workers workers;
  private final List<RunChartCard> charts;
  private final TrainView trainView;
  private final Lazy<ThresholdView> threshold;
  private final Lazy<MasksView> masks = new Lazy<>(this::makeMasks);
  private final Lazy<KlPages> kl = new Lazy<>(this::makeKl);
  private Consumer<RunPart> listener = part -> {};

  /** The two pages of one view. */
  private record KlPages(KlNoiseView view, KlLab lab, NoiseLab noise) {}

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
    this.model = model;
    this.files = files;
    this.workers = workers;
    threshold = new Lazy<>(() -> makeThreshold(lab, readOnly));
    ResultCard result = new ResultCard(model.cursor(), onClasses);
    MaskCard mask = new MaskCard(new HistoryLoader(workers.files(), workers.view()));
    add(new RunPart(result, result::show, RunParts::nothing));
    add(new RunPart(mask, mask::show, mask::setTheme));
    charts = charts(model, files);
    charts.forEach(chart -> add(new RunPart(chart, chart::show, chart::setTheme)));
    List<Card> enlargeable = new ArrayList<>(charts);
    enlargeable.add(mask);
    trainView = new TrainView(charts, List.of(result, mask), enlargeable);
  }

  private void add(RunPart part) {
    all.add(part);
    listener.accept(part);
  }

  private ThresholdView makeThreshold(CutLab lab, Predicate<Path> readOnly) {
    CompactCard compact =
        new CompactCard(
            new CompactMeter(
                workers.measurements(),
                workers.view(),
                (file, cause) -> model.report("ui.problem.notSaved", file, cause)),
            files,
            () -> model.state().isActive());
    ThresholdView view =
        new ThresholdView(
            new ThresholdModel(
                model.cursor(),
                lab,
                new SavedCuts(readOnly, workers.files(), workers.view()),
                () -> model.state().isActive() && model.looksAtTraining()),
            files,
            compact);
    view.charts().forEach(chart -> reportFailures(model, chart));
    add(new RunPart(compact, compact::show, RunParts::nothing));
    add(new RunPart(view, view::show, view::setTheme));
    return view;
  }

  private MasksView makeMasks() {
    MasksView view =
        new MasksView(
            model.cursor().layerProperty(),
            files,
            workers.files(),
            workers.view(),
            (file, cause) -> model.report("ui.problem.masks", file, cause));
    add(new RunPart(view, view::show, view::setTheme));
    return view;
  }

  private KlPages makeKl() {
    NoiseLab noise =
        new NoiseLab(
            new NoiseModel(DatasetCatalog.current(), RunParts::aside, workers.view()), files);
    noise.charts().forEach(chart -> reportFailures(model, chart));
    KlLab lab = new KlLab(new KlLabModel(workers.files(), workers.view()), files);
    lab.chart().layerProperty().bindBidirectional(model.cursor().layerProperty());
    reportFailures(model, lab.chart());
    add(new RunPart(noise, noise::show, noise::setTheme));
    add(new RunPart(lab, lab::show, lab::setTheme));
    return new KlPages(
        new KlNoiseView(
            List.of(
                new KlNoiseView.Page(Text.of("ui.kl.page.kl"), lab, lab::shrink),
                new KlNoiseView.Page(Text.of("ui.kl.page.noise"), noise, () -> false))),
        lab,
        noise);
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

  private static void reportFailures(StudioModel model, ChartCard chart) {
    chart.setOnSaveFailed((file, cause) -> model.report("ui.problem.notSaved", file, cause));
  }

  /** Tells {@code newListener} of all parts there are, and of each that is made from now on. */
  void setListener(Consumer<RunPart> newListener) {
    listener = newListener;
    all.forEach(newListener);
  }

  /** The parts there are. */
  List<RunPart> all() {
    return List.copyOf(all);
  }

  /** Brings up to date at once what is drawn, for a picture of the window. */
  void drawNow() {
    charts.forEach(ChartCard::drawNow);
    threshold.ifMade().ifPresent(view -> view.charts().forEach(ChartCard::drawNow));
    kl.ifMade()
        .ifPresent(pages -> {
          pages.noise().charts().forEach(ChartCard::drawNow);
          pages.lab().chart().drawNow();
        });
    masks.ifMade().ifPresent(MasksView::drawNow);
  }

  /** Takes in what the noise lab found out, while it is looked at. */
  void poll() {
    kl.ifMade().map(KlPages::noise).filter(Node::isVisible).ifPresent(NoiseLab::poll);
  }

  TrainView trainView() {
    return trainView;
  }

  /** What the window shows for each kind of view that is about one run, but the first. */
  Map<ViewKind, Supplier<? extends Region>> views() {
    return Map.of(
        ViewKind.THRESHOLD, threshold, ViewKind.MASKS, masks, ViewKind.KL, () -> kl.get().view());
  }

  ThresholdView thresholdView() {
    return threshold.get();
  }

  /** Shows a page of a view that has several, by the name lessons give it. */
  Map<String, Runnable> pages() {
    return Map.of(
        "kl", () -> kl.get().view().choose(kl.get().lab()),
        "noise", () -> kl.get().view().choose(kl.get().noise()));
  }

  /** Runs what may take minutes on a thread of its own, so that files are read meanwhile. */
  private static void aside(Runnable task) {
    Thread.ofPlatform().daemon().name("noise lab").start(task);
  }

  private static void nothing(ChartTheme theme) {} // the style sheet reaches it
}
