package org.sparsevd.ui.mask;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;

/** The key of a picture of counts: pale for none, a ramp from 1 to the most. */
final class CountKey extends HBox {
  private final Label most = new Label();

  CountKey() {
    getStyleClass().add("count-key");
    Region none = new Region();
    none.getStyleClass().add("cell-empty");
    Region ramp = new Region();
    ramp.getStyleClass().add("count-ramp");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label noneName = new Label(Text.of("ui.mask.none"));
    Label one = new Label(Numbers.count(1));
    for (Label label : new Label[] {noneName, one, most}) {
      label.getStyleClass().add("caption");
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().setAll(none, noneName, gap, one, ramp, most);
  }

  void show(int highest) {
    most.setText(Numbers.count(highest));
    setVisible(highest > 0);
    setManaged(highest > 0);
  }
}
