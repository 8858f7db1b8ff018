package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.chart.MaskOptions.Form;
import org.sparsevd.data.ImageShape;
import org.sparsevd.prune.LiveUnits;
import org.sparsevd.run.EpochHistory;

/**
 * The masks of one epoch ready to be shown: what is left of every layer, and a picture of one. Made
 * without a screen, away from the thread that shows it.
 */
public final class MaskScene {
  /** Tiles of neurons that are to fit are at least so large, and scrolled when there are many. */
  private static final int TILE_ZOOM = 2;

  private static final int MOST_TILE_ZOOM = 4;
  private static final double FOLDED_BAND = 24; // with the gap above it

  /** Most cells of a layer at a glance. */
  public static final int THUMBNAIL_WIDTH = 164;

  public static final int THUMBNAIL_HEIGHT = 64;

  private final int epoch;
  private final List<EpochHistory.Layer> layers;
  private final Optional<ImageShape> shape;
  private final LiveUnits live;
  private final int index;
  private final WeightMode mode;
  private final Form form;
  private final WeightColors colors;
  private final MaskOrder order;
  private final MaskImage image;
  private final int[] kept;
  private final List<MaskPicture> thumbnails = new ArrayList<>();

  /**
   * Where a picture goes.
   *
   * @param width of the room there is, px
   * @param height of the room there is, px
   * @param scale device pixels a px
   */
  public record Room(double width, double height, ChartTheme theme, double scale) {}

  /**
   * What of an earlier scene is to stay, so that pictures of several epochs can be compared.
   *
   * @param layer it is of
   * @param order which units are shown where
   * @param colors of values
   */
  public record Held(String layer, MaskOrder order, WeightColors colors, WeightMode mode) {}

  private MaskScene(
      int epoch,
      List<? extends EpochHistory.Layer> layers,
      Optional<ImageShape> image,
      MaskOptions options,
      Room room,
      Optional<Held> held) {
    this.epoch = epoch;
    this.layers = List.copyOf(layers);
    live = LiveUnits.of(layers);
    index = indexOf(options.layer());
    EpochHistory.Layer layer = layer();
    shape = image.filter(each -> isLookedAt(each, this.layers.getFirst()));
    mode = options.mode().isIn(layer) ? options.mode() : WeightMode.KEPT;
    form = forms().contains(options.form()) ? options.form() : forms().getFirst();
    Optional<Held> same = held.filter(each -> each.layer.equals(layer.name()));
    LineStyle style = room.theme.layer(index, layers.size(), true);
    colors =
        same.filter(each -> each.mode == mode)
            .map(each -> each.colors.in(layer))
            .orElseGet(() -> {
              double cut = options.cuts().of(layer.name());
              return WeightColors.of(mode, layer, cut, room.theme, style);
            });
    boolean looksAtImage = index == 0 && shape.isPresent();
    order =
        same.map(Held::order)
            .orElseGet(() ->
                MaskOrder.of(
                    layer,
                    live.layers().get(index),
                    !looksAtImage,
                    looksAtImage ? MaskOrder.By.NUMBER : options.inputs(),
                    options.outputs()));
    this.image = draw(options.zoom(), room);
    this.kept = new int[layers.size()];
    for (int i = 0; i < layers.size(); i++) {
      this.kept[i] = MaskPicture.use(layers.get(i)).kept();
      thumbnails.add(
          MaskThumbnail.of(
              layers.get(i),
              i == 0 ? shape : Optional.empty(),
              room.theme,
              room.theme.layer(i, layers.size(), true),
              THUMBNAIL_WIDTH,
              THUMBNAIL_HEIGHT));
    }
  }

  /**
   * Makes the scene of an epoch.
   *
   * @param epoch the masks are of
   * @param layers from the input on, at least one
   * @param image shape of the samples, if they are images
   * @param held what stays of an earlier scene; left alone when it is of another layer
   */
  public static MaskScene of(
      int epoch,
      List<? extends EpochHistory.Layer> layers,
      Optional<ImageShape> image,
      MaskOptions options,
      Room room,
      Optional<Held> held) {
    return new MaskScene(epoch, layers, image, options, room, held);
  }

  private static boolean isLookedAt(ImageShape image, EpochHistory.Layer first) {
    return first.filter().isEmpty() && image.features() == first.inputs();
  }

  private int indexOf(String name) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).name().equals(name)) {
        return i;
      }
    }
    return 0;
  }

  /** The ways this layer can be laid out, its natural one first. */
  public List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    if (layer().filter().isPresent() || neuronTiles()) {
      forms.add(Form.TILES);
    }
    forms.add(Form.MATRIX);
    if (index == 0 && shape.isPresent()) {
      forms.add(Form.PIXELS);
    }
    return List.copyOf(forms);
  }

  private boolean neuronTiles() {
    return index == 0 && shape.map(image -> NeuronTiles.fit(layer(), image)).orElse(false);
  }

  private MaskImage draw(int zoom, Room room) {
    int cell = (int) Math.max(1, Math.round(zoom * room.scale));
    if (form == Form.TILES && neuronTiles()) {
      int shown = zoom == MaskOptions.FIT ? MOST_TILE_ZOOM : zoom;
      while (zoom == MaskOptions.FIT
          && shown > TILE_ZOOM
          && tilesHeight(shown, room) > room.height) {
        shown--;
      }
      return tiles(shown, room);
    }
    double width = room.width * room.scale;
    double height = room.height * room.scale;
    MaskPicture picture =
        switch (form) {
          case TILES -> FilterTiles.of(layer(), colors, order, width / Math.max(1, height));
          case MATRIX -> WeightMatrix.of(layer(), colors, order);
          case PIXELS -> MaskPicture.pixels(layer(), shape.orElseThrow(), room.theme);
        };
    int fitting = MaskImage.fittingCell(picture, width, height, room.theme, room.scale);
    return MaskImage.of(picture, zoom == MaskOptions.FIT ? fitting : cell, room.theme, room.scale);
  }

  /** Height of the tiles in px, about. */
  private double tilesHeight(int zoom, Room room) {
    ImageShape tile = shape.orElseThrow();
    int rows =
        Math.ceilDiv(order.outputs().length, NeuronTiles.across(tile, (int) room.width / zoom));
    int cells = tile.height() + MaskImage.cellsOfText(zoom, room.theme, 1);
    return rows * cells * zoom + room.theme.px(FOLDED_BAND);
  }

  private MaskImage tiles(int zoom, Room room) {
    int cell = (int) Math.max(1, Math.round(zoom * room.scale));
    MaskPicture tiles =
        NeuronTiles.of(
            layer(),
            shape.orElseThrow(),
            colors,
            order,
            NeuronTiles.across(shape.orElseThrow(), (int) (room.width * room.scale / cell)),
            MaskImage.cellsOfText(cell, room.theme, room.scale));
    return MaskImage.of(tiles, cell, room.theme, room.scale);
  }

  /** Whether the first layer has an input for each pixel of an image. */
  public boolean looksAtImage() {
    return shape.isPresent();
  }

  /** The epoch the masks are of. */
  public int epoch() {
    return epoch;
  }

  /** All layers, from the input on. */
  public List<EpochHistory.Layer> layers() {
    return layers;
  }

  /** What carries anything. */
  public LiveUnits live() {
    return live;
  }

  /** Place of the layer drawn. */
  public int index() {
    return index;
  }

  /** The layer drawn. */
  public EpochHistory.Layer layer() {
    return layers.get(index);
  }

  /** What is told of each weight. */
  public WeightMode mode() {
    return mode;
  }

  public Form form() {
    return form;
  }

  public MaskOrder order() {
    return order;
  }

  public WeightColors colors() {
    return colors;
  }

  public MaskImage image() {
    return image;
  }

  /** Most kept weights of one pixel, where those are drawn; else 0. */
  public int mostPerPixel() {
    return form == Form.PIXELS ? MaskPicture.use(layer()).mostPerInput() : 0;
  }

  /** What another epoch's scene needs to show the same units at the same places. */
  public Held held() {
    return new Held(layer().name(), order, colors, mode);
  }

  /** Where a weight of the layer drawn lies, in words. */
  public String place(int weight) {
    return neuronTiles()
        ? NeuronTiles.place(layer(), shape.orElseThrow(), weight)
        : MaskPicture.place(layer(), weight);
  }

  /** A layer at a glance. */
  public MaskPicture thumbnail(int of) {
    return thumbnails.get(of);
  }

  /** Kept weights of a layer. */
  public int kept(int of) {
    return kept[of];
  }

  /** The tile of the neuron or filter of a weight alone; empty where it has none. */
  public Optional<MaskPicture> tileOf(int weight) {
    int output = weight % layer().outputs();
    MaskOrder alone = new MaskOrder(order.inputs(), new int[] {output}, 0, 0);
    if (neuronTiles()) {
      return Optional.of(NeuronTiles.of(layer(), shape.orElseThrow(), colors, alone, 1, 1));
    }
    return layer().filter().isPresent()
        ? Optional.of(FilterTiles.of(layer(), colors, alone, 1))
        : Optional.empty();
  }

  /** The next kept weight in the order shown, or the one before; wraps around. */
  public int step(int weight, int direction) {
    int[] rows = order.rows(layer());
    int[] outputs = order.outputs();
    int count = rows.length * outputs.length;
    if (count == 0) {
      return weight;
    }
    int at = Math.max(0, placeOf(weight, rows, outputs));
    for (int step = 1; step <= count; step++) {
      int next = Math.floorMod(at + direction * step, count);
      int candidate = rows[next % rows.length] * layer().outputs() + outputs[next / rows.length];
      if (layer().kept(candidate)) {
        return candidate;
      }
    }
    return weight;
  }

  private int placeOf(int weight, int[] rows, int[] outputs) {
    for (int at = 0; at < rows.length * outputs.length; at++) {
      if (rows[at % rows.length] * layer().outputs() + outputs[at / rows.length] == weight) {
        return at;
      }
    }
    return -1;
  }
}
