package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Pushes the labels at the ends of lines apart, moving them as little as possible in all. */
final class EndLabels {
  private EndLabels() {}

  /**
   * Places labels at least {@code gap} apart and within [{@code top}, {@code bottom}] as far as
   * there is room.
   *
   * @param wanted where each would lie best, in px from the top
   * @return where each lies, in the order given
   */
  static List<Double> spread(List<Double> wanted, double gap, double top, double bottom) {
    List<Integer> order =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(Comparator.comparingDouble(wanted::get))
            .toList();
    // With the gaps taken out it is isotonic regression: neighbours that would overtake each other
    // form a block, which lies at the mean of its members' wishes.
    List<Block> blocks = new ArrayList<>();
    for (int rank = 0; rank < order.size(); rank++) {
      Block block = new Block(wanted.get(order.get(rank)) - rank * gap, 1);
      while (!blocks.isEmpty() && blocks.getLast().position > block.position) {
        block = block.joined(blocks.removeLast());
      }
      blocks.add(block);
    }
    double lowest = Math.max(top, bottom - (wanted.size() - 1) * gap);
    List<Double> placed = new ArrayList<>(wanted);
    int rank = 0;
    for (Block block : blocks) {
      double position = Math.clamp(block.position, top, lowest);
      for (int i = 0; i < block.size; i++, rank++) {
        placed.set(order.get(rank), position + rank * gap);
      }
    }
    return placed;
  }

  private record Block(double position, int size) {
    Block joined(Block other) {
      int both = size + other.size;
      return new Block((position * size + other.position * other.size) / both, both);
    }
  }
}
