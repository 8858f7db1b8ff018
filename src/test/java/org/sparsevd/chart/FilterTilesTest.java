package org.sparsevd.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sparsevd.chart.MaskPicture.Mark;
import org.sparsevd.nn.Volume;
import org.sparsevd.run.EpochHistory;
import org.sparsevd.run.RunFixtures;

class FilterTilesTest {
  private static final ChartTheme THEME = ChartTheme.LIGHT;
  private static final LineStyle STYLE = THEME.layer(0, 4, false);
  private static final int EMPTY = THEME.color(ChartColor.EMPTY_CELL).getRGB();

  private static MaskPicture picture(EpochHistory.Layer layer, double aspect) {
    WeightColors colors = WeightColors.of(WeightMode.KEPT, layer, 3, THEME, STYLE);
    return FilterTiles.of(layer, colors, MaskOrder.whole(layer), aspect);
  }

  @Test
  void filtersOfOneChannelStandInABlock() {
    EpochHistory.Layer conv1 = RunFixtures.layer("conv1", new Volume(1, 5, 5), 20);
    MaskPicture picture = picture(conv1, 2);
    assertEquals(7 * 6 - 1, picture.width());
    assertEquals(3 * 7 - 2, picture.height());
    assertEquals(20, picture.marks().size());
    for (int filter = 0; filter < 20; filter++) {
      Mark mark = picture.marks().get(filter);
      assertEquals(
          new Mark(Mark.Side.TOP, filter % 7 * 6, filter / 7 * 7, 5, "" + (filter + 1)), mark);
      for (int cell = 0; cell < 25; cell++) {
        assertCell(conv1, cell * 20 + filter, picture, mark.x() + cell % 5, mark.y() + cell / 5);
      }
    }
    assertTrue(
        picture.describe(8, 9).startsWith("filter 9, channel 1, row 3, column 3: "),
        picture.describe(8, 9));
    assertEquals("a tile a filter", picture.caption());
  }

  @Test
  void aBlockTakesTheFormOfItsRoom() {
    EpochHistory.Layer conv1 = RunFixtures.layer("conv1", new Volume(1, 5, 5), 20);
    assertTrue(picture(conv1, 0.3).width() < picture(conv1, 0.3).height());
    assertEquals(20 * 6 - 1, picture(conv1, 1000).width());
    assertEquals(5, picture(conv1, 0).width());
  }

  @Test
  void filtersOfMoreChannelsFormATableWithTheLongerSideAcross() {
    EpochHistory.Layer conv2 = RunFixtures.layer("conv2", new Volume(20, 5, 4), 50);
    MaskPicture picture = picture(conv2, 2);
    assertEquals(50 * 5 - 1, picture.width());
    assertEquals(20 * 6 - 1, picture.height());
    for (int weight = 0; weight < 20 * 20 * 50; weight += 7) {
      int filter = weight % 50;
      int input = weight / 50;
      int x = filter * 5 + input % 4;
      int y = input / 20 * 6 + input % 20 / 4;
      assertCell(conv2, weight, picture, x, y);
    }
    assertTrue(
        picture.describe(49 * 5, 19 * 6 + 4).startsWith("filter 50, channel 20, row 5, column 1"));
    assertEquals("a row a channel, a column a filter", picture.caption());
    assertEquals(70, picture.marks().size());
    assertEquals(new Mark(Mark.Side.LEFT, 0, 114, 5, "20"), picture.marks().getLast());

    MaskPicture turned = picture(RunFixtures.layer("conv2", new Volume(50, 5, 4), 20), 2);
    assertEquals(50 * 5 - 1, turned.width());
    assertEquals("a row a filter, a column a channel", turned.caption());
    assertTrue(turned.describe(5, 0).startsWith("filter 1, channel 2, row 1, column 1"));
  }

  @Test
  void nothingIsDrawnOrSaidBetweenTiles() {
    MaskPicture picture = picture(RunFixtures.layer("conv1", new Volume(1, 5, 5), 20), 2);
    int between = 0;
    Set<String> words = new TreeSet<>();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        boolean isGap = picture.argb()[y * picture.width() + x] == 0;
        assertEquals(isGap, picture.describe(x, y).isEmpty());
        between += isGap ? 1 : 0;
        words.add(picture.describe(x, y));
      }
    }
    assertEquals(picture.width() * picture.height() - 500, between);
    assertEquals(501, words.size(), "every weight stands once");
  }

  @Test
  void deadFiltersAreLeftOutAndCounted() {
    EpochHistory.Layer conv2 = RunFixtures.layer("conv2", new Volume(20, 5, 5), 50);
    MaskOrder order = new MaskOrder(new int[] {7, 3}, new int[] {9, 1, 40}, 18, 47);
    WeightColors colors = WeightColors.of(WeightMode.KEPT, conv2, 3, THEME, STYLE);
    MaskPicture picture = FilterTiles.of(conv2, colors, order, 2);
    assertEquals(3 * 6 - 1, picture.width());
    assertEquals(2 * 6 - 1, picture.height());
    // Second filter of the order, first channel of the order, row 2, column 3 of the filter.
    assertEquals((7 * 25 + 2 * 5 + 3) * 50 + 1, picture.weightAt(6 + 3, 2).getAsInt());
    assertEquals("dead filters folded: 47", picture.folded().columns());
    assertEquals("unused channels folded: 18", picture.folded().rows());
    assertEquals("10", picture.marks().getFirst().text());
  }

  private static void assertCell(
      EpochHistory.Layer layer, int weight, MaskPicture picture, int x, int y) {
    boolean kept = layer.kept(weight);
    int expected = kept ? STYLE.line().getRGB() : EMPTY;
    assertEquals(expected, picture.argb()[y * picture.width() + x]);
    assertTrue(picture.describe(x, y).contains(kept ? ": kept" : ": pruned"));
  }
}
