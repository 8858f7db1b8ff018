package org.sparsevd.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.compare.CompareView;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.kl.KlNoiseView;
import org.sparsevd.ui.threshold.ThresholdView;
import org.sparsevd.ui.train.HeaderBar;
import org.sparsevd.ui.train.TrainView;

/**
 * Where the parts of the window stand. Below 113 em of width the form goes into a drawer, below 100
 * em the result column joins it; below 93 × 60 em the whole scrolls.
 */
final class StudioFrame extends ScrollPane {
  private static final double FORM_BESIDE_EM = 1360 / Theme.STANDARD_TEXT_SIZE;
  private static final double RESULT_BESIDE_EM = 1200 / Theme.STANDARD_TEXT_SIZE;

  private final HeaderBar header;
  private final Region form;
  private final TrainView train;
  private final Map<ViewKind, Supplier<? extends Region>> otherViews;
  private final Map<ViewKind, Region> seen = new EnumMap<>(ViewKind.class);
  private final Region timeBar;
  private final NavigationRail rail;
  private final StackPane views;
  private final HBox beside = new HBox();
  private final Drawer drawer;
  private final Button drawerButton =
      new Button(Text.of("ui.drawer.form"), new Icon(Feather.SLIDERS));
  private double textSize = Theme.STANDARD_TEXT_SIZE;

  StudioFrame(
      HeaderBar header,
      Region banner,
      NavigationRail rail,
      Region form,
      TrainView train,
      Map<ViewKind, Supplier<? extends Region>> otherViews,
      Region timeBar,
      Region status) {
    this.header = header;
    this.rail = rail;
    this.form = form;
    this.train = train;
    this.otherViews = new EnumMap<>(otherViews);
    this.timeBar = timeBar;
    drawer = new Drawer(form, train.column());
    getStyleClass().add("window-scroll");
    setFitToWidth(true);
    setFitToHeight(true);
    setFocusTraversable(false);
    // A scroll pane keeps a picture of its content, and paints all of it anew when a word changes.
    skinProperty().addListener(observable -> lookup(".viewport").setCache(false));
    drawerButton.setId("open-drawer");
    drawerButton.setMinWidth(Region.USE_PREF_SIZE);
    drawerButton.setTooltip(new Tooltip(Text.of("ui.drawer.open")));
    drawerButton.setOnAction(event -> drawer.toggle());
    views = new StackPane(train);
    drawer.setOnLeft(drawerButton::requestFocus);
    HBox.setHgrow(views, Priority.ALWAYS);
    views.setMinWidth(0);
    beside.getChildren().setAll(form, views);
    StackPane body = new StackPane(beside, drawer);
    StackPane.setAlignment(drawer, Pos.TOP_LEFT);
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setMinHeight(0);
    VBox right = new VBox(body, timeBar);
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setMinWidth(0);
    HBox middle = new HBox(rail, right);
    VBox.setVgrow(middle, Priority.ALWAYS);
    middle.setMinHeight(0);
    VBox frame = new VBox(header, banner, middle, status);
    frame.getStyleClass().add("frame");
    setContent(frame);
    rail.chosenProperty().addListener(observable -> arrange());
    widthProperty().addListener(observable -> arrange());
    arrange();
  }

  /** Tells how long an em is now. */
  void setTextSize(double pixels) {
    textSize = pixels;
    arrange();
  }

  /** Opens the drawer for what is in it, and closes it for what it may hide. */
  void uncover(String id) {
    drawer.uncover(id);
  }

  /** Closes what lies over the charts; false when there was nothing. */
  boolean closeTop() {
    if (drawer.isVisible()) {
      drawer.open(false);
      return true;
    }
    return switch (seen.get(rail.chosenProperty().get())) {
      case ThresholdView threshold -> threshold.shrink();
      case KlNoiseView kl -> kl.shrink();
      case CompareView compare -> compare.shrink();
      case null, default -> train.shrink();
    };
  }

  private void arrange() {
    ViewKind chosen = rail.chosenProperty().get();
    boolean trains = chosen == ViewKind.TRAIN;
    double em = getWidth() / textSize;
    boolean formBeside = getWidth() == 0 || em >= FORM_BESIDE_EM;
    boolean resultBeside = getWidth() == 0 || em >= RESULT_BESIDE_EM;
    train.setVisible(trains);
    // Only when first chosen: what nobody sees would double the time to the first picture.
    if (!trains && !seen.containsKey(chosen)) {
      seen.put(chosen, otherViews.get(chosen).get());
      views.getChildren().add(seen.get(chosen));
    }
    seen.forEach((kind, view) -> view.setVisible(kind == chosen));
    timeBar.setVisible(chosen.isTimed());
    timeBar.setManaged(chosen.isTimed());
    drawer.take(trains && !formBeside, trains && !resultBeside);
    train.setColumnBeside(resultBeside);
    List<Node> parts = beside.getChildren();
    if (formBeside && !parts.contains(form)) {
      parts.addFirst(form);
    } else if (!formBeside) {
      parts.remove(form);
    }
    form.setVisible(trains);
    form.setManaged(trains);
    header.setNarrowTool(
        trains && !formBeside ? Optional.of(drawerButton) : Optional.empty(),
        !formBeside,
        !resultBeside);
  }
}
