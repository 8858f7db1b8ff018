package org.sparsevd.ui.kl;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.SegmentedControl;

/** Labs on one page, one seen at a time; a row of buttons chooses among several. */
public final class KlNoiseView extends VBox {
  private final List<Page> pages;
  private final SegmentedControl<Page> choice =
      new SegmentedControl<>(Text.of("ui.kl.page"), Page::name);

  /**
   * A lab.
   *
   * @param name on its button
   * @param content the lab
   * @param shrink puts an enlarged card back; false when there was none
   */
  public record Page(String name, Region content, BooleanSupplier shrink) {}

  /**
   * @param pages at least one; the first is seen at first
   */
  public KlNoiseView(List<Page> pages) {
    this.pages = List.copyOf(pages);
    getStyleClass().addAll("view", "kl-noise");
    getStylesheets().add(KlNoiseView.class.getResource("kl.css").toExternalForm());
    choice.setId("kl-pages");
    choice.valueProperty().addListener((observable, before, now) -> see(now));
    choice.setItems(this.pages);
    StackPane stack = new StackPane();
    this.pages.forEach(page -> stack.getChildren().add(page.content()));
    stack.setMinHeight(0);
    VBox.setVgrow(stack, Priority.ALWAYS);
    if (pages.size() > 1) {
      HBox head = new HBox(choice);
      head.setAlignment(Pos.CENTER_LEFT);
      head.getStyleClass().add("kl-pages-head");
      getChildren().add(head);
    }
    getChildren().add(stack);
  }

  /** Shows the lab {@code content}. */
  public void choose(Region content) {
    pages.stream()
        .filter(page -> page.content().equals(content))
        .findFirst()
        .ifPresent(choice::setValue);
  }

  private void see(Page seen) {
    pages.forEach(page -> page.content().setVisible(page.equals(seen)));
  }

  /** Puts an enlarged card of the page that is seen back; false when there was none. */
  public boolean shrink() {
    return choice.getValue().shrink().getAsBoolean();
  }
}
