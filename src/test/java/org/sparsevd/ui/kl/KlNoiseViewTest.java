package org.sparsevd.ui.kl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.sparsevd.ui.UiDriver;

class KlNoiseViewTest {
  private static KlNoiseView.Page page(String name, boolean shrinks) {
    Region content = new Region();
    content.setId("page-" + name);
    return new KlNoiseView.Page(name, content, () -> shrinks);
  }

  @Test
  void buttonsChooseAmongSeveralLabs() {
    KlNoiseView view =
        UiDriver.call(() -> new KlNoiseView(List.of(page("one", false), page("two", true))));
    try (UiDriver user = UiDriver.show(() -> new Scene(view, 600, 400))) {
      assertTrue(user.sees("#page-one"));
      assertFalse(user.sees("#page-two"));
      assertFalse(UiDriver.call(view::shrink));
      user.clickAt("#kl-pages", 0.8, 0.5, 1, 0);
      assertFalse(user.sees("#page-one"));
      assertTrue(user.sees("#page-two"));
      assertTrue(UiDriver.call(view::shrink), "asks the page that is seen");
      user.press(KeyCode.LEFT);
      assertTrue(user.sees("#page-one"));
    }
  }

  @Test
  void oneLabAloneNeedsNoButtonsAndHasAllTheRoom() {
    KlNoiseView view = UiDriver.call(() -> new KlNoiseView(List.of(page("one", false))));
    try (UiDriver user = UiDriver.show(() -> new Scene(view, 600, 400))) {
      assertFalse(user.sees("#kl-pages"));
      assertEquals(400, user.find(Region.class, "#page-one").getHeight());
    }
  }
}
